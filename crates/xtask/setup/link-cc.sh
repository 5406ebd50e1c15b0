#!/bin/sh
# The linker of native builds: cc, with lld where it is installed, which links several times as fast.
# A script and not RUSTFLAGS, so that every cargo command agrees on it and nothing is built twice; rustc tells from
# the ending of the name that arguments go to a C compiler.
if command -v ld.lld >/dev/null 2>&1; then
  exec cc -fuse-ld=lld "$@"
fi
exec cc "$@"
