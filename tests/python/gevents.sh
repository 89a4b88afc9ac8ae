#!/bin/sh
# gevent's own test modules on this module and on the system's greenlet, with the gevent that is installed: each has to come out the
# same on both. usage: gevents.sh PYTHON FOLDER_OF_OUR_PACKAGE GEVENTS_SOURCES   (a checkout of the release that is installed)
# Takes some minutes twice over; what needs a network fails on both.
set -u
python=$1 package=$2 sources=$3
gevent=$("$python" -c 'import gevent, os; print(os.path.dirname(gevent.__file__))') || { echo "python3-gevent is not installed"; exit 77; }
[ -d "$sources/src/gevent/tests" ] || { echo "$sources is no checkout of gevent"; exit 2; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/beside/gevent"
for file in "$gevent"/*; do
  case $(basename "$file") in tests | testing) ;; *) ln -s "$file" "$work/beside/gevent/" ;; esac
done
ln -s "$sources/src/gevent/tests" "$sources/src/gevent/testing" "$work/beside/gevent/"

run_all() { # name, what comes first on the path
  for file in "$sources"/src/gevent/tests/test_*.py; do
    module=$(basename "$file" .py)
    # These run all the others, or check the sources.
    case $module in test___monkey_patching | test__all__ | test__doctests) continue ;; esac
    (cd "$work" && PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$2$work/beside" timeout -k 3 90 "$python" -m "gevent.tests.$module") >"$work/said" 2>&1
    echo "$module $? $(grep -hE '^Ran|^OK|^FAILED' "$work/said" | tr '\n' ' ' | sed -E 's/ in [0-9.]+s//')" >>"$work/$1"
  done
}
run_all here "$package:"
run_all there ""
echo "$(wc -l <"$work/here") modules, $(sed -n 's/.* Ran \([0-9]*\) test.*/\1/p' "$work/here" | awk '{ n += $1 } END { print n }') tests"
diff "$work/there" "$work/here" && echo "the same on both"
