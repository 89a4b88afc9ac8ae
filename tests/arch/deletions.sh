#!/bin/sh
# Deletes each line of switch.S that takes a register back, one at a time: every one of them must be missed by the
# conformance program.  usage: [CFLAGS=...] [LDFLAGS=...] deletions.sh SOURCE_DIR ARCH CXX CC [EMULATOR...]
# EMULATOR is the command that runs a program of that CPU, if it is another one than this machine's.
set -u
source=$1 arch=$2 cxx=$3 cc=$4
shift 4
cflags=${CFLAGS:-} ldflags=${LDFLAGS:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
switch=$source/arch/$arch/switch.S

"$cxx" -std=c++20 -O1 $cflags -I"$source" -c "$source/tests/arch/conformance.cc" -o "$work/conformance.o" || exit 1
for file in frame.c probe.S probe.c; do
  "$cc" -O1 $cflags -I"$source" -c "$source/arch/$arch/$file" -o "$work/$file.o" || exit 1
done
# Builds with the given switch.S and runs it, in at most 10 seconds.
try() { # switch.S, emulator...
  "$cc" $cflags -I"$source" -c "$1" -o "$work/switch.o" &&
    "$cxx" $cflags $ldflags "$work"/*.o -o "$work/try" || { echo "cannot build $1"; exit 1; }
  shift
  timeout -s KILL 10 "$@" "$work/try" >"$work/said" 2>&1
}

cp "$switch" "$work/switch.S"
try "$work/switch.S" "$@" || { echo "the whole switch fails: $(cat "$work/said")"; exit 1; }

# The instructions between MARK(reload) and the comment that announces the way out.
lines=$(awk '/^MARK\(reload\)/ {on = 1; next} on && /\/\/ Into the caller/ {exit} on && /^ +[a-z]/ {print NR}' "$switch")
grep -q '^ *// Into the caller' "$switch" || { echo "switch.S: the way out begins with '// Into the caller'"; exit 1; }
count=0 missed=0
for line in $lines; do
  sed "${line}d" "$switch" >"$work/switch.S"
  text=$(sed -n "${line}p" "$switch" | tr -s ' ')
  if try "$work/switch.S" "$@"; then
    echo "NOT NOTICED: switch.S:$line:$text"
    missed=$((missed + 1))
  else
    echo "noticed: switch.S:$line:$text: $(head -1 "$work/said")"
  fi
  count=$((count + 1))
done
# No CPU gets by with fewer: i386 has four registers and two control words to take back.
echo "$count restore lines deleted, $missed deletions not noticed"
[ "$count" -ge 6 ] && [ "$missed" -eq 0 ]
