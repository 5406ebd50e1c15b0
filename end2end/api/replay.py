"""Replays what the API says of itself: schemathesis sends what the description allows, and what it does not, to a demo
city, as one of its moderators. No answer may be a 5xx, have a status, a type or a form that is not described.

The environment variable BUSOLA_BIN names the program. `python replay.py [OPTIONS OF schemathesis run]`.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

EMAIL = "marta.sowa@lublin.example"  # of the demo
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
# Each run sends the same, and ends in a few minutes.
# How many of its ideas the generator throws away before one may be sent says nothing of the API.
OPTIONS = ["--generation-deterministic", "--max-examples", "8", "--suppress-health-check", "filter_too_much",
           "--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--request-timeout", "30", "--warnings", "off", "--no-color"]


def main() -> int:
    program = os.environ["BUSOLA_BIN"]
    with tempfile.TemporaryDirectory(prefix="busola-api-") as folder:
        url = f"http://127.0.0.1:{free_port()}"
        settings = os.environ | {
            "DATABASE_URL": f"sqlite://{folder}/busola.db",
            "BUSOLA_DATA": folder,
            "BUSOLA_LISTEN": url.removeprefix("http://"),
            "BUSOLA_PUBLIC_URL": url,
            "BUSOLA_RATE_LIMITS": "off",
            "RUST_LOG": "error",
        }
        subprocess.run([program, "demo"], env=settings, check=True)
        told = subprocess.run([program, "token", "create", "--email", EMAIL], env=settings, check=True, capture_output=True, text=True)
        with subprocess.Popen([program, "serve"], env=settings) as server:
            try:
                api = Api(url, told.stdout.strip())
                wait_for(server, url)
                return replay(api, Path(folder))
            finally:
                server.terminate()


class Api:
    """The API, as a moderator asks it."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def get(self, path: str) -> dict:
        request = urllib.request.Request(f"{self.url}/api/v1{path}", headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


def replay(api: Api, folder: Path) -> int:
    description = api.get("/openapi.json")
    for operations in description["paths"].values():
        for method, operation in operations.items():
            # "Any other error" describes none.
            if method != "parameters":
                operation["responses"].pop("default", None)
    schema, config = folder / "openapi.json", folder / "schemathesis.toml"
    schema.write_text(json.dumps(description))
    config.write_text(configuration(known(api)))
    command = [Path(sys.executable).with_name("schemathesis"), "--config-file", config, "run", schema, "--url", api.url,
               "--header", f"Authorization: Bearer {api.token}", "--checks", ",".join(CHECKS), *OPTIONS, *sys.argv[1:]]
    return subprocess.run(command, cwd=folder).returncode


def known(api: Api) -> dict[str, list[str]]:
    """What is there, by the path of the operations that ask for it."""
    consultations = api.get("/consultations?limit=100")["items"]
    found: dict[str, list[str]] = {name: [] for name in ("comments", "sessions", "questions", "speakers", "polls")}
    for consultation in consultations:
        key = consultation["id"]
        found["comments"] += ids(api.get(f"/consultations/{key}/comments?limit=5")["items"])
        found["sessions"] += ids(api.get(f"/consultations/{key}/sessions")["items"])
    for session in found["sessions"]:
        page = api.get(f"/sessions/{session}")
        for name in ("questions", "speakers", "polls"):
            found[name] += ids(page[name])
    found["consultations"] = [consultation["slug"] for consultation in consultations] + ids(consultations)
    return {name: values for name, values in found.items() if values}


def ids(things: list[dict]) -> list[str]:
    return [thing["id"] for thing in things]


def configuration(found: dict[str, list[str]]) -> str:
    """Most requests name something that is there: a list of values for the first parameter of each path."""
    lines = []
    for name, values in found.items():
        lines += [f"[dictionaries.{name}]", f"values = {json.dumps(values)}", ""]
    for name in found:
        parameter = "path.key" if name == "consultations" else "path.id"
        lines += ["[[operations]]", f'include-path-regex = "^/api/v1/{name}/"',
                  f'parameters = {{ "{parameter}" = {{ dictionary = "{name}", probability = 0.8 }} }}', ""]
    return "\n".join(lines)


def wait_for(server: subprocess.Popen, url: str) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("busola serve ended at once")
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("busola serve does not answer")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
