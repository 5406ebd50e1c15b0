#!/usr/bin/env bash
# Makes sure that the browser tests can run: Chromium, Node and the packages of end2end/.
# CHROMIUM names another browser than the one on the path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

find_chromium() { command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome; }

if ! find_chromium >/dev/null; then
  command -v apt-get >/dev/null || die "the browser tests need Chromium: install it, or name one in CHROMIUM"
  install chromium
fi
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  command -v apt-get >/dev/null || die "the browser tests need Node 18 or newer, with npm"
  install nodejs npm
fi
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 18 ] || die "the browser tests need Node 18 or newer; this is $(node --version)"

cd "$(dirname "$0")/../../../end2end"
# npm writes this file last: it is older than the lock file when there is something to install.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  say "installing the packages of end2end/"
  npm ci --no-audit --no-fund --silent >&2
  touch node_modules/.package-lock.json
fi
