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
flags="-g -O1 -fsanitize=address -I$source"
for file in "$source"/engine/core/*.cc "$source"/engine/cpp/*.cc; do echo "#include \"$file\""; done >"$work/engine.cc"
for file in "$work/engine.cc" "$source/tests/engine/sanitizers/redzones.cc"; do
  $cache "$cxx" -std=c++20 $flags -w -c "$file" -o "$work/$(basename "$file").o" || exit 1
done
"$source/tests/arch/objects.sh" "$source" "$arch" "$work" "$cc" -g -O1 || exit 1
"$cxx" -fsanitize=address -pthread "$work"/*.o -o "$work/redzones" || exit 1

# Slices are copied with what lies between the locals: memcpy must not ask about that. Locals must lie on the stack.
export ASAN_OPTIONS=replace_intrin=0:detect_stack_use_after_return=0
for seed in 1 2 3; do
  "$work/redzones" $seed >"$work/said" 2>&1 || { head -40 "$work/said"; exit 1; }
  echo "seed $seed: $(cat "$work/said")"
done
if "$work/redzones" overflow >"$work/said" 2>&1 || ! grep -q 'stack-buffer-overflow' "$work/said" ||
  ! grep -q ' in .*overflowing' "$work/said"; then
  echo "a write past an array in a greenlet was not caught:"
  head -40 "$work/said"
  exit 1
fi
grep -m1 'ERROR: ' "$work/said" | sed 's/.*ERROR: /caught: /; s/ on address.*//'
