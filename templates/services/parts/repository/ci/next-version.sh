#!/bin/sh
# The next version, SemVer 2.0.0, from the tags and the conventional commits since the last one.
# Prints nothing when no commit asks for a release. `--current` prints the last version instead.
set -eu

last_tag() {
  # Pre-releases are no releases, so what they held counts for the next one.
  git tag --merged HEAD --list 'v*' --sort=-version:refname |
    grep -E '^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$' | head -n 1 || true
}

# What a commit asks for, by its subject and the footers of its body.
bump_since() {
  range=HEAD
  [ -z "$1" ] || range="$1..HEAD"
  breaking='^[a-z]+(\([^)]*\))?!: |^BREAKING[ -]CHANGE: '
  if git log --format=%B "$range" | grep -Eq "$breaking"; then
    echo major
  elif git log --format=%s "$range" | grep -Eq '^feat(\([^)]*\))?: '; then
    echo minor
  elif git log --format=%s "$range" | grep -Eq '^(fix|perf|revert)(\([^)]*\))?: '; then
    echo patch
  fi
}

tag=$(last_tag)
if [ "${1:-}" = --current ]; then
  echo "${tag#v}"
  exit 0
fi
if [ -z "$tag" ]; then
  echo 0.1.0
  exit 0
fi

bump=$(bump_since "$tag")
[ -n "$bump" ] || exit 0
version=${tag#v}
major=${version%%.*}
rest=${version#*.}
minor=${rest%%.*}
patch=${rest#*.}
# Before 1.0.0 whatever breaks is a minor version; 1.0.0 is tagged by hand.
if [ "$bump" = major ] && [ "$major" = 0 ]; then
  bump=minor
fi
case $bump in
  major) echo "$((major + 1)).0.0" ;;
  minor) echo "$major.$((minor + 1)).0" ;;
  patch) echo "$major.$minor.$((patch + 1))" ;;
esac
