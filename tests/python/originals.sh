#!/bin/sh
# The tests of greenlet itself, as python3-greenlet installs them, on the module of ours: they are laid beside it by links, and
# nothing is copied. usage: originals.sh PYTHON FOLDER_OF_OUR_PACKAGE [FOLDER_OF_THE_TESTS]
#
# A folder of one's own names the tests of another release, with its extensions built beside them. What comes out has to be what
# originals.expected says: those that do not pass, each with its reason.
set -u
python=$1 package=$2 tests=${3:-/usr/lib/python3/dist-packages/greenlet/tests}
here=$(cd "$(dirname "$0")" && pwd)
[ -n "${GREENLENS_ALL_TESTS:-}${GREENLENS_PYTHON_TESTS:-}" ] || { echo "only with all tests, or with those of Python"; exit 77; }
"$python" -c 'import objgraph, psutil' 2>/dev/null || { echo "skipped: python3-objgraph and python3-psutil are not installed"; exit 77; }
[ -f "$tests/test_greenlet.py" ] || { echo "skipped: python3-greenlet is not installed"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/greenlet/tests"
ln -s "$package"/greenlet/* "$work/greenlet/"
ln -s "$tests"/* "$work/greenlet/tests/"
export PYTHONPATH="$work" PYTHONDONTWRITEBYTECODE=1
cd "$work" || exit 1
for file in greenlet/tests/test_*.py; do
  name=$(basename "$file" .py)
  [ "$name" = test_version ] && continue  # which names one
  "$python" -X faulthandler -m unittest "greenlet.tests.$name" >"$work/$name.said" 2>&1
  status=$?
  if ! grep -q '^Ran [0-9]* test' "$work/$name.said"; then
    echo "$name did not come to its end ($status):"
    tail -40 "$work/$name.said"
    exit 1
  fi
  sed -n 's/^\(FAIL\|ERROR\): \([a-z0-9_]*\) .*/\2/p' "$work/$name.said" >>"$work/not_passed"
  sed -n 's/^Ran \([0-9]*\) test.*/\1/p' "$work/$name.said" >>"$work/ran"
done
sort -u "$work/not_passed" >"$work/found"
sed 's/ *#.*//; /^$/d' "$here/originals.expected" | sort -u >"$work/known"
unknown=$(comm -23 "$work/found" "$work/known")
echo "$(awk '{ n += $1 } END { print n }' "$work/ran") tests, of which these did not pass, as is known:"
comm -12 "$work/found" "$work/known"
[ -z "$unknown" ] && exit 0
echo "And these, which should:"
echo "$unknown"
for name in $unknown; do grep -h -A 25 "^\(FAIL\|ERROR\): $name " "$work"/*.said; done
exit 1
