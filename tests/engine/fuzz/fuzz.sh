#!/bin/sh
# Builds the fuzzer with clang and lets it look for schedules that the model does not foretell.
# usage: fuzz.sh SOURCE_DIR ARCH SECONDS [WORK_DIR]
# New inputs are kept in WORK_DIR/corpus, a failing one in WORK_DIR; without WORK_DIR they are thrown away.
set -u
source=$1 arch=$2 seconds=$3 keep=${4:-}
if ! command -v clang++ >/dev/null; then
  echo "skipped: clang++ is not installed (apt install clang brings it)"
  exit 77
fi
if [ -n "$keep" ]; then
  work=$keep
else
  work=$(mktemp -d) || exit 1
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work/corpus"
cache=$(command -v ccache || true)
if ! echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, long) { return 0; }' |
  clang++ -x c++ - -fsanitize=fuzzer -o "$work/try" 2>"$work/errors"; then
  echo "skipped: clang has no fuzzer here (apt install libclang-rt-14-dev): $(head -1 "$work/errors")"
  exit 77
fi

flags="-g -O1 -I$source -fsanitize=fuzzer-no-link"
compile() { # source file, name
  $cache clang++ -std=c++20 $flags -c "$1" -o "$work/$2.o" || exit 1
}
for folder in core cpp; do
  for file in "$source/engine/$folder"/*.cc; do compile "$file" "${folder}_$(basename "$file")"; done
done
for file in model/chooser model/model model/play fuzz/schedule_fuzzer; do
  compile "$source/tests/engine/$file.cc" "$(basename "$file")"
done
"$source/tests/arch/objects.sh" "$source" "$arch" "$work" clang -g -O1 || exit 1
clang++ -fsanitize=fuzzer -pthread "$work"/*.o -o "$work/schedule_fuzzer" || exit 1

# The engine complains to stderr of what is done on purpose, and libFuzzer tells there how far it is: it is shown when something is
# wrong. -max_total_time is looked at between two inputs only. Who hangs, be it in libFuzzer's own report, is told to say where
# and then ended, so that the time is bounded on a machine that has much else to do, too. What was played then is in `playing`.
cd "$work" || exit 1
timeout -s ABRT -k 30 "$((seconds + 300))" \
  ./schedule_fuzzer -max_total_time="$seconds" -max_len=2000 -timeout=60 -rss_limit_mb=4096 -artifact_prefix=failing- \
  -print_final_stats=1 corpus "$source/tests/engine/fuzz/corpus" 2>said
status=$?
if [ $status -ne 0 ]; then
  echo "the fuzzer ended with $status; at the end was said:"
  tail -60 said
  for input in failing-* playing; do
    [ -e "$input" ] && echo "$input, in base64:" && base64 "$input"
  done
  exit 1
fi
grep '^stat::' said
