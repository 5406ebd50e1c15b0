# Shared by the setup scripts, which source it.

say() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; }
die() { say "$*"; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# install PACKAGE…: Debian packages, those that are missing only.
install() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep 'install ok installed' >/dev/null || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# node_packages FOLDER PURPOSE: Node, and the packages of a folder of this repository.
node_packages() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    command -v apt-get >/dev/null || die "$2 need Node 18 or newer, with npm"
    install nodejs npm
  fi
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 18 ] || die "$2 need Node 18 or newer; this is $(node --version)"

  cd "$(dirname "${BASH_SOURCE[0]}")/../../../$1"
  # npm writes this file last: it is older than the lock file when there is something to install.
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "installing the packages of $1/"
    npm ci --no-audit --no-fund --silent >&2
    touch node_modules/.package-lock.json
  fi
}
