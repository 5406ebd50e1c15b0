#!/usr/bin/env bash
# tests.sh BINARY: every test, all of them even when some fail; with-postgres.sh calls it.
set -uo pipefail
cd "$(dirname "$0")/../../.."
failed=0

crates/xtask/setup/deploy.sh install || failed=1
cargo test --workspace --exclude 'busola-frontend*' --no-fail-fast || failed=1
python=$(crates/xtask/setup/schemathesis.sh "${CARGO_TARGET_DIR:-target}")
BUSOLA_BIN=$(realpath "$1") "$python" end2end/api/replay.py || failed=1
BUSOLA_BIN=$(realpath "$1") node --test --test-reporter=spec end2end/tests/*.test.mjs || failed=1
exit "$failed"
