#!/bin/sh
# A fact is a struct and its name in its family's list: then the compiler names everyone who has to decide what to do with it, and
# nobody else.  usage: new_fact.sh SOURCE_DIR CXX
set -eu
source=$1 cxx=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
cp -r "$source/tracer" "$source/gui" "$source/assets" "$work/tree"
cd "$work/tree"

facts=tracer/facts/engine_facts.h
cat >"$work/struct" <<'END'
struct Noticed {
  GREENLENS_FACT(Noticed, 200, "noticed", Stops(), greenlet);
  GreenletId greenlet = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet);
  }
};

END
awk -v add="$work/struct" '/^using EngineFacts =/ { while ((getline line <add) > 0) print line } { print }' $facts |
  sed 's/Family<GreenletCreated, /&Noticed, /' >"$work/with_it"
mv "$work/with_it" $facts
grep -q 'Family<GreenletCreated, Noticed, ' $facts && grep -q '^struct Noticed' $facts || { echo "the family's list looks different now"; exit 1; }

# Everyone who looks into a variant, be it of facts or not.
grep -rlE 'visit\(' --include='*.cc' tracer gui | sort >"$work/files"
# Who does not compile is named, and what the compiler said is kept beside it.
cat >"$work/check" <<END
mkdir -p "$work/said/\$1"
$cxx -std=c++20 -fsyntax-only -I. $(pkg-config --cflags imgui) "\$1" >"$work/said/\$1/errors" 2>&1 || echo "\$1"
END
xargs -P 2 -n 1 sh "$work/check" <"$work/files" >"$work/undecided"
sort -o "$work/undecided" "$work/undecided"
printf '%s\n' tracer/compare/teller.cc tracer/rules/check.cc tracer/state/state.cc tracer/words/narration.cc >"$work/wanted"
if ! cmp -s "$work/undecided" "$work/wanted"; then
  echo "these do not compile:"; cat "$work/undecided"
  echo "but these are those who have to decide:"; cat "$work/wanted"
  exit 1
fi
while read -r file; do
  grep -q 'Noticed' "$work/said/$file/errors" || { echo "$file does not say which fact is missing"; exit 1; }
done <"$work/wanted"
echo "of $(wc -l <"$work/files") files that look into variants, these have to decide: $(tr '\n' ' ' <"$work/wanted")"
