#!/bin/sh
# clang-tidy finds nothing in the product's sources with the checks of .clang-tidy.  usage: clang_tidy.sh SOURCE_DIR
# Most of the time goes into headers, the standard library's above all. So all of the C++ is read as a few sources, one for each
# processor: the headers are gone through so often, and not once for each folder.
set -u
source=$1
tool=$(command -v clang-tidy-14 || command -v clang-tidy)
case "$($tool --version 2>/dev/null)" in
  *"version 14."*) ;;
  *) echo "skipped: clang-tidy 14 is not installed (apt install clang-tidy brings it on Debian 12)"; exit 77 ;;
esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cmake -G Ninja -S "$source" -B "$work" -DCMAKE_BUILD_TYPE=Debug -DBUILD_TESTING=OFF \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
# What a tool wrote is its own business; the C of arch is little, and is read file by file.
sed -n 's/^ *"file": "\(.*[.]\(c\|cc\)\)",*$/\1/p' "$work/compile_commands.json" | grep -v "^$work/" | sort -u >"$work/all"
sources=$(wc -l <"$work/all")
[ "$sources" -ge 100 ] || { echo "only $sources sources were found in compile_commands.json"; exit 1; }
# A second program's beginning cannot be in one source with the first one's, nor what stands where the other is not.
second='\(cli/lab_program\|python/unrecorded\)[.]cc$'
grep -e '[.]c$' -e "$second" "$work/all" >"$work/files"
# Neighbours stay together, and each part is as long as the others.
parts=$(nproc)
[ "$parts" -le 4 ] || parts=4
grep '[.]cc$' "$work/all" | grep -v "$second" | xargs wc -c | awk -v work="$work" -v parts="$parts" '
  $2 != "total" { size[++n] = $1; name[n] = $2; sum += $1 }
  END {
    for (i = 1; i <= n; ++i) {
      print "#include \"" name[i] "\"" > (work "/part" int(seen * parts / sum) ".cc")
      seen += size[i]
    }
  }'
ls "$work"/part*.cc >>"$work/files"
# A folder's own places for headers and definitions are all's: they differ in what they add alone.
options=$(grep '"command"' "$work/compile_commands.json" | grep -o -e ' -isystem [^ ]*' -e ' -[ID][^ ]*' | sort -u)
# The compilers' own warnings are errors of the build.
xargs -P "$parts" -I '{}' sh -c 'file=$1 tool=$2 rules=$3
    shift 3
    case $file in *.c) language=-std=c17 ;; *) language=-std=c++20 ;; esac
    exec "$tool" --quiet --config-file="$rules" "$file" -- $language "$@" -w' sh '{}' "$tool" "$source/.clang-tidy" $options \
  <"$work/files" >"$work/found" 2>"$work/errors"
status=$?
if grep -q 'error:' "$work/found"; then
  sed "s|$source/||" "$work/found" | grep -A 2 'error:' | grep -v '^--$' | awk '!seen[$0]++'
  echo "Mend these lines. Where clang-tidy is wrong, say so there: // NOLINT(name-of-the-check): why"
  exit 1
fi
[ "$status" -eq 0 ] || { cat "$work/errors"; exit 1; }
echo "$sources sources, and nothing in them"
