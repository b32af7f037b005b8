#!/bin/sh
# What the tests need beside Python: a Chromium, a Firefox, a WebKit, a Redis server, a PostgreSQL, an nginx, one
# font. Installed by the system's package manager where that is allowed, otherwise named, with what to type.
#
# With paths (`tools.sh tests/rules`) only if one of them is of a test that needs any of it.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

needed=yes
for each in "$@"; do
    case $each in
    tests/browser* | tests/engines* | tests/system* | tests | tests/ | .) needed=yes && break ;;
    tests/*) needed=no ;;
    esac
done
[ "$needed" = yes ] || exit 0

missing=""
# The shell is the same browser without a window's own pages, and takes a third less of a processor.
has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome ||
    missing="$missing chromium-headless-shell"
has firefox-esr || has firefox || missing="$missing firefox-esr"
has WebKitWebDriver || missing="$missing webkit2gtk-driver"
has Xvfb || missing="$missing xvfb"
# The window for it is a few lines of the system's own Python.
/usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1"); from gi.repository import WebKit2' 2>/dev/null ||
    missing="$missing python3-gi gir1.2-webkit2-4.1"
has redis-server || missing="$missing redis-server"
has initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
has nginx || [ -x /usr/sbin/nginx ] || missing="$missing nginx"
{ has fc-list && fc-list | grep -q .; } || missing="$missing fontconfig fonts-dejavu-core"

[ -n "$missing" ] || exit 0

if has apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # A list of packages that is out of date is better than none: only what cannot be installed counts.
    said=$(mktemp)
    trap 'rm -f "$said"' EXIT
    apt-get update -qq >"$said" 2>&1 || true
    # Not every Debian has it as a package of its own.
    apt-cache show chromium-headless-shell >/dev/null 2>&1 ||
        missing=$(echo "$missing" | sed 's/chromium-headless-shell/chromium/')
    # shellcheck disable=SC2086 # one word a package
    apt-get install -qq -y --no-install-recommends $missing >>"$said" 2>&1 && exit 0
    echo "apt could not install them; it said:" >&2
    tail -n 3 "$said" | sed 's/^/    /' >&2
fi

echo "The tests also need:$missing" >&2
if has apt-get && [ "$(id -u)" = 0 ]; then
    echo "With a network: apt-get update && apt-get install$missing" >&2
elif has apt-get; then
    echo "Install them with: sudo apt-get install$missing" >&2
else
    echo "Install them with this system's package manager, then run make test again." >&2
fi
echo "Without them: make test ARGS=tests/rules (or any folder but tests/browser, tests/engines and tests/system)." >&2
exit 1
