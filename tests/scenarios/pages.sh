#!/bin/sh
# The scenarios that README.md and docs/scenarios.md show are one file and one line each, and run as they stand there.
# usage: pages.sh SOURCE_DIR BUILD_DIR CXX BUILD_TYPE
# Both are put into a copy of the project. There the scenarios and what is built in are compiled; everything else is linked as
# the build has it.
set -eu
source=$1 build=$2 cxx=$3 build_type=$4
unset GREENLENS_UPDATE_GOLDEN
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
mkdir "$tree"
(cd "$source" && cp -r CMakeLists.txt arch assets cli cmake engine gui python scenarios tracer "$tree")

block() { # page, language: the first block of that language that belongs to a scenario
  sed -n "/^\`\`\`$2\$/,/^\`\`\`\$/{/^\`\`\`/d;p}" "$source/$1"
}
ids=
for page in README.md docs/scenarios.md; do
  id=$(block $page cpp | sed -n 's/^namespace greenlens::scenarios::\([a-z_0-9]*\) {$/\1/p')
  [ -n "$id" ] && [ "$(echo "$id" | wc -l)" = 1 ] || { echo "$page has to show one scenario, in a block of cpp; it has: $id"; exit 1; }
  grep -q "scenarios/$id[.]cc" "$source/$page" || { echo "$page does not say that the file is scenarios/$id.cc"; exit 1; }
  block $page cpp >"$tree/scenarios/$id.cc"
  block $page text >"$work/$id.txt"
  sed -i "s/^set(scenarios\$/&\n  $id/" "$tree/scenarios/CMakeLists.txt"
  ids="$ids $id"
done

quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }; }
quietly cmake -G Ninja -S "$tree" -B "$work/build" -DCMAKE_BUILD_TYPE="$build_type" -DCMAKE_CXX_COMPILER="$cxx" \
  -DBUILD_TESTING=OFF -DCMAKE_UNITY_BUILD=ON -DCMAKE_OPTIMIZE_DEPENDENCIES=ON
quietly cmake --build "$work/build" --target greenlens_scenarios greenlens_assets
link() { # program of the build, name
  command=$(ninja -C "$build" -t commands "$1" | tail -1 | sed "s|-o $1 |-o $work/$2 |; s|&& cd .*|\&\& :|
    s|scenarios/libgreenlens_scenarios[.]a|$work/build/&|g; s|assets/libgreenlens_assets[.]a|$work/build/&|g")
  (cd "$build" && quietly sh -c "$command")
}
link cli/greenlens greenlens
link tests/scenarios/scenarios_test scenarios_test

# One file and one line each, and the build has left nothing behind.
touched=$(cd "$source" && for folder in CMakeLists.txt arch assets cli cmake engine gui python scenarios tracer; do
  diff -r "$folder" "$tree/$folder" | grep '^[<>O]' || true
done | sort)
wanted=$(for id in $ids; do echo "> +$id"; echo "Only in $tree/scenarios: $id.cc"; done | sed 's/+/  /' | sort)
[ "$touched" = "$wanted" ] || { echo "more than a file and a line was needed:"; echo "$touched"; exit 1; }

for id in $ids; do
  "$work/greenlens" list | grep -q "^$id	" || { echo "$id is not in the list"; exit 1; }
  "$work/greenlens" run "$id" --output-only >"$work/output"
  cmp -s "$work/output" "$work/$id.txt" || { echo "the page says that $id prints something else than:"; cat "$work/output"; exit 1; }
  "$work/greenlens" run "$id" --text >"$work/transcript"
  grep -q "^> $(tail -1 "$work/$id.txt")\$" "$work/transcript" || { echo "$id's transcript lacks its last line"; exit 1; }
  # And the catalogue's test says how to go on.
  "$work/scenarios_test" --gtest_filter='*.PrintExactly*' >"$work/said" 2>&1 && { echo "the missing golden file is not missed"; exit 1; }
  grep -A 1 "What scenarios/$id.cc should print is not written down yet" "$work/said" | grep -q 'GREENLENS_UPDATE_GOLDEN=1 /' ||
    { echo "nobody says how the golden file is made:"; cat "$work/said"; exit 1; }
done
echo "as they stand on their pages:$ids"
