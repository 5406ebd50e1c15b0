#!/usr/bin/env bash
# Makes sure that the browser tests, and the benchmark of the desk, can run: Chromium, Node and the packages of end2end/.
# CHROMIUM names another browser than the one on the path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

find_chromium() { command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome; }

if ! find_chromium >/dev/null; then
  command -v apt-get >/dev/null || die "the browser tests need Chromium: install it, or name one in CHROMIUM"
  install chromium
fi
node_packages end2end "the browser tests"
