#!/usr/bin/env bash
# Makes a Rust toolchain that can build for wasm32-unknown-unknown, and does nothing where there is one.
#
# BUSOLA_TOOLCHAIN=debian   the distribution's own packages (no download outside them)
# unset                     the active toolchain; rustup adds the target if it is missing
set -euo pipefail

target=wasm32-unknown-unknown
. "$(dirname "$0")/lib.sh"

has_target() { # $1: rustc
  ls "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/$target/lib/"libstd-*.rlib >/dev/null 2>&1
}

debian_packages() {
  install rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web gcc libc6-dev lld
  # rust-lld is a link to the linker of one LLVM release; its package is not among rustc's dependencies.
  local folder rust_lld linker
  for folder in /usr/bin /usr/lib/rustlib/*/bin; do
    rust_lld="$folder/rust-lld"
    [ -L "$rust_lld" ] || continue
    linker=$(basename "$(readlink "$rust_lld")")
    command -v "$linker" >/dev/null || install "$linker"
  done
}

debian_target() {
  # The stamp tells for which compiler the target's library was built: it is laid again when rustc changes.
  local sysroot lib stamp version work
  sysroot=$(/usr/bin/rustc --print sysroot)
  lib="$sysroot/lib/rustlib/$target/lib"
  stamp="$lib/.busola-built-for"
  version=$(/usr/bin/rustc -vV | sha256sum | cut -d' ' -f1)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$version" ] && return 0
  say "building the standard library for $target (about a minute)"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  mkdir -p "$work/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\npanic = "abort"\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  (
    cd "$work"
    unset CARGO_TARGET_DIR
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
      /usr/bin/cargo build --release --target "$target" -Zbuild-std=std,panic_abort,panic_unwind,proc_macro >&2
  )
  as_root mkdir -p "$lib"
  as_root rm -f "$lib"/*.rlib
  for rlib in "$work/target/$target/release/deps/"*.rlib; do
    case "$(basename "$rlib")" in libempty-*) ;; *) as_root cp "$rlib" "$lib/" ;; esac
  done
  printf '%s' "$version" | as_root tee "$stamp" >/dev/null
  # What was compiled against the old library can't be linked with the new one.
  rm -rf "${CARGO_TARGET_DIR:-target}/$target"
}

if [ "${BUSOLA_TOOLCHAIN:-}" = debian ]; then
  command -v apt-get >/dev/null || die "BUSOLA_TOOLCHAIN=debian needs a Debian system"
  debian_packages
  debian_target
  # RUSTUP_TOOLCHAIN=debian, which the Makefile sets, names what is made here.
  if command -v rustup >/dev/null && ! [[ "$(rustup toolchain list)" =~ (^|$'\n')debian ]]; then
    rustup toolchain link debian /usr
  fi
  has_target /usr/bin/rustc || die "the $target library could not be built"
  exit 0
fi

command -v cargo >/dev/null || die "Rust is missing: install it from your distribution or with rustup"
has_target rustc && exit 0
if command -v rustup >/dev/null; then
  say "adding the target $target"
  rustup target add "$target"
  exit 0
fi
die "this toolchain has no $target library; on Debian set BUSOLA_TOOLCHAIN=debian"
