#!/bin/sh
# Installs greenlens into an empty folder, builds the example programs against it, and records one with the installed command.
# Usage: package_test.sh BUILD_FOLDER SOURCE_FOLDER
set -eu
build=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/prefix" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
build_example() { # name
  cmake -G Ninja -S "$source/docs/examples/$1" -B "$folder/$1" -DCMAKE_PREFIX_PATH="$folder/prefix" \
    -DCMAKE_BUILD_TYPE=Debug >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
  cmake --build "$folder/$1" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
}
build_example pingpong
build_example countdown
# The same C program, with the shared library.
mkdir "$folder/shared"
sed 's/greenlens::engine/greenlens::engine_shared/; s/countdown.c)/${FROM}\/countdown.c)/' \
  "$source/docs/examples/countdown/CMakeLists.txt" >"$folder/shared/CMakeLists.txt"
cmake -G Ninja -S "$folder/shared" -B "$folder/shared/build" -DCMAKE_PREFIX_PATH="$folder/prefix" \
  -DFROM="$source/docs/examples/countdown" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
cmake --build "$folder/shared/build" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
[ "$("$folder/shared/build/countdown" | head -1)" = 3 ] || { echo "the shared library does not count"; exit 1; }
cd "$folder"
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
echo "installed, built against, recorded"
