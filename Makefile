# Thin on purpose: each target sets up what is missing and calls cargo. docs/build.md tells more.
# BUSOLA_TOOLCHAIN=debian builds with the distribution's Rust (crates/xtask/setup/toolchain.sh).

SETUP := crates/xtask/setup
TARGET := $(or $(CARGO_TARGET_DIR),target)
BIN := $(TARGET)/debug/busola

ifeq ($(BUSOLA_TOOLCHAIN),debian)
export RUSTUP_TOOLCHAIN := debian
# Without rustup this finds the distribution's cargo first; with it, the line above chooses.
export PATH := $(if $(shell command -v rustup),$(PATH),/usr/bin:$(PATH))
endif

.PHONY: run test check build bench site toolchain
.NOTPARALLEL:

run: site
	cargo build --package busola-server
	$(BIN) demo --if-empty --print-links
	exec $(BIN) serve

test: site
	$(SETUP)/browser.sh
	$(SETUP)/pdf.sh
	$(SETUP)/schemathesis.sh $(TARGET) >/dev/null
	$(SETUP)/with-postgres.sh $(SETUP)/tests.sh $(BIN)

check: site
	cargo fmt --all --check
	cargo clippy --workspace --exclude 'busola-frontend*' --all-targets -- --deny warnings
	cargo clippy --package 'busola-frontend*' --target wasm32-unknown-unknown -- --deny warnings
	cargo xtask floors
	cargo xtask licences
	cargo xtask advisories
	cargo xtask size

build: site
	cargo build --release --package busola-server
	@echo $(TARGET)/release/busola

bench: site
	$(SETUP)/peers.sh
	$(SETUP)/browser.sh
	cargo build --release --package busola-server --package busola-bench
	$(TARGET)/release/busola-bench

# The browser's bundle, which the server embeds.
site: toolchain
	cargo xtask build

toolchain:
	$(SETUP)/toolchain.sh
