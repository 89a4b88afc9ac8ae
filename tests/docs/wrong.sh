#!/bin/sh
# What docs/when-things-go-wrong.md says is what its programs print.  usage: wrong.sh SOURCE_DIR PROGRAMS_DIR
# On the page a program's link comes first, then lines of it (```cpp), then its output (```text).
set -u
source=$1 programs=$2
page=$source/docs/when-things-go-wrong.md
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
awk -v work="$work" '
  match($0, /\(examples\/wrong\/[a-z_]+\.cc\)/) { name = substr($0, RSTART + 16, RLENGTH - 20); print name >(work "/names") }
  /^```$/ { file = ""; next }
  /^```(cpp|text)$/ { file = work "/" name "." substr($0, 4); printf "" >file; next }
  file != "" { print >file }
' "$page"

failed=0 count=0
for code in "$source"/docs/examples/wrong/*.cc; do
  name=$(basename "$code" .cc)
  count=$((count + 1))
  if ! grep -qx "$name" "$work/names" || [ ! -s "$work/$name.cpp" ] || [ ! -s "$work/$name.text" ]; then
    echo "$page does not show $name.cc and what it prints"
    failed=1
    continue
  fi
  awk 'NR == FNR { wanted = wanted $0 "\n"; next } { all = all $0 "\n" } END { exit index(all, wanted) == 0 }' \
    "$work/$name.cpp" "$code" || { echo "$page shows lines that $name.cc does not have:"; cat "$work/$name.cpp"; failed=1; }
  (exec timeout 20 "$programs/wrong_$name" >"$work/said" 2>&1) 2>/dev/null # the shell would add "Aborted"
  cmp -s "$work/said" "$work/$name.text" || { echo "$name prints something else:"; diff "$work/$name.text" "$work/said"; failed=1; }
done
[ "$count" -ge 8 ] || { echo "only $count programs were found"; failed=1; }
echo "programs: $count"
exit $failed
