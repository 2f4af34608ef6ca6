#!/bin/sh
# Brings one stack to what its folder says: swarm/base/deploy.sh prod acme
set -eu
cd "$(dirname "$0")/../.."
environment=${1:?say the environment, for example prod}
tenant=${2:?say the tenant, for example acme}
folder="swarm/$environment/$tenant"
if [ ! -d "$folder" ]; then
  echo "There is no $folder." >&2
  exit 1
fi
export STACK="$tenant-$environment"
set -- -c swarm/base/stack.yaml
for file in "$folder"/*/compose.yaml; do
  set -- "$@" -c "$file"
done
docker stack config "$@" > /dev/null
docker stack deploy --with-registry-auth --prune --detach=false "$@" "$STACK"
