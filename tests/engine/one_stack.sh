#!/bin/sh
# Who compiles with a second stack is told so by every header that a program can begin with.  usage: one_stack.sh SOURCE_DIR
set -u
source=$1
command -v clang++ >/dev/null || { echo "skipped: clang++ is not installed (apt install clang brings it)"; exit 77; }
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
failed=0
try() { # header, the name of what is refused, flags...
  header=$1 what=$2
  shift 2
  if clang++ -std=c++20 -I"$source" "$@" -fsyntax-only -x c++ "$source/$header" >"$said" 2>&1; then
    echo "$header compiles with $*"
    failed=1
  elif ! grep -q "error: \"greenlens cannot work with $what" "$said"; then
    echo "$header does not say why it does not compile with $*:"
    head -5 "$said"
    failed=1
  fi
}
for header in arch/arch.h engine/core/core.h engine/cpp/greenlet.h engine/c/api.h engine/c/extension.h; do
  clang++ -std=c++20 -I"$source" -fsyntax-only -x c++ "$source/$header" || { echo "$header does not compile"; failed=1; }
  try "$header" SafeStack -fsanitize=safe-stack
done
# For the CPUs that have it; their C library need not be here.
try arch/one_stack.h ShadowCallStack --target=aarch64-linux-gnu -ffixed-x18 -fsanitize=shadow-call-stack
exit $failed
