#!/bin/sh
# Installs greenlens into an empty folder, builds the example programs against it, and records one with the installed command.
# Usage: package_test.sh BUILD_FOLDER SOURCE_FOLDER
set -eu
build=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/prefix" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
build() { # folder of a project, option...
  project=$1
  shift
  cmake -G Ninja -S "$project" -B "$folder/$(basename "$project")" -DCMAKE_PREFIX_PATH="$folder/prefix" \
    -DCMAKE_BUILD_TYPE=Debug "$@" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
  cmake --build "$folder/$(basename "$project")" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
}
! grep -rn 'CXX_STANDARD\|cxx_std' "$source/docs/examples" || { echo "an example has to ask for C++20 itself"; exit 1; }
build "$source/docs/examples/pingpong"
build "$source/docs/examples/countdown"
build "$source/docs/examples/relay"

# An exercise is graded by the installed command, by its rules and as a test of GoogleTest: the solution passes, the wrong one does not.
build "$source/docs/examples/ring"
grade() { (cd "$folder/ring" && ctest --output-on-failure >"$folder/log" 2>&1); }
grade || { cat "$folder/log"; exit 1; }
grep -q '<testcase' "$folder/ring/ring.xml" || { echo "no JUnit XML of the exercise"; exit 1; }
build "$source/docs/examples/ring" -DSOLUTION=wrong.cc
grade && { echo "the wrong solution passes"; exit 1; }
grep -q "0% tests passed, 2 tests failed out of 2" "$folder/log" || { cat "$folder/log"; exit 1; }
[ "$(grep -c 'expected 0; found 2' "$folder/log")" = 2 ] || { echo "a report is missing:"; cat "$folder/log"; exit 1; }

# The engine alone needs nothing that a machine without the recorder's libraries lacks. Who asks for the recorder is told what is missing.
mkdir -p "$folder/src/alone"
sed 's/countdown.c)/${FROM}\/countdown.c)/' "$source/docs/examples/countdown/CMakeLists.txt" >"$folder/src/alone/CMakeLists.txt"
without="-DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON -DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON"
build "$folder/src/alone" -DFROM="$source/docs/examples/countdown" $without
cmake -G Ninja -S "$source/docs/examples/relay" -B "$folder/refused" -DCMAKE_PREFIX_PATH="$folder/prefix" $without >"$folder/log" 2>&1 && {
  echo "the recorder is found without what it needs"; exit 1; }
tr '\n' ' ' <"$folder/log" | grep -q 'greenlens::record: it needs, and CMake does not find: *fmt, PkgConfig' || { cat "$folder/log"; exit 1; }

# Headers are found under greenlens/ and under no name that a program may have itself.
[ "$(ls "$folder/prefix/include")" = greenlens ] || { echo "installed besides greenlens/: $(ls "$folder/prefix/include")"; exit 1; }
! grep -rnE '#include "(arch|engine|tracer)/' "$folder/prefix/include" || { echo "these headers name others by names that are not theirs alone"; exit 1; }
mkdir -p "$folder/src/own/engine/cpp"
echo '#error "not meant"' >"$folder/src/own/engine/cpp/value.h"
echo '#include <greenlens/engine/cpp/greenlet.h>' >"$folder/src/own/program.cc"
${CXX:-c++} -std=c++20 -I"$folder/src/own" -I"$folder/prefix/include" -fsyntax-only "$folder/src/own/program.cc"

# A program loses its landing pads to one object that has none.
if echo | ${CXX:-c++} -Werror -fcf-protection=branch -x c++ -fsyntax-only - 2>/dev/null; then
  for library in "$folder"/prefix/lib/libgreenlens_*.a; do
    objects=$(ar t "$library" | wc -l) pads=$(readelf -n "$library" | grep -c 'x86 feature:.*IBT' || true)
    [ "$objects" -gt 0 ] && [ "$pads" -eq "$objects" ] || { echo "$library: $pads of $objects objects say that they have landing pads"; exit 1; }
  done
fi

# The program of the page with the page's two lines, in a project that says C++17.
page=$source/docs/tracing-your-program.md
mkdir -p "$folder/page/program"
block() { sed -n "/^   \`\`\`$1\$/,/^   \`\`\`\$/{/\`\`\`/d;s/^   //;p}" "$page"; } # language
block cpp >"$folder/page/program/program.cc"
{
  echo 'cmake_minimum_required(VERSION 3.25)'
  echo 'project(program LANGUAGES CXX)'
  echo 'add_executable(program program.cc)'
  block cmake
} >"$folder/page/program/CMakeLists.txt"
build "$folder/page/program" -DCMAKE_CXX_STANDARD=17

# The same C program, with the shared library.
mkdir -p "$folder/src/shared"
sed 's/greenlens::engine/greenlens::engine_shared/; s/countdown.c)/${FROM}\/countdown.c)/' \
  "$source/docs/examples/countdown/CMakeLists.txt" >"$folder/src/shared/CMakeLists.txt"
build "$folder/src/shared" -DFROM="$source/docs/examples/countdown"
[ "$("$folder/shared/countdown" | head -1)" = 3 ] || { echo "the shared library does not count"; exit 1; }
cd "$folder"
said=$(program/program)
[ "$said" = "hello world
done" ] || { echo "the page's program prints: $said"; exit 1; }
prefix/bin/greenlens run program/program --text | grep -q '^> hello world$' || { echo "the page's program cannot be watched"; exit 1; }
counted=$(countdown/countdown)
[ "$counted" = "3
2
1
None" ] || { echo "the C program prints: $counted"; exit 1; }
plain=$(pingpong/pingpong 2)
[ "$plain" = "ping 0
pong 0
ping 1
pong 1
ping is done" ] || { echo "alone it prints: $plain"; exit 1; }
prefix/bin/greenlens record pingpong/pingpong 2 -o t.gltrace | tail -1
prefix/bin/greenlens show t.gltrace --step last --json | grep -q '"ping is done"' || { echo "the recording lacks the end"; exit 1; }
prefix/bin/greenlens run pingpong/pingpong 2 --text | grep -q '^> pong 1$' || { echo "the transcript lacks the output"; exit 1; }
relayed=$(relay/relay)
[ "$relayed" = "first has the baton
second has the baton
first is still waiting" ] || { echo "alone the C program that can be watched prints: $relayed"; exit 1; }
# The lab's program is found, and finds the engine's shared library. (Where nothing can be stepped, a sentence says so.)
lab=$(prefix/bin/greenlens lab right 2>&1) || true
echo "$lab" | grep -q 'No check turned red\|ptrace\|x86-64' || { echo "the installed lab says: $lab"; exit 1; }
prefix/bin/greenlens record relay/relay -o c.gltrace | tail -1
prefix/bin/greenlens show c.gltrace --step last --json | grep -q '"first is still waiting"' || { echo "its recording lacks the end"; exit 1; }
prefix/bin/greenlens run relay/relay --text >c.txt
for said in "first reaches line 16 of run_a_leg" "first enters run_a_leg: its first" "> second has the baton" \
  "second leaves run_a_leg: its last interpreter frame" "The program has come to its end"; do
  grep -q "$said" c.txt || { echo "its transcript lacks: $said"; cat c.txt; exit 1; }
done
echo "installed, built against, recorded"
