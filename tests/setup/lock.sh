#!/bin/sh
# Write requirements.lock, requirements-postgres.lock and requirements-dev.lock from pyproject.toml, in an
# environment that is thrown away. Every entry has its hashes; no index is named, so that any mirror will do.
# Versions that are locked stay unless a range forbids them: delete a lock file to take the newest.
set -eu

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
"${1:-python3}" -m venv "$room/venv"
"$room/venv/bin/python" -m pip --disable-pip-version-check --quiet install 'pip-tools>=7.5,<8'

compile() {
    "$room/venv/bin/pip-compile" --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options "$@" pyproject.toml
}

compile --output-file=requirements.lock
compile --extra=postgres --constraint=requirements.lock --output-file=requirements-postgres.lock
compile --extra=postgres --extra=dev --constraint=requirements-postgres.lock --output-file=requirements-dev.lock
