#!/usr/bin/env bash
# schemathesis.sh TARGET: makes sure that the API's description can be replayed, and prints the Python that does it:
# schemathesis and what it needs, by the versions and hashes of end2end/api/requirements.txt, below TARGET.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# = 1 ] || die "below which folder?"

wanted="$(dirname "$0")/../../../end2end/api/requirements.txt"
place="$1/schemathesis"

if ! cmp -s "$wanted" "$place/installed.txt"; then
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    command -v apt-get >/dev/null || die "the API's description is replayed with Python 3.10 or newer, with venv and pip"
    install python3 python3-venv
  fi
  say "installing schemathesis"
  rm -rf "$place"
  python3 -m venv "$place"
  "$place/bin/pip" install --quiet --disable-pip-version-check --require-hashes --requirement "$wanted" >&2
  # The last thing written: it is not there while something is missing.
  cp "$wanted" "$place/installed.txt"
fi
echo "$place/bin/python"
