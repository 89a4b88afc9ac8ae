#!/bin/sh
# Installs greenlens into an empty folder, builds the example program against it, and records that with the installed command.
# Usage: package_test.sh BUILD_FOLDER SOURCE_FOLDER
set -eu
build=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/prefix" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
cmake -G Ninja -S "$source/docs/examples/pingpong" -B "$folder/build" -DCMAKE_PREFIX_PATH="$folder/prefix" \
  -DCMAKE_BUILD_TYPE=Debug >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
cmake --build "$folder/build" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
cd "$folder"
plain=$(build/pingpong 2)
[ "$plain" = "ping 0
pong 0
ping 1
pong 1
ping is done" ] || { echo "alone it prints: $plain"; exit 1; }
prefix/bin/greenlens record build/pingpong 2 -o t.gltrace | tail -1
prefix/bin/greenlens show t.gltrace --step last --json | grep -q '"ping is done"' || { echo "the recording lacks the end"; exit 1; }
prefix/bin/greenlens run build/pingpong 2 --text | grep -q '^> pong 1$' || { echo "the transcript lacks the output"; exit 1; }
echo "installed, built against, recorded"
