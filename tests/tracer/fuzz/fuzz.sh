#!/bin/sh
# Builds the fuzzer of trace files with clang, and lets it look for one that a viewer does not bear.
# usage: fuzz.sh SOURCE_DIR runs|seconds NUMBER [WORK_DIR]
# New inputs are kept in WORK_DIR/corpus, a failing one in WORK_DIR; without WORK_DIR they are thrown away.
set -u
source=$1 unit=$2 number=$3 keep=${4:-}
if ! command -v clang++ >/dev/null; then
  echo "skipped: clang++ is not installed (apt install clang brings it)"
  exit 77
fi
if [ -n "$keep" ]; then
  mkdir -p "$keep"
  work=$(cd "$keep" && pwd) || exit 1
else
  work=$(mktemp -d) || exit 1
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work/corpus" "$work/seeds"
if ! echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, long) { return 0; }' |
  clang++ -x c++ - -fsanitize=fuzzer,address,undefined -o "$work/try" 2>"$work/errors"; then
  echo "skipped: clang has no fuzzer here (apt install libclang-rt-14-dev): $(head -1 "$work/errors")"
  exit 77
fi

cache=$(command -v ccache || true)
built() {
  (cd "$source" && cmake --preset fuzz -B "$work/build" ${cache:+-DCMAKE_CXX_COMPILER_LAUNCHER=ccache} &&
    cmake --build "$work/build" -j2 --target reader_fuzzer reader_seeds) >"$work/said" 2>&1
}
if ! built; then
  echo "the fuzzer cannot be built:"
  tail -40 "$work/said"
  exit 1
fi
programs=$work/build/tests/tracer/fuzz
"$programs/reader_seeds" "$work/seeds" || exit 1

# So many runs, always the same ones; or as long as somebody waits. No file may take more memory or time than this, with the
# sanitizers' part in both.
case $unit in
  runs) limit="-runs=$number -seed=1" ;;
  seconds) limit="-max_total_time=$number" ;;
  *) echo "usage: fuzz.sh SOURCE_DIR runs|seconds NUMBER [WORK_DIR]" && exit 2 ;;
esac
cd "$work" || exit 1
ASAN_OPTIONS=malloc_context_size=4 ./build/tests/tracer/fuzz/reader_fuzzer $limit \
  -max_len=65536 -timeout=120 -rss_limit_mb=4096 -malloc_limit_mb=1500 -artifact_prefix=failing- -print_final_stats=1 \
  corpus "$source/tests/tracer/fuzz/corpus" "$source/tests/tracer/store/corpus" seeds 2>said
status=$?
if [ $status -ne 0 ]; then
  echo "the fuzzer ended with $status; at the end was said:"
  tail -60 said
  for input in failing-*; do
    [ -e "$input" ] && echo "$input, in base64:" && base64 "$input"
  done
  exit 1
fi
grep '^stat::' said
