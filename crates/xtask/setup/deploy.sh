#!/usr/bin/env bash
# deploy.sh [install]: whether systemd, nginx and Caddy understand what is in deploy/, each where it is there; `install`
# installs nginx first. Nothing is started, and nothing of the system's is changed.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$(dirname "$0")/../../../deploy"
[ "${1:-}" != install ] || ! command -v apt-get >/dev/null || install nginx openssl

work=$(mktemp -d /tmp/busola-deploy.XXXXXX)
trap 'rm -rf "$work"' EXIT

if command -v systemd-analyze >/dev/null; then
  # A program and settings that are there, in the place of those that are not yet.
  sed "s#/usr/local/bin/busola#$(command -v true)#; s#^EnvironmentFile=.*#EnvironmentFile=$PWD/busola.env#" \
    busola.service >"$work/busola.service"
  said=$(systemd-analyze verify "$work/busola.service" 2>&1) || die "busola.service: $said"
  # Of other units of this machine something may be said too.
  ! grep -F "busola.service" <<<"$said" || die "busola.service is not understood"
  say "busola.service is understood"
fi

nginx=$(command -v nginx || echo /usr/sbin/nginx)
if [ -x "$nginx" ] && command -v openssl >/dev/null; then
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=test -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
  # Ports that anybody may have, and a certificate that is there.
  sed -E "s#listen (\[::\]:)?80;#listen 127.0.0.1:18080;#; s#listen (\[::\]:)?443 ssl;#listen 127.0.0.1:18443 ssl;#
    s#^( *ssl_certificate ).*#\1$work/cert.pem;#; s#^( *ssl_certificate_key ).*#\1$work/key.pem;#" nginx.conf |
    awk '!(/listen/ && seen[$0]++)' >"$work/busola.conf"
  cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    include $work/busola.conf;
}
CONF
  said=$("$nginx" -t -q -c "$work/nginx.conf" 2>&1) || die "nginx.conf: $said"
  say "nginx.conf is understood"
fi

if command -v caddy >/dev/null; then
  said=$(caddy validate --adapter caddyfile --config Caddyfile 2>&1) || die "Caddyfile: $said"
  say "Caddyfile is understood"
fi
