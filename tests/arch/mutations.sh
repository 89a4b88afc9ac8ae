#!/bin/sh
# Makes every single mistake that a porter can make in one instruction of arch_switch, one at a time: each instruction is left
# out, done twice, given another offset or another register, or made to jump to itself. Each must be noticed, and named with a
# sentence.  usage: [CFLAGS=...] [LDFLAGS=...] mutations.sh SOURCE_DIR ARCH CXX CC [EMULATOR...]
# EMULATOR is the command that runs a program of that CPU, if it is another one than this machine's.
set -u
source=$1 arch=$2 cxx=$3 cc=$4
shift 4
cflags=${CFLAGS:-} ldflags=${LDFLAGS:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/mutants"

"$source/tests/arch/objects.sh" "$source" "$arch" "$work" "$cc" -O1 $cflags || exit 1
for file in examination two_stacks mutants; do
  "$cxx" -std=c++20 -O1 $cflags -I"$source" -c "$source/tests/arch/$file.cc" -o "$work/$file.o" || exit 1
done

pointer_size=$(echo __SIZEOF_POINTER__ | "$cc" $cflags -E -P -)
registers=$(sed 's/}, *{/},\n{/g' "$source/arch/$arch/frame.c" | sed -n 's/.*{"\([a-z0-9]*\)", [0-9]*, [0-9]*, "callee-saved.*/\1/p' | tr '\n' ' ')
awk -v OUT="$work/mutants" -v WORD="$pointer_size" -v REGISTERS="$registers" -f "$source/tests/arch/mutate.awk" \
  "$source/arch/$arch/switch.S" || exit 1

# An assembler that refuses has named the mistake by itself.
(cd "$work/mutants" && cut -f 1 rows | xargs -P 2 -I {} "$cc" $cflags -I"$source" -c {}.S -o {}.o) >"$work/refused" 2>&1

# The list of what was built, for mutants.cc.
tab=$(printf '\t')
{
  echo '#include "tests/arch/mutants.h"'
  while IFS=$tab read -r number line did; do
    [ -e "$work/mutants/$number.o" ] && echo "int arch_mutant_$number(arch_hooks*);"
  done <"$work/mutants/rows"
  echo "const arch_mutant arch_mutants[] = {"
  while IFS=$tab read -r number line did; do
    [ -e "$work/mutants/$number.o" ] && echo "  {$line, \"$did\", arch_mutant_$number},"
  done <"$work/mutants/rows"
  echo "  {0, 0, 0}};"
} >"$work/list.c"
"$cc" -std=c11 $cflags -I"$source" -c "$work/list.c" -o "$work/list.o" || exit 1
"$cxx" $cflags $ldflags "$work"/*.o "$work"/mutants/*.o -o "$work/try" || exit 1
"$@" "$work/try" >"$work/said"
status=$?

# What this CPU's folder says that nobody can notice.
harmless=$source/arch/$arch/harmless.txt
[ -e "$harmless" ] && grep -v '^#' "$harmless" | cut -f 1 >"$work/listed" || : >"$work/listed"
sed 's/^?//' "$work/listed" >"$work/harmless"
grep '^NOT NOTICED' "$work/said" | grep -v -E -f "$work/harmless" >"$work/missed"
grep -v '^?' "$work/listed" | while read -r pattern; do
  grep '^NOT NOTICED' "$work/said" | grep -q -E -e "$pattern" || echo "harmless.txt: nothing unnoticed is like '$pattern'"
done >>"$work/missed"

# Each kind of mistake has a name of its own. (Where return addresses are signed, the wrong signature is seen before the wrong sp.)
for name in 'sp came back 16 bytes lower\|signed with another sp' 'was not restored: it holds what it held on' \
  'was restored from the slot of' 'holds what .* held' 'it was not stored there' 'It returned 77 instead of 0' \
  'it went round and round' 'It crashed' 'is not aligned' 'with sp where it was' \
  'in place of the hooks' 'without having called save' 'called save a second time' 'called neither save nor restore'; do
  grep -q "^named: .*: .*$name.*\.\$" "$work/said" || echo "no mistake is named '$name'"
done >>"$work/missed"

grep -v '^NOT NOTICED' "$work/said"
grep '^NOT NOTICED' "$work/said" | grep -E -f "$work/harmless" | sed 's/^NOT NOTICED/harmless/'
cat "$work/missed"
tried=$(wc -l <"$work/said") refused=$(($(wc -l <"$work/mutants/rows") - tried))
echo "$tried mistakes tried, $(grep -c "^NOT NOTICED" "$work/missed") not noticed; $refused more are refused by the assembler"
# No CPU gets by with fewer.
[ $status -eq 0 ] && [ "$tried" -ge 80 ] && ! [ -s "$work/missed" ]
