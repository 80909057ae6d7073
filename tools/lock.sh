#!/bin/sh
# Write requirements.lock: one version of everything, with hashes, for Python 3.11 and newer on
# Linux, macOS and Windows, and no address in it. One numpy for all Pythons (`fewest`), so that a
# chart has the same bits on each. uv comes into a folder of its own for the occasion. With
# --upgrade as argument the newest versions are taken, without it those that the lock holds stay.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder"
"$folder/bin/pip" install -qq --disable-pip-version-check uv
"$folder/bin/uv" pip compile pyproject.toml requirements.in --extra lab --extra test --extra corpus "$@" \
    --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-emit-index-url --no-header --quiet --output-file requirements.lock
