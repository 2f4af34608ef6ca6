#!/bin/sh
# Builds the service and runs its tests, as the pipeline does.
set -eu
cd "$(dirname "$0")/.."
test -z "$(gofmt -l .)" || { echo 'gofmt -w . would change something.'; exit 1; }
go vet ./...
go build -o dist/service .
go test ./...
