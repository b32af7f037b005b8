#!/bin/sh
# Run a command of manage.py with the settings of /etc/meant.env (or of another file, in MEANT_ENV):
#
#     sudo -u meant sh /opt/meant/docs/hosting/manage.sh check --deploy
set -eu

set -a
# shellcheck source=/dev/null
. "${MEANT_ENV:-/etc/meant.env}"
set +a
cd "$(dirname "$0")/../.."
exec .venv/bin/python manage.py "$@"
