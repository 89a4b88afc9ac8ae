#!/bin/sh
# Compiles all of arch for one CPU, for scripts that build by themselves: OUT_DIR/arch_<file>.o, one a source.
# usage: objects.sh SOURCE_DIR ARCH OUT_DIR C_COMPILER [FLAG...]
set -u
source=$1 arch=$2 out=$3 cc=$4
shift 4
bytes=bytes.c
[ -e "$source/arch/$arch/bytes.c" ] && bytes=$arch/bytes.c
for file in "$bytes" describe.c probing.c "$arch/frame.c" "$arch/probe.S" "$arch/probe.c" "$arch/switch.S"; do
  "$cc" "$@" -I"$source" -c "$source/arch/$file" -o "$out/arch_$(basename "$file").o" || exit 1
done
