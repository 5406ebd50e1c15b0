// Starts the built binary with a data folder of its own, and Chromium beside it.
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const BINARY = process.env.BUSOLA_BIN ?? "../target/debug/busola";

/** A city of its own: server, database and mail in a temporary folder. */
export class Busola {
  /** `env`: settings beside the usual ones. */
  static async start({ env = {} } = {}) {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), "busola-end2end-"));
    const url = `http://127.0.0.1:${port}`;
    const busola = new Busola(url, folder, {
      ...process.env,
      DATABASE_URL: `sqlite://${folder}/busola.db`,
      BUSOLA_DATA: folder,
      BUSOLA_LISTEN: `127.0.0.1:${port}`,
      BUSOLA_PUBLIC_URL: url,
      BUSOLA_RATE_LIMITS: "off",
      ...env,
    });
    await busola.serve();
    return busola;
  }

  constructor(url, folder, env) {
    this.url = url;
    this.folder = folder;
    this.env = env;
    /** What the browser complained of: violations of the policy, errors in scripts. */
    this.faults = [];
  }

  /** Starts the server, again after `kill` too, and waits until it answers. */
  async serve() {
    this.log = "";
    this.server = spawn(BINARY, ["serve"], { env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk) => (this.log += chunk);
    this.server.stdout.on("data", keep);
    this.server.stderr.on("data", keep);
    for (let tries = 0; tries < 300; tries++) {
      if (this.server.exitCode !== null) throw new Error(`busola serve ended at once:\n${this.log}`);
      if (await fetch(`${this.url}/healthz`).catch(() => null)) return;
      await sleep(100);
    }
    throw new Error(`busola serve does not answer:\n${this.log}`);
  }

  /** Runs another command of the binary and gives what it printed. */
  async run(...args) {
    const { stdout } = await promisify(execFile)(BINARY, args, { env: this.env });
    return stdout.trim();
  }

  /** A page in a fresh profile; `options` are Playwright's for a context (viewport, locale, javaScriptEnabled …). */
  async page(options = {}) {
    this.browser ??= await chromium.launch({
      executablePath: chromiumPath(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const context = await this.browser.newContext({ baseURL: this.url, locale: "pl-PL", ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => this.faults.push(`error: ${error}`));
    page.on("console", (message) => {
      // A refused or failed request is said here too: a test that provokes one expects it by its status.
      const provoked = /^(Failed to load resource|WebSocket connection to )/;
      if (message.type() === "error" && !provoked.test(message.text())) {
        this.faults.push(`console: ${message.text()}`);
      }
    });
    return page;
  }

  /** `SIGKILL`: as when the power fails. */
  async kill() {
    await this.end("SIGKILL");
  }

  /** Ends all, and removes the folder. */
  async stop() {
    await this.browser?.close();
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  async end(signal) {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const ended = once(this.server, "exit");
    this.server.kill(signal);
    await ended;
  }
}

/** Waits until the islands of a page are live. */
export async function hydrated(page) {
  await page.waitForSelector("html[data-hydrated]");
}

function chromiumPath() {
  const names = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"].filter(Boolean);
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", 'command -v "$0"', name], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error("Chromium is missing: crates/xtask/setup/browser.sh installs it");
}

async function freePort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
