#!/bin/sh
# Builds greenlets for AddressSanitizer with all its notes about frames, and runs them.
# usage: redzones.sh SOURCE_DIR ARCH COMPILER C_COMPILER
set -u
source=$1 arch=$2 cxx=$3 cc=$4
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
echo 'int main() { return 0; }' >"$work/empty.cc"
if ! "$cxx" -fsanitize=address "$work/empty.cc" -o "$work/empty" 2>"$work/errors"; then
  echo "skipped: $cxx -fsanitize=address does not work here: $(head -1 "$work/errors")"
  exit 77
fi
cache=$(command -v ccache || true)
for file in "$source"/engine/core/*.cc "$source"/engine/cpp/*.cc; do echo "#include \"$file\""; done >"$work/engine.cc"
"$source/tests/arch/objects.sh" "$source" "$arch" "$work" "$cc" -g -O1 || exit 1
compile() { $cache "$cxx" -std=c++20 -g -O1 -I"$source" -w "$@" || exit 1; }
compile -fsanitize=address -c "$source/tests/engine/sanitizers/redzones.cc" -o "$work/program.o"
compile -fsanitize=address -c "$work/engine.cc" -o "$work/checked_engine.o"
compile -c "$work/engine.cc" -o "$work/engine.o"
for engine in engine checked_engine; do
  "$cxx" -fsanitize=address -pthread "$work/program.o" "$work/$engine.o" "$work"/arch_*.o -ldl -o "$work/with_$engine" || exit 1
done

# A user's program, compiled with -fsanitize=address and nothing else, and an engine as it was installed, or compiled so.
export ASAN_OPTIONS=detect_stack_use_after_return=0
for engine in engine checked_engine; do
  for mode in plain keeper; do
    for seed in 1 2 3; do
      "$work/with_$engine" $mode $seed >"$work/said" 2>&1 || { echo "$engine, $mode:"; head -40 "$work/said"; exit 1; }
    done
  done
  echo "with_$engine, seed $seed: $(cat "$work/said")"
done

if ASAN_OPTIONS=detect_stack_use_after_return=1 "$work/with_engine" plain 1 >"$work/said" 2>&1 ||
  ! grep -q 'run the program with ASAN_OPTIONS=detect_stack_use_after_return=0' "$work/said"; then
  echo "locals in the heap were not refused:"
  head -40 "$work/said"
  exit 1
fi
if "$work/with_checked_engine" overflow >"$work/said" 2>&1 || ! grep -q 'stack-buffer-overflow' "$work/said" ||
  ! grep -q ' in .*overflowing' "$work/said"; then
  echo "a write past an array in a greenlet was not caught:"
  head -40 "$work/said"
  exit 1
fi
grep -m1 'ERROR: ' "$work/said" | sed 's/.*ERROR: /caught: /; s/ on address.*//'
