#!/bin/sh
# Valgrind follows greenlets with slices of more than 2 MB when it is told how large a step of the stack pointer may be,
# and finds nothing wrong in them; docs/tools.md says so.  usage: valgrind.sh LARGE_SLICES
set -u
if ! command -v valgrind >/dev/null; then
  echo "skipped: valgrind is not installed (apt install valgrind brings it)"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# usage: finds BYTES FLAG...   0 when Valgrind finds nothing
finds() {
  bytes=$1
  shift
  valgrind -q --error-exitcode=9 "$@" "$program" "$bytes" >"$work/said" 2>&1 && grep -q 'every byte is in its place' "$work/said"
}
program=$1
for case in 100000 1900000 '3000000 --max-stackframe=8388608'; do
  # shellcheck disable=SC2086
  finds $case && continue
  if grep -q 'debuginfo reader: ensure_valid failed' "$work/said"; then
    echo "skipped: this Valgrind cannot read this compiler's debug information (3.19 not what clang 14 writes)"
    exit 77
  fi
  { echo "Valgrind complains about slices of $case:"; head -40 "$work/said"; exit 1; }
done
if finds 3000000; then
  echo "Valgrind needs --max-stackframe no more: take it out of docs/tools.md"
  exit 1
fi
grep -q 'Invalid write' "$work/said" || { echo "Valgrind fails otherwise:"; head -40 "$work/said"; exit 1; }
echo "Valgrind follows slices of 2 MB, and larger ones with --max-stackframe"
