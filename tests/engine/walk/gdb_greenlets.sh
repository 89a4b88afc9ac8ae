#!/bin/sh
# gdb, with assets/gdb/greenlens.py, lists greenlets in every state and shows the frames of suspended ones, in a live
# process, which goes on unharmed, and in a core file.  usage: gdb_greenlets.sh GREENLENS_PY SUSPENDED_PROGRAM
set -u
script=$1 program=$2
if ! command -v gdb >/dev/null || ! gdb -nx -batch -ex 'python print("python")' 2>/dev/null | grep -q python; then
  echo "skipped: gdb with Python is not installed (apt install gdb brings it)"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work"

cat >"$work/looks" <<'END'
info greenlets
greenlet 2
greenlet 2 frame function wait_for_input; info args
END
cat >"$work/live" <<END
set confirm off
set pagination off
set width 0
source $script
break look_here
run
source $work/looks
python
try:
  gdb.execute("greenlet 4")
except gdb.error as error:
  print(error)
end
continue
source $work/looks
generate-core-file $work/core
echo own\n
backtrace
continue
END
cat >"$work/dead" <<END
set pagination off
set width 0
source $script
source $work/looks
echo own\n
backtrace
END

fail() {
  echo "$1. gdb said:"
  cat "$work/said"
  exit 1
}
expect() { grep -q -e "$1" "$work/said" || fail "this is missing: $1"; }
count() { [ "$(grep -c -e "$1" "$work/said")" = "$2" ] || fail "not $2 times: $1"; }

LC_ALL=C timeout 100 gdb -nx -batch -x "$work/live" "$program" >"$work/said" 2>&1
if grep -q -i 'ptrace: Operation not permitted\|Cannot PTRACE' "$work/said"; then
  echo "skipped: this machine does not let gdb trace programs"
  exit 77
fi
where='suspended  *[0-9]*  *[0-9]*  .*wait_for_input at suspended_program.cc:'
count "^ *2  reader  *$where" 2
count "^ *3  writer  *$where" 2
expect "^ *7  other  *$where"
expect '^ *4  fresh  *not started'
expect '^ *5  done  *dead'
expect '^ *6  main  *running'
expect '^ *1  main  *suspended .* main at suspended_program.cc:'
expect '^ *8  looker  *running'
expect 'The greenlet fresh is not started: it has no stack'
count '^#[0-9]* .* arch_enter ' 3  # the ends of reader's stack, and of the looker's own
count '^#[0-9]* .*wait_for_input (number=42)' 4
count '^number = 42' 2
sed -n '/^own$/,$p' "$work/said" | grep -q '^#0 .*look_here' || fail "the program's own stack is not back"
expect '^every byte is in its place'
expect 'exited normally'

LC_ALL=C timeout 100 gdb -nx -batch -x "$work/dead" "$program" "$work/core" >"$work/said" 2>&1
if grep -q 'core files of x86-64 and AArch64 only' "$work/said"; then
  echo "gdb shows the greenlets of a live process; those of core files are not for this CPU"
  exit 0
fi
expect "^ *2  reader  *$where"
expect "^ *3  writer  *$where"
expect '^ *8  looker  *running'
expect '^number = 42'
sed -n '/^own$/,$p' "$work/said" | grep -q '^#0 .*look_here' || fail "the core file's own stack is not back"
echo "gdb shows the greenlets of a live process and of a core file"
