#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs it beside a PostgreSQL of its own, in a temporary folder, on a socket only.
# The command finds its address in BUSOLA_TEST_POSTGRES; server and data are gone when it ends, however it ends.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || die "which command?"

programs=$("$(dirname "$0")/postgres.sh")
work=$(mktemp -d /tmp/busola-postgres.XXXXXX)

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop() {
  as_owner "$programs/pg_ctl" --pgdata "$work/data" --mode immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

[ "$(id -u)" != 0 ] || chown postgres "$work"
cd "$work"
as_owner "$programs/initdb" --pgdata "$work/data" --username busola --auth trust --encoding UTF8 --locale C.UTF-8 \
  --no-sync >"$work/initdb.log" 2>&1 || { cat "$work/initdb.log" >&2; die "initdb failed"; }
# Nothing here outlives the tests: durability would only cost time. They open many connections at once.
as_owner "$programs/pg_ctl" --pgdata "$work/data" --log "$work/postgres.log" --silent --wait start --options \
  "-c listen_addresses= -c unix_socket_directories=$work -c max_connections=300 \
   -c fsync=off -c synchronous_commit=off -c full_page_writes=off" || { cat "$work/postgres.log" >&2; die "postgres did not start"; }
cd "$OLDPWD"

export BUSOLA_TEST_POSTGRES="postgres://busola@localhost/postgres?host=$work"
"$@"
