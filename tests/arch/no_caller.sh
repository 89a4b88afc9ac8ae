#!/bin/sh
# Reads the unwind information that a CPU's switch.S becomes: from behind the instruction that moves the stack pointer until
# restore has returned, and nowhere else, the return address is undefined. Compiles only, so no emulator is needed.
# usage: no_caller.sh SOURCE_DIR ARCH C_COMPILER
set -u
source=$1 arch=$2 cc=$3
if ! command -v "$cc" >/dev/null; then
  echo "skipped: $cc is not installed (./dev packages names what is missing)"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fail() {
  echo "$arch: $1"
  exit 1
}
tool() { "$cc" -print-prog-name="$1"; }

# Linked, so that addresses are final; with the labels of the blocks, which are local.
"$cc" -I"$source" -fPIC -shared -nostdlib -Wa,-L -Wl,--discard-none "$source/arch/describe.c" "$source/arch/$arch/frame.c" \
  "$source/arch/$arch/switch.S" -o "$work/switch.so" || fail "switch.S does not compile"
export LC_ALL=C
"$(tool nm)" --special-syms "$work/switch.so" >"$work/names" || exit 1
address() { awk -v NAME="$1" '$3 == NAME { sub(/^0+/, "", $1); print $1; exit }' "$work/names"; }
begin=$(address arch_switch_begin) move_sp=$(address .Lmove_sp) call_restore=$(address .Lcall_restore)
reload=$(address .Lreload)
[ -n "$begin" ] && [ -n "$move_sp" ] && [ -n "$call_restore" ] && [ -n "$reload" ] || fail "a block has no label"

# What the unwind information says of the return address, in its order: "undefined <where>", "as before <where>".
"$(tool readelf)" --debug-dump=frames "$work/switch.so" 2>/dev/null >"$work/frames"
awk -v BEGIN_AT="$begin" '
  function bare(number) { sub(/^0+/, "", number); return number }
  / CIE$/ { inside = 0 }
  /Return address column:/ { column = $NF }
  / FDE / { split($0, part, "pc="); split(part[2], range, "[.][.]"); inside = bare(range[1]) == BEGIN_AT; at = BEGIN_AT }
  !inside { next }
  /advance_loc/ { at = bare($NF) }
  /remember_state/ { kept = at }
  /DW_CFA_undefined/ { print ($2 == "r" column && kept == at ? "undefined " : "something-else ") at }
  /restore_state/ { print "as-before " at }
' "$work/frames" >"$work/said"
set -- $(cat "$work/said")
[ $# -eq 4 ] && [ "$1" = undefined ] && [ "$3" = as-before ] ||
  fail "one range should be without a return address; its unwind information says: $(cat "$work/said")"
from=$2 to=$4

"$(tool objdump)" -d --no-show-raw-insn "$work/switch.so" |
  awk '/^ *[0-9a-f]+:/ { sub(/:$/, "", $1); at = $1; $1 = ""; sub(/^ /, ""); print at, $0 }' >"$work/code"
# Each instruction with the address of the next one: the range begins where the one that moves sp ends, and ends behind the call.
awk -v MOVE="$move_sp" -v CALL="$call_restore" -v RELOAD="$reload" -v FROM="$from" -v TO="$to" '
  { address[NR] = $1; $1 = ""; code[NR] = $0 }
  END {
    for (i = 1; i < NR; ++i) {
      if (address[i] == MOVE) block = "move"
      if (address[i] == CALL) block = "call"
      if (address[i] == RELOAD) block = ""
      if (block == "move" && !moved && code[i] ~ /^ (add|addu|daddu|agr|stdux)[a-z]* .*(sp|%r15|r1,)/) moved = address[i + 1]
      if (block == "call" && code[i] ~ /^ (call|bl|jalr|basr|bctrl)/) called = i + 1
      if (block == "call" && address[i] == TO) end = i
    }
    if (moved != FROM) print "sp has moved at " moved ", but the return address is undefined from " FROM " on"
    if (!called || !end || end < called || end > called + 1)
      print "restore has returned at " address[called] ", but the return address is undefined until " TO
  }' "$work/code" >"$work/wrong"
[ -s "$work/wrong" ] && fail "$(cat "$work/wrong")"

# EHABI has tables of its own: one entry for each range, by its address.
if grep -q 'EXIDX' <<END
$("$(tool readelf)" -lW "$work/switch.so")
END
then
  "$(tool readelf)" -u "$work/switch.so" | grep '^0x' | sed 's/^0x//; s/ .*: / /' >"$work/entries"
  grep -q "^$move_sp .*cantunwind" "$work/entries" || fail "no .cantunwind begins with the move of sp"
  grep -q "^$to " "$work/entries" && ! grep -q "^$to .*cantunwind" "$work/entries" || fail ".cantunwind does not end behind restore"
fi
echo "$arch: from $from to $to nobody has called"
