#!/bin/sh
# The module as other compilers and other levels of optimisation make it, and under the interpreter's own checks.
# usage: matrix.sh PYTHON SOURCE [COMPILER LEVEL]...
set -u
python=$1 source=$2
shift 2
[ -n "${GREENLENS_ALL_TESTS:-}${GREENLENS_PYTHON_TESTS:-}" ] || { echo "only with all tests, or with those of Python"; exit 77; }
here=$source/tests/python
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

tried() { # what, folder of the package
  for test in ends soak switches; do
    PYTHONPATH="$2" GREENLENS_TWICE="$work/twice.so" "$python" "$here/test_$test.py" >"$work/said" 2>&1 && continue
    echo "$1: test_$test"
    tail -30 "$work/said"
    failed=1
  done
  "$here/originals.sh" "$python" "$2" >"$work/said" 2>&1
  case $? in
    0 | 77) echo "$1: good" ;;
    *)
      echo "$1:"
      tail -40 "$work/said"
      failed=1
      ;;
  esac
}

${CC:-cc} -shared -fPIC -o "$work/twice.so" "$here/twice.c" || exit 1
while [ $# -ge 2 ]; do
  compiler=$1 level=$2 folder=$work/$1$2
  shift 2
  command -v "$compiler" >/dev/null || { echo "$compiler is not installed"; continue; }
  case $compiler in clang++) c=clang ;; *) c=gcc ;; esac
  cmake -G Ninja -S "$source" -B "$folder" -DCMAKE_C_COMPILER=$c -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=None \
    "-DCMAKE_CXX_FLAGS=$level" "-DCMAKE_C_FLAGS=$level" -DGREENLENS_APP=OFF -DBUILD_TESTING=OFF -DGREENLENS_PYTHON=ON >"$work/said" 2>&1 &&
    cmake --build "$folder" --target greenlens_python >"$work/said" 2>&1 || { tail -20 "$work/said"; exit 1; }
  tried "$compiler $level" "$folder/python"
  last=$folder/python
done
export PYTHONMALLOC=debug PYTHONDEVMODE=1
tried "with the interpreter's own checks" "$last"
exit $failed
