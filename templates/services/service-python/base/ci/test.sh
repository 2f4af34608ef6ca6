#!/bin/sh
# Installs what the service needs and runs its tests, as the pipeline does.
set -eu
cd "$(dirname "$0")/.."
python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt --requirement requirements-test.txt
.venv/bin/python -m compileall -q service tests
.venv/bin/python -m unittest discover --start-directory tests --top-level-directory .
