#!/bin/sh
# Put a backup back, where there is no database yet. It is never put over one.
#
#     sudo systemctl stop 'meant@*'
#     sudo -u meant sh /opt/meant/docs/hosting/restore.sh /var/backups/meant/meant-….tar
set -eu

if command -v systemctl >/dev/null 2>&1 && systemctl is-active --quiet 'meant@*' 2>/dev/null; then
    echo "The server is running. First: sudo systemctl stop 'meant@*'" >&2
    exit 1
fi
exec sh "$(dirname "$0")/manage.sh" restore "$1"
