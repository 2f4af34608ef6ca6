#!/bin/sh
# Builds the service and runs its tests, as the pipeline does.
set -eu
cd "$(dirname "$0")/.."
npm ci --no-audit --no-fund
npm run build
npm test
