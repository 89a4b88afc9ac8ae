#!/bin/sh
# The exercise of docs/grading.md is graded as the page says.  usage: grading.sh SOURCE_DIR PROGRAMS_DIR GREENLENS
set -eu
source=$1 programs=$2 greenlens=$3
page=$source/docs/grading.md rules=$source/docs/examples/ring/rules.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
grade() { # program, exit code
  "$greenlens" record "$programs/ring_$1" -o "$1.gltrace" >recorded 2>&1 || { cat recorded; exit 1; }
  code=0
  "$greenlens" check "$1.gltrace" --expect "$rules" --junit "$1.xml" >"$1.txt" 2>&1 || code=$?
  [ "$code" = "$2" ] || { echo "$1 is graded with $code, not $2:"; cat "$1.txt"; exit 1; }
}
grade solution 0
grade optimized 0
grade wrong 1
grade starter 1

# What the page shows: the rules, and the two reports, in this order.
awk '/^```$/ { file = ""; next } /^```(json|text)$/ { file = substr($0, 4) "." (++count[substr($0, 4)]); printf "" >file; next }
  file != "" { print >file }' "$page"
cmp -s "$rules" json.1 || { echo "the page shows other rules:"; diff "$rules" json.1; exit 1; }
# A step's number is the compiler's doing, too, and so is how a file is called.
for text in solution.txt wrong.txt text.1 text.2; do
  sed -i 's/step [0-9]*/step N/g; s|(\(step N, \)[^ ]*/|(\1|' "$text"
done
cmp -s solution.txt text.1 || { echo "the page shows another report of the solution:"; diff text.1 solution.txt; exit 1; }
cmp -s wrong.txt text.2 || { echo "the page shows another report of the wrong one:"; diff text.2 wrong.txt; exit 1; }
[ "$(grep -c '<failure' wrong.xml)" = "$(grep -c '^BROKEN' wrong.txt)" ] || { echo "JUnit's XML has another number of failures"; exit 1; }
"$greenlens" diff solution.gltrace wrong.gltrace >diff.txt && { echo "both do the same"; exit 1; }
[ "$("$greenlens" hash solution.gltrace --per thread)" != "$("$greenlens" hash wrong.gltrace --per thread)" ]

# How it was compiled is no matter of the story.
"$greenlens" diff solution.gltrace optimized.gltrace >diff.txt || { cat diff.txt; exit 1; }
hash() { "$greenlens" hash "$1.gltrace" --per greenlet; }
[ "$(hash solution)" = "$(hash optimized)" ] || { echo "compiled otherwise it has another hash"; exit 1; }
"$greenlens" diff solution.gltrace optimized.gltrace --bytes >diff.txt && { echo "both copy the same bytes: this shows nothing"; exit 1; }
echo "graded: solution, wrong, starter"
