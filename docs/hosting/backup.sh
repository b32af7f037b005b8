#!/bin/sh
# Back up into a folder, while the server runs, and delete what is there from a week ago and before:
#
#     sudo -u meant sh /opt/meant/docs/hosting/backup.sh /var/backups/meant
#
# A backup holds what was erased after it was made, and whoever still has a cookie could open it there. So keep
# none for longer than a week, and say to the people you host for that you keep them.
set -eu
KEEP_DAYS=7

sh "$(dirname "$0")/manage.sh" backup "$1/meant-$(date -u +%Y-%m-%d-%H%M%S).tar"
find "$1" -maxdepth 1 -name 'meant-*.tar' -mtime "+$((KEEP_DAYS - 1))" -delete
