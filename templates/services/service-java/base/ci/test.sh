#!/bin/sh
# Builds the service and runs its tests, as the pipeline does.
set -eu
cd "$(dirname "$0")/.."
mvn --batch-mode --quiet --no-transfer-progress verify
