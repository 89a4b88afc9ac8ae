#!/bin/sh
# gevent's own test modules with the gevent that is installed: on this module and on the system's greenlet; with the command greenlens, on
# this module while they are recorded and while they are not. Each has to come out the same on both, and each recording has to be read.
# usage: gevents.sh PYTHON FOLDER_OF_OUR_PACKAGE GEVENTS_SOURCES [GREENLENS [MODULE...]]   (a checkout of the release that is installed)
# Takes some minutes twice over; what needs a network fails on both.
set -u
python=$1 package=$2 sources=$3 greenlens=${4-}
shift 3
[ $# -eq 0 ] || shift
gevent=$("$python" -c 'import gevent, os; print(os.path.dirname(gevent.__file__))') || { echo "python3-gevent is not installed"; exit 77; }
[ -d "$sources/src/gevent/tests" ] || { echo "$sources is no checkout of gevent"; exit 2; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/beside/gevent" "$work/recordings"
for file in "$gevent"/*; do
  case $(basename "$file") in tests | testing) ;; *) ln -s "$file" "$work/beside/gevent/" ;; esac
done
ln -s "$sources/src/gevent/tests" "$sources/src/gevent/testing" "$work/beside/gevent/"
modules=${*:-$(cd "$sources/src/gevent/tests" && ls test_*.py | sed 's/\.py$//')}

run_all() { # name, what comes first on the path, where recordings go
  for module in $modules; do
    # These run all the others, or check the sources.
    case $module in test___monkey_patching | test__all__ | test__doctests) continue ;; esac
    (
      cd "$work" || exit 1
      [ -z "$3" ] || export GREENLENS_TRACE="$3/$module.%p.gltrace"
      PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$2$work/beside" timeout -k 3 90 "$python" -m "gevent.tests.$module"
    ) >"$work/said" 2>&1
    echo "$module $? $(grep -hE '^Ran|^OK|^FAILED' "$work/said" | tr '\n' ' ' | sed -E 's/ in [0-9.]+s//')" >>"$work/$1"
    [ -z "${KEEP-}" ] || cp "$work/said" "$KEEP/$module.$1"
    [ -z "$3" ] || read_recordings "$module"
  done
}

read_one() { # module, recording, command and its options
  module=$1 recording=$2 command=$3
  shift 3
  timeout 120 "$greenlens" "$command" "$recording" "$@" >"$work/told" 2>&1 && return
  bad=$((bad + 1))
  echo "$module: greenlens $command of $(basename "$recording") says:"
  tail -3 "$work/told"
  [ -z "${KEEP-}" ] || cp "$recording" "$KEEP/"
}

# Each of a module's recordings can be read, and nothing in it contradicts the rules.
read_recordings() {
  first=1
  for recording in "$work/recordings/$1".*.gltrace; do
    [ -e "$recording" ] || continue
    recordings=$((recordings + 1))
    read_one "$1" "$recording" check
    read_one "$1" "$recording" show --step last
    read_one "$1" "$recording" findings
    [ $first -eq 0 ] || read_one "$1" "$recording" processes
    first=0
  done
  rm -f "$work/recordings"/*
}

recordings=0 bad=0
run_all here "$package:" ""
if [ -n "$greenlens" ]; then
  run_all there "$package:" "$work/recordings"
  echo "$recordings recordings, $bad complaints about them"
else
  run_all there "" ""
fi
echo "$(wc -l <"$work/here") modules, $(sed -n 's/.* Ran \([0-9]*\) test.*/\1/p' "$work/here" | awk '{ n += $1 } END { print n }') tests"
diff "$work/there" "$work/here" && echo "the same on both"
