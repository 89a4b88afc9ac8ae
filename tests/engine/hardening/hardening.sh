#!/bin/sh
# Builds arch and engine as real programs are hardened, and runs registers, random schedules, the model, and exceptions
# with walks up the stack in each build.  usage: hardening.sh SOURCE_DIR ARCH COMPILER C_COMPILER [EMULATOR...]
# All flags at once; with GREENLENS_ALL_TESTS=1 also those that exclude them, and each alone, with unit tests.
set -u
source=$1 arch=$2 cxx=$3 cc=$4
shift 4
if ! command -v "$cxx" >/dev/null; then
  echo "skipped: $cxx is not installed (apt install clang brings clang++)"
  exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cache=$(command -v ccache || true)
for file in "$source"/engine/core/*.cc "$source"/engine/cpp/*.cc; do echo "#include \"$file\""; done >"$work/engine.cc"
echo 'int main() { return 0; }' >"$work/empty.cc"

# Of flags that exist for some CPUs or compilers only, those that are there.
known() {
  for flag in "$@"; do
    "$cxx" -O2 -Werror "$flag" "$work/empty.cc" -o "$work/empty" 2>/dev/null && printf '%s ' "$flag"
  done
}

compile() { # flags, source file
  $cache "$cxx" -std=c++20 -O2 $1 -Wno-psabi -I"$source" -c "$2" -o "$out/$(basename "$2").o"
}

build() { # flags
  "$source/tests/arch/objects.sh" "$source" "$arch" "$out" "$cc" -O2 $1 || return 1
  mkdir "$out/other"
  compile "$1" "$work/engine.cc" || return 1
  mv "$out/engine.cc.o" "$out/other" # the registers' program is of arch alone
  for file in arch/conformance.cc arch/examination.cc arch/two_stacks.cc engine/schedule.cc engine/walk/walk_program.cc engine/model/chooser.cc \
    engine/model/model.cc engine/model/play.cc engine/model/model_schedule.cc; do
    compile "$1" "$source/tests/$file" || return 1
  done
  mv "$out"/arch_*.o "$out/other"
  link="$cxx -O2 $1 -pthread $out/other/arch_*.o"
  # Without PIE the program calls the linker's stubs by address, and those have landing pads only when every input,
  # the C library's included, says that it has them.
  case "$1" in
    *-no-pie*) ;;
    *-mbranch-protection*)
      compile "$1" "$source/tests/engine/hardening/landing_pads.cc" || return 1
      link="$link $out/landing_pads.cc.o -Wl,--wrap=main -Wl,-z,now"
      ;;
  esac
  $link "$out/conformance.cc.o" "$out/examination.cc.o" "$out/two_stacks.cc.o" -o "$out/conformance" || return 1
  link="$link $out/other/engine.cc.o"
  $link "$out/schedule.cc.o" -o "$out/schedule" || return 1
  $link "$out/walk_program.cc.o" -o "$out/walk_program" || return 1
  $link "$out/chooser.cc.o" "$out/model.cc.o" "$out/play.cc.o" "$out/model_schedule.cc.o" -o "$out/model_schedule" || return 1
}

run() { # program and arguments
  timeout 120 $emulator "$@" >"$work/said" 2>&1 || { echo "  $(basename "$1") fails:"; tail -12 "$work/said"; return 1; }
}

unit_tests() { # flags
  compile "$1" "$source/tests/engine/greenlet_test.cc" || return 1
  $cxx -O2 $1 -pthread "$out"/other/*.o "$out/greenlet_test.cc.o" -lgtest_main -lgmock -lgtest -o "$out/greenlet_test" || return 1
  run "$out/greenlet_test"
}

# What the assembly says that it keeps: the linker believes it. A moved stack is not the one that a shadow stack knows.
honest() { # flags
  says=$(LC_ALL=C readelf -n "$out/other/arch_switch.S.o" 2>/dev/null | sed -n 's/.*feature: //p')
  case "$1" in
    *-fcf-protection*) wanted=IBT ;;
    *-mbranch-protection*) wanted="BTI, PAC" ;;
    *) return 0 ;;
  esac
  [ "$says" = "$wanted" ] || { echo "  switch.S claims '$says' instead of '$wanted'"; return 1; }
}

rows=0 failed=0
row() { # flags
  out=$work/row
  rm -rf "$out"
  mkdir "$out"
  rows=$((rows + 1))
  if ! build "$1" 2>"$work/errors"; then
    echo "$cxx $1: does not build"
    head -20 "$work/errors"
    failed=1
    return
  fi
  held=yes
  honest "$1" || held=
  run "$out/conformance" || held=
  run "$out/schedule" 1 $steps || held=
  run "$out/schedule" 2 $steps || held=
  run "$out/model_schedule" 1 $((4 * steps)) || held=
  run "$out/walk_program" || held=
  if [ -n "${GREENLENS_ALL_TESTS:-}" ] && [ -z "$emulator" ]; then unit_tests "$1" 2>"$work/errors" || held=; fi
  [ -n "$held" ] || failed=1
  echo "$cxx $1: ${held:-no}"
}

emulator=$*
jumps=$(known -fcf-protection=full -mbranch-protection=standard)
if [ -n "$emulator" ] && [ -z "$jumps" ] && [ -z "${GREENLENS_ALL_TESTS:-}" ]; then
  echo "skipped: nothing here is this CPU's own, and an emulator is slow (GREENLENS_ALL_TESTS=1 runs it)"
  exit 77
fi
steps=1500
if [ -n "$emulator" ] && [ -z "${GREENLENS_ALL_TESTS:-}" ]; then steps=300; fi
lto=$(known -flto)
[ -n "$lto" ] || echo "without -flto: $cxx has no linker for it here"
fortify="-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE"

row "-fstack-protector-all $fortify=3 $jumps$lto-fno-omit-frame-pointer -fPIE -pie -D_GLIBCXX_ASSERTIONS"
if [ -n "${GREENLENS_ALL_TESTS:-}" ]; then
  row "-fstack-protector-strong $(known -fstack-clash-protection)$fortify=2 $jumps-fomit-frame-pointer -fno-pie -no-pie"
  for flags in -fstack-protector-all "$fortify=2" "$fortify=3" $jumps $lto -fno-omit-frame-pointer \
    -fomit-frame-pointer "-fPIE -pie" "-fno-pie -no-pie" -D_GLIBCXX_ASSERTIONS; do
    row "$flags"
  done
fi
echo "builds: $rows"
exit $failed
