#!/bin/sh
# Every compiler and optimisation level breaks a different mistake in a stack switch: builds arch and engine with
# each, and runs the conformance program and random schedules. With GREENLENS_ALL_TESTS=1 at each level, else at the least and the
# most.  usage: matrix.sh SOURCE_DIR ARCH COMPILER C_COMPILER [EMULATOR...]
# EMULATOR is the command that runs a program of that CPU, if it is another one than this machine's.
set -u
source=$1 arch=$2 cxx=$3 cc=$4
shift 4
if [ $# -gt 0 ] && [ -z "${GREENLENS_ALL_TESTS:-}" ]; then
  echo "skipped: every level under an emulator takes minutes (GREENLENS_ALL_TESTS=1 runs it)"
  exit 77
fi
if ! command -v "$cxx" >/dev/null; then
  echo "skipped: $cxx is not installed (apt install clang brings clang++)"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cache=$(command -v ccache || true)

# One program a level. Engine sources in one unit: the compiler sees through everything that is not opaque.
for file in "$source"/engine/core/*.cc "$source"/engine/cpp/*.cc; do echo "#include \"$file\""; done >"$work/engine.cc"
# The other C++ library, if it is there (apt install libc++-dev brings it; not beside libunwind-dev).
levels="O0 O3"
[ -z "${GREENLENS_ALL_TESTS:-}" ] || levels="O0 O1 O2 O3 Os"
echo '#include <string>' >"$work/library.cc"
"$cxx" -stdlib=libc++ -fsyntax-only "$work/library.cc" 2>/dev/null && levels="$levels O2_with_libc++"

failed=0
for name in $levels; do
  level=${name%%_*} library=
  [ "$level" = "$name" ] || library=-stdlib=libc++
  mkdir "$work/$name"
  for file in engine/schedule.cc arch/conformance.cc arch/examination.cc arch/two_stacks.cc; do
    $cache "$cxx" -std=c++20 $library -$level -I"$source" -c "$source/tests/$file" -o "$work/$name/$(basename "$file").o" || exit 1
  done
  $cache "$cxx" -std=c++20 $library -$level -I"$source" -c "$work/engine.cc" -o "$work/$name/engine.o" || exit 1
  "$source/tests/arch/objects.sh" "$source" "$arch" "$work/$name" "$cc" -$level || exit 1
  "$cxx" $library "$work/$name"/arch_*.o "$work/$name/conformance.cc.o" "$work/$name/examination.cc.o" \
    "$work/$name/two_stacks.cc.o" -o "$work/conformance" || exit 1
  "$cxx" $library "$work/$name"/arch_*.o "$work/$name/schedule.cc.o" "$work/$name/engine.o" -pthread -o "$work/schedule" || exit 1
  echo "$cxx -$name:"
  timeout 20 "$@" "$work/conformance" || failed=1
  for seed in 1 2; do timeout 60 "$@" "$work/schedule" $seed 1500 2>"$work/errors" || { tail -5 "$work/errors"; failed=1; }; done
done
exit $failed
