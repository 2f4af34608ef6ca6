#!/bin/sh
# Checks every deployment folder: names, versions, and whether it renders.
# Runs the same on a laptop and in continuous integration.
# Usage: ci/check.sh [kubernetes|swarm|nomad|terraform …]; all when nothing is named.
set -u
cd "$(dirname "$0")/.." || exit 1
. ci/policy.env
parts=" ${*:-kubernetes swarm nomad terraform} "
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
count=0
: > "$out/names"

refuse() {
  echo "REFUSED $1: $2"
  failed=1
}

wants() {
  case "$parts" in *" $1 "*) return 0 ;; esac
  return 1
}

needs() {
  command -v "$1" > /dev/null 2>&1 && return 0
  refuse "$2" "$1 is not installed, so nothing here can be checked; install it"
  return 1
}

is_name() {
  case "$1" in *--*) return 1 ;; esac
  printf '%s\n' "$1" | grep -Eq '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'
}

is_semver() {
  printf '%s\n' "$1" | grep -Eq '^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$'
}

is_environment() {
  case " $ENVIRONMENTS " in *" $1 "*) return 0 ;; esac
  return 1
}

# folder, environment
know() {
  is_environment "$2" || refuse "$1" "there is no environment '$2'; there are: $ENVIRONMENTS"
}

# folder, name that must be there only once
claim() {
  for part in $(printf '%s' "$1" | tr '/' ' '); do
    is_name "$part" || refuse "$1" "'$part' is no name: lower-case letters, digits and single hyphens, at most 40"
  done
  if [ "${#2}" -gt 63 ]; then
    refuse "$1" "'$2' is longer than the 63 characters a namespace may have"
  fi
  if grep -Fqx "$2" "$out/names"; then
    refuse "$1" "another folder is called '$2' already; rename one of them"
  fi
  echo "$2" >> "$out/names"
  count=$((count + 1))
}

# folder, environment, version
check_version() {
  case " $SEMVER_ENVIRONMENTS " in
    *" $2 "*)
      is_semver "$3" || refuse "$1" "version '$3' is not SemVer 2.0.0, which $2 asks for"
      ;;
  esac
}

# folder, environment, namespace
check_helm() {
  wants kubernetes || return
  needs helm "$1" || return
  # What a chart outside of this repository brings is checked where it is published.
  if ! helm dependency build "$1" > "$out/log" 2>&1; then
    refuse "$1" "$(cat "$out/log")"
    return
  fi
  if ! helm lint "$1" --quiet --namespace "$3" --kube-version "$KUBE_VERSION" > "$out/log" 2>&1; then
    refuse "$1" "$(cat "$out/log")"
    return
  fi
  if ! helm template "$(basename "$1")" "$1" -n "$3" --kube-version "$KUBE_VERSION" > "$out/objects.yaml" 2> "$out/log"; then
    refuse "$1" "$(cat "$out/log")"
    return
  fi
  check_objects "$1" "$3"
  version=$(sed -n 's|^ *app.kubernetes.io/version: *"\{0,1\}\([^"]*\)"\{0,1\}$|\1|p' "$out/objects.yaml" | head -n 1)
  check_version "$1" "$2" "$version"
}

# folder, namespace: a folder writes to its own namespace only
check_objects() {
  case "$1" in platform/*) return ;; esac
  foreign=$(awk -v own="$2" '
    /^---/ { kind = "" }
    /^kind: / { kind = $2 }
    /^  name: / && kind == "Namespace" { gsub(/"/, "", $2); if ($2 != own) print "Namespace " $2 }
    /^  namespace: / { gsub(/"/, "", $2); if ($2 != own && !(kind == "Schedule")) print kind " in " $2 }
    /^kind: (Cluster|CustomResourceDefinition|PersistentVolume$|StorageClass|.*WebhookConfiguration)/ { print $2 }
  ' "$out/objects.yaml")
  if [ -n "$foreign" ]; then
    refuse "$1" "it may only write to its namespace $2, but has: $foreign"
  fi
  if command -v kubeconform > /dev/null 2>&1; then
    kubeconform -strict -ignore-missing-schemas -kubernetes-version "$KUBE_VERSION" "$out/objects.yaml" > "$out/log" 2>&1 ||
      refuse "$1" "$(cat "$out/log")"
  fi
}

# folder, environment
check_swarm() {
  wants swarm || return
  needs docker "$1" || return
  if ! STACK=check docker stack config -c swarm/base/stack.yaml -c "$1/compose.yaml" > "$out/stack.yaml" 2> "$out/log"; then
    refuse "$1" "$(cat "$out/log")"
    return
  fi
  check_version "$1" "$2" "$(sed -n 's|^ *image: .*:\([^:/]*\)$|\1|p' "$out/stack.yaml" | head -n 1)"
}

# folder, environment
check_nomad() {
  wants nomad || return
  check_version "$1" "$2" "$(sed -n 's|^version *= *"\(.*\)"$|\1|p' "$1/variables.hcl")"
  needs nomad "$1" || return
  nomad fmt -check "$1" > "$out/log" 2>&1 || refuse "$1" "nomad fmt would change: $(cat "$out/log")"
  nomad job run -output -var-file "$1/variables.hcl" nomad/base/service.nomad.hcl > /dev/null 2> "$out/log" ||
    refuse "$1" "$(cat "$out/log")"
}

for environment in $(printf '%s\n' $ENVIRONMENTS | sort | uniq -d); do
  refuse ci/policy.env "the environment '$environment' is there twice; rename one of them here, in argocd/environments and in slipway.app-config.yaml"
done
for folder in platform/*/; do
  folder=${folder%/}
  [ -d "$folder" ] || continue
  claim "$folder" "$(basename "$folder")"
  if grep -q 'repository: file://' "$folder/Chart.yaml"; then
    check_helm "$folder" platform "$(basename "$folder")"
  fi
done
for folder in deployments/*/*/; do
  folder=${folder%/}
  [ -d "$folder" ] || continue
  environment=$(basename "$(dirname "$folder")")
  namespace="$environment--$(basename "$folder")"
  know "$folder" "$environment"
  claim "$folder" "$namespace"
  check_helm "$folder" "$environment" "$namespace"
done
for folder in previews/*/*/; do
  folder=${folder%/}
  [ -d "$folder" ] || continue
  environment=$(basename "$(dirname "$folder")")
  is_environment "$environment" &&
    refuse "$folder" "'$environment' is an environment of deployments/; a preview needs a name of its own"
  namespace="$environment--$(basename "$folder")"
  claim "$folder" "$namespace"
  check_helm "$folder" "$environment" "$namespace"
done
for folder in tenants/*/*/*/; do
  folder=${folder%/}
  [ -d "$folder" ] || continue
  environment=$(basename "$(dirname "$folder")")
  tenant=$(basename "$(dirname "$(dirname "$folder")")")
  namespace="$tenant--$environment--$(basename "$folder")"
  know "$folder" "$environment"
  claim "$folder" "$namespace"
  check_helm "$folder" "$environment" "$namespace"
done
for folder in swarm/*/*/*/; do
  folder=${folder%/}
  [ -f "$folder/compose.yaml" ] || continue
  environment=$(basename "$(dirname "$(dirname "$folder")")")
  know "$folder" "$environment"
  claim "$folder" "swarm:$folder"
  check_swarm "$folder" "$environment"
done
for folder in nomad/*/*/; do
  folder=${folder%/}
  [ -f "$folder/variables.hcl" ] || continue
  environment=$(basename "$(dirname "$folder")")
  know "$folder" "$environment"
  claim "$folder" "nomad:$folder"
  check_nomad "$folder" "$environment"
done
if wants terraform && [ -d terraform ] && needs terraform terraform; then
  terraform fmt -check -recursive terraform > "$out/log" 2>&1 || refuse terraform "terraform fmt would change: $(cat "$out/log")"
fi

if [ "$count" -eq 0 ]; then
  refuse . "no deployment folder was found, which can hardly be meant"
fi
[ "$failed" -eq 0 ] && echo "All $count folders are in order."
exit "$failed"
