#!/usr/bin/env bash
# Makes sure that there is a PostgreSQL server to start for the tests, and prints the folder of its programs.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

programs() {
  local folder
  # Debian keeps them off the path, a folder for each version; the newest counts.
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -Vr) $(dirname "$(command -v initdb || echo /nowhere/x)"); do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && { echo "$folder"; return 0; }
  done
  return 1
}

programs && exit 0
command -v apt-get >/dev/null || die "the tests need PostgreSQL's initdb and pg_ctl: install the server and put them on the path"
# Only its programs are wanted, no cluster of the system's own.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  as_root mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
install postgresql
programs || die "PostgreSQL was installed, and its initdb is not to be found"
