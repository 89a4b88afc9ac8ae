#!/bin/sh
# clang-tidy finds nothing in the product's sources with the checks of .clang-tidy.  usage: clang_tidy.sh SOURCE_DIR
# (The option for thread-local data is one of gcc.) Up to eight sources of a folder are read as one: most of the time goes into the headers that they share.
set -u
source=$1
tool=$(command -v clang-tidy-14 || command -v clang-tidy)
case "$($tool --version 2>/dev/null)" in
  *"version 14."*) ;;
  *) echo "skipped: clang-tidy 14 is not installed (apt install clang-tidy brings it on Debian 12)"; exit 77 ;;
esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cmake -G Ninja -S "$source" -B "$work" -DCMAKE_BUILD_TYPE=Debug -DBUILD_TESTING=OFF -DCMAKE_UNITY_BUILD=ON \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DGREENLENS_HAS_TLS_OPTION=OFF >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
# What a tool wrote is its own business.
sed -n 's/^ *"file": "\(.*[.]\(c\|cc\|cxx\)\)",*$/\1/p' "$work/compile_commands.json" | grep -v '/embedded_files[.]cc$' >"$work/files"
bundles=$(wc -l <"$work/files")
[ "$bundles" -ge 8 ] || { echo "only $bundles sources were found in compile_commands.json"; exit 1; }
# The compilers' own warnings are errors of the build.
xargs -P "$(nproc)" -n 1 "$tool" -p "$work" --quiet --config-file="$source/.clang-tidy" --extra-arg=-w \
  <"$work/files" >"$work/found" 2>"$work/errors"
status=$?
if grep -q 'error:' "$work/found"; then
  sed "s|$source/||" "$work/found" | grep -A 2 'error:' | grep -v '^--$' | awk '!seen[$0]++'
  echo "Mend these lines. Where clang-tidy is wrong, say so there: // NOLINT(name-of-the-check): why"
  exit 1
fi
[ "$status" -eq 0 ] || { cat "$work/errors"; exit 1; }
echo "$bundles sources or bundles of them, and nothing in them"
