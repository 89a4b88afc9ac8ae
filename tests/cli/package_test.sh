#!/bin/sh
# Installs greenlens into an empty folder, builds the example programs against it, and records one with the installed command.
# Usage: package_test.sh BUILD_FOLDER SOURCE_FOLDER
set -eu
build=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/prefix" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
# The examples do not say that they are C++20, and a whole project that says 17 becomes it, too.
build_example() { # name, option...
  example=$1
  shift
  cmake -G Ninja -S "$source/docs/examples/$example" -B "$folder/$example" -DCMAKE_PREFIX_PATH="$folder/prefix" \
    -DCMAKE_BUILD_TYPE=Debug "$@" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
  cmake --build "$folder/$example" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
}
! grep -rn 'CXX_STANDARD\|cxx_std' "$source/docs/examples" || { echo "an example has to ask for C++20 itself"; exit 1; }
build_example pingpong -DCMAKE_CXX_STANDARD=17
rm -rf "$folder/pingpong"
build_example pingpong
build_example countdown
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
