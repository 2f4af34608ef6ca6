#!/bin/sh
# The next version, SemVer 2.0.0, from the tags and the conventional commits since the last one.
# Prints nothing when no commit asks for a release. `--current` prints the last version instead,
# and `--here` the version that this very commit has, if it has one.
set -eu

# $1: --merged or --points-at
last_tag() {
  # Pre-releases are no releases, so what they held counts for the next one.
  git tag "$1" HEAD --list 'v*' --sort=-version:refname |
    grep -E '^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$' | head -n 1 || true
}

# The subjects since a tag, each as what it does again when it takes a revert back.
subjects() {
  git log --format=%s "$1" | sed -e 's/^Reapply "//' -e 's/^Revert "Revert "//'
}

# Whether a footer says so; a paragraph is one of footers when it begins with one.
has_breaking_footer() {
  git log --format='%n%b%n' "$1" | awk '
    BEGIN { RS = ""; FS = "\n" }
    $1 ~ /^([A-Za-z][A-Za-z-]*|BREAKING CHANGE)(: | #)/ {
      for (line = 1; line <= NF; line++) if ($line ~ /^BREAKING[ -]CHANGE: /) found = 1
    }
    END { exit !found }'
}

# What the commits since a tag ask for, by their subjects and footers.
bump_since() {
  range="$1..HEAD"
  if subjects "$range" | grep -Eq '^[a-z]+(\([^)]*\))?!: ' || has_breaking_footer "$range"; then
    echo major
  elif subjects "$range" | grep -Eq '^feat(\([^)]*\))?: '; then
    echo minor
  # What git revert writes counts, else a bad version would stay the newest.
  elif subjects "$range" | grep -Eq '^(fix|perf|revert)(\([^)]*\))?: |^Revert "'; then
    echo patch
  fi
}

if [ "${1:-}" = --here ]; then
  tag=$(last_tag --points-at)
  echo "${tag#v}"
  exit 0
fi
tag=$(last_tag --merged)
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
