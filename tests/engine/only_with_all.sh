#!/bin/sh
# Runs COMMAND only when the slow tests are asked for.  usage: only_with_all.sh COMMAND...
if [ -z "${GREENLENS_ALL_TESTS:-}" ]; then
  echo "skipped: this test is slow; set GREENLENS_ALL_TESTS=1 to run it"
  exit 77
fi
exec "$@"
