#!/usr/bin/env bash
# Makes sure that the benchmark's peers on Node can run: Node and the packages of crates/bench/peers/.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

node_packages crates/bench/peers "the benchmark's peers"
