#!/bin/sh
# gdb stops four times in a greenlet, started and resumed, unwatched and watched: each time its walk has to come to
# the greenlet's entry and end there without a complaint.  usage: gdb.sh WALK_PROGRAM
set -u
if ! command -v gdb >/dev/null; then
  echo "skipped: gdb is not installed (apt install gdb brings it)"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

cat >"$work/commands" <<'END'
set confirm off
set pagination off
set width 0
set backtrace limit 100
break look_here
run gdb
echo walk 1\n
backtrace
continue
echo walk 2\n
backtrace
continue
echo walk 3\n
backtrace
continue
echo walk 4\n
backtrace
echo walks end\n
kill
END
LC_ALL=C timeout 60 gdb -nx -batch -x "$work/commands" "$1" >"$work/said" 2>&1
if grep -q -i 'ptrace: Operation not permitted\|Cannot PTRACE' "$work/said"; then
  echo "skipped: this machine does not let gdb trace programs"
  exit 77
fi

fail() {
  echo "$1. gdb said:"
  cat "$work/said"
  exit 1
}
for walk in 1 2 3 4; do
  sed -n "/^walk $walk\$/,/^\(Breakpoint\|walk\|walks end\)/p" "$work/said" | grep '^#' >"$work/walk"
  for function in look_here third_call second_call first_call; do
    grep -q " $function " "$work/walk" || fail "walk $walk does not come to $function"
  done
  tail -1 "$work/walk" | grep -q 'arch_enter' || fail "walk $walk does not end at the greenlet's entry"
done
grep -n -i 'corrupt stack\|previous frame\|Cannot access memory\|limit.*exceeded' "$work/said" && fail "gdb complains"
echo "gdb's four walks end at the greenlet's entry after $(wc -l <"$work/walk") frames"
