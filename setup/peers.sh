#!/bin/sh
# Installs the statistics tools that `make test-peers` compares with, where apt-get can.
set -eu

missing() {
    for tool in webalizer goaccess; do
        command -v "$tool" >/dev/null || printf '%s ' "$tool"
    done
    [ -e /usr/lib/cgi-bin/awstats.pl ] || printf 'awstats '
}

tools=$(missing)
[ -n "$tools" ] || exit 0

as_root=''
[ "$(id -u)" = 0 ] || as_root=sudo
if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
    echo "Faltan: $tools" >&2
    echo 'Sólo se instalan solos en Debian o Ubuntu, como root o con sudo.' >&2
    exit 2
fi

# Neither asks anything: no services are set up, the tools are run by the tests.
$as_root apt-get update --quiet
# shellcheck disable=SC2086  # several names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends $tools

left=$(missing)
[ -z "$left" ] || { echo "No se pudieron instalar: $left" >&2; exit 2; }
