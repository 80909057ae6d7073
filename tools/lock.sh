#!/bin/sh
# Write requirements.lock: everything with hashes, for Python 3.11 to 3.15 on Linux, macOS and
# Windows, and no address in it; and docs/pythons.csv, which says where all of it has wheels. One
# version serves all Pythons (`fewest`), so that a chart has the same bits on each, but for what
# requirements.in forks. uv comes into a folder of its own for the occasion. With --upgrade as
# argument the newest versions are taken, without it those that the lock holds stay. With --check
# the lock stays as it is, and only the table is written.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder"
"$folder/bin/pip" install -qq --disable-pip-version-check uv
cp requirements.lock "$folder"
if [ "${1:-}" != --check ]; then
    "$folder/bin/uv" pip compile pyproject.toml requirements.in --extra lab --extra test --extra corpus "$@" \
        --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
        --no-emit-index-url --no-header --quiet --output-file "$folder/requirements.lock"
fi
"$folder/bin/python" tools/wheels.py "$folder/requirements.lock" "$folder/pythons.csv"
mv "$folder/requirements.lock" .
mv "$folder/pythons.csv" docs
