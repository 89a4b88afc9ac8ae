#!/bin/sh
# Compares the same transfers and lives with other libraries, in one run: ours, the reference, and those of which FOLDER has a
# checkout:
#
#   FOLDER/libaco      github.com/hnes/libaco
#   FOLDER/libco       github.com/Tencent/libco
#   FOLDER/minicoro    github.com/edubart/minicoro
#   FOLDER/boost       Boost 1.88 or later, or github.com/boostorg/context alone
#
# usage: bench/peers.sh FOLDER     (x86-64; what is missing is said and left out)
set -u
if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  sed -n '2,/^# usage/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.." || exit 1

work=build/peers
mkdir -p "$work" || exit 1
log=$work/build.log
if ! cmake -G Ninja -B "$work" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUILD_TESTING=OFF -DGREENLENS_APP=OFF \
  -DGREENLENS_BENCH=ON -DGREENLENS_PEERS="$folder" >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
missing=$(grep 'is not compared' "$log")
if ! cmake --build "$work" --target greenlens_peers >>"$log" 2>&1; then
  tail -40 "$log" >&2
  echo "It could not be built; all that was said stands in $log. A checkout that does not compile can be taken out of $folder." >&2
  exit 1
fi
"$work/bench/peers/greenlens_peers" || exit 1
if [ -n "$missing" ]; then
  printf '\n%s\n' "$missing" | sed 's/^-- //'
fi
