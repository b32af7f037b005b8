#!/bin/sh
# What the tests need beside Python: a Chromium, a Redis server, one font. Installed by the system's
# package manager where that is allowed, otherwise named, with what to type.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

missing=""
has chromium || has chromium-browser || has google-chrome || missing="$missing chromium"
has redis-server || missing="$missing redis-server"
{ has fc-list && fc-list | grep -q .; } || missing="$missing fontconfig fonts-dejavu-core"

[ -n "$missing" ] || exit 0

if has apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # one word a package
    apt-get install -qq -y --no-install-recommends $missing >/dev/null
    exit 0
fi

echo "The tests also need:$missing" >&2
if has apt-get; then
    echo "Install them with: sudo apt-get install$missing" >&2
else
    echo "Install them with this system's package manager, then run make test again." >&2
fi
exit 1
