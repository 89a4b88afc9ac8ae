#!/bin/sh
# The engine's whole suite under sanitizers, as far as these understand stacks that move; docs/proof.md says why so.
# usage: sanitizers.sh SOURCE_DIR address|thread COMPILER C_COMPILER
#   address  AddressSanitizer without its notes about frames, LeakSanitizer and UndefinedBehaviorSanitizer
#   thread   ThreadSanitizer without its record of calls
# Only with GREENLENS_ALL_TESTS=1: everything is built anew.
set -u
source=$1 which=$2 cxx=$3 cc=$4
if [ -z "${GREENLENS_ALL_TESTS:-}" ]; then
  echo "skipped: this test is slow; set GREENLENS_ALL_TESTS=1 to run it"
  exit 77
fi
# A handler for abi::__forced_unwind& gets a reference to nothing from the C++ runtime.
case "$which" in
  address) flags="-fsanitize=address,undefined -fno-sanitize=null -fno-sanitize-recover=undefined --param asan-stack=0" ;;
  thread) flags="-fsanitize=thread --param tsan-instrument-func-entry-exit=0" ;;
  *) echo "There is no sanitizer '$which': say address or thread."; exit 2 ;;
esac
case "$cxx" in
  *clang*) flags=$(echo "$flags" | sed 's/--param asan-stack=0/-mllvm -asan-stack=0/; s/--param \(tsan[a-z-]*=0\)/-mllvm -\1/') ;;
esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
echo 'int main() { return 0; }' >"$work/empty.cc"
if ! "$cxx" $flags "$work/empty.cc" -o "$work/empty" 2>"$work/errors" || ! "$work/empty" 2>"$work/errors"; then
  echo "skipped: $cxx $flags does not work here: $(head -1 "$work/errors")"
  exit 77
fi

# Relative paths in what the compiler notes are no errors, but a test compares them.
unset CCACHE_BASEDIR
launcher=
if command -v ccache >/dev/null; then launcher="-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache"; fi
generator=
if command -v ninja >/dev/null; then generator="-G Ninja"; fi
# gcc's warnings about bounds and what may be uninitialized are wrong in instrumented code; other builds have them all.
if ! cmake -S "$source" -B "$work" $generator $launcher -DGREENLENS_APP=OFF -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_C_COMPILER="$cc" \
  -DCMAKE_C_FLAGS="-O1 -w $flags" -DCMAKE_CXX_FLAGS="-O1 -w $flags" >"$work/said" 2>&1 ||
  ! cmake --build "$work" -j2 >"$work/said" 2>&1; then
  echo "does not build:"
  tail -30 "$work/said"
  exit 1
fi

# Without what builds by itself, what plays the allocator's part, what measures memory, and a text that sanitizers add to.
export ASAN_OPTIONS=detect_stack_use_after_return=0 TSAN_OPTIONS=halt_on_error=1 UBSAN_OPTIONS=print_stacktrace=1
unset GREENLENS_ALL_TESTS
# Here greenlets refuse to die with their thread, or cannot, or are left behind: what lies on their stacks is lost, as foretold.
lost='WhereNothingGetsOut|ThreadEnd|AThreadThatJumps|ExitDeathTest|Handle.AnErrorOfAKilled|AThreadMayBeEndedInAGreenlet|WhatHasNobodyToBeTold'
# Here a program and its plugin have the engine each, and one is used in place of the other, on purpose; and a signal's handler
# allocates, which is safe: the thread sends it to itself, and not out of the allocator.
on_purpose='AProgramThatExportsItsCopy|ASignalHandlersStack'
apart="$lost|$on_purpose"
# ThreadSanitizer's runtime does not know how to join the first thread, waits for itself for ever when a handler ends the process
# because the runtime has crashed (on a stack that a mistake has moved), and keeps a signal until the program next calls a function
# that it intercepts: the handler then gets the registers of back then, whose frames are gone, and no walk can begin there. That is
# all: with a handler that the runtime does not know of (glibc's __sigaction) the walks end where they should, at each instruction.
# The other builds make these tests.
if [ "$which" = thread ]; then
  cannot='PthreadExitInAGreenletOfTheFirstThread|EverySingleMistakeInTheSwitch|WalkAtEveryInstruction'
  echo "skipped, because ThreadSanitizer's runtime cannot do it: $cannot"
  apart="$apart|$cannot"
fi
cd "$work" || exit 1
ctest -j2 --output-on-failure --timeout 600 \
  -E "Deleting|OptimisationLevel|Hardened|Sanitizer|TheModel|$apart|WhatGoesWrong|^memory_test|Suspend.*MemoryReturns|Gdb|Valgrind|package|EveryLink" \
  >"$work/said" 2>&1
result=$?
ASAN_OPTIONS=$ASAN_OPTIONS:detect_odr_violation=0 TSAN_OPTIONS=$TSAN_OPTIONS:report_signal_unsafe=0 \
  ctest -j2 --output-on-failure --timeout 600 -R "$on_purpose" >>"$work/said" 2>&1 || result=1
export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
ctest -j2 --output-on-failure --timeout 600 -R "TheModelForetells|$lost" >>"$work/said" 2>&1 || result=1
grep -v ' Passed \|^ *Start' "$work/said" | tail -60
exit $result
