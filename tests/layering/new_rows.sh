#!/bin/sh
# A view is a folder, a line and its words; a format to export to is a file, a line and its words. In a copy of the project one of
# each is added. What that changes is compiled there, everything else is linked as the build has it: then the window shows the
# view, the catalogue's tests have drawn it, and `greenlens export` writes the format.
# usage: new_rows.sh SOURCE_DIR BUILD_DIR CXX BUILD_TYPE
set -eu
source=$1 build=$2 cxx=$3 build_type=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
mkdir "$tree"
folders="CMakeLists.txt arch assets cli cmake engine gui python scenarios tracer"
(cd "$source" && cp -r $folders "$tree")

mkdir "$tree/gui/views/counter"
cat >"$tree/gui/views/counter/draw.cc" <<'END'
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::counter {
namespace {

struct Ui {
  int frames = 0;
};

Requests draw(const Look& look, Area, Ui* ui) {
  text(look, scene::Face::mono, kBody, colors_of(look.settings.theme).ink,
       "seen in " + std::to_string(++ui->frames) + " frames");
  return {};
}

}  // namespace

View view() { return {Slot::right_below, made<Ui, draw>}; }

}  // namespace greenlens::gui::counter
END
sed -i 's/^set(views$/&\n  counter/' "$tree/gui/CMakeLists.txt"
cat >"$tree/tracer/export/steps.cc" <<'END'
#include "tracer/export/exporter.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports::steps {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  std::string text = "step " + std::to_string(options.step) + " of " + std::to_string(trace.size());
  for (const std::string& doubt : words::doubts(messages, trace.at(options.step))) text += "\n" + doubt;
  sink(text);
  return {};
}

}  // namespace

Exporter exporter() { return {".steps", {.step = true}, write}; }

}  // namespace greenlens::exports::steps
END
sed -i 's/^set(exporters$/&\n  steps/' "$tree/tracer/export/CMakeLists.txt"
cat >>"$tree/assets/messages/en.txt" <<'END'
ui.view.counter = Counter
export.steps = how far it is
END

quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }; }
quietly cmake -G Ninja -S "$tree" -B "$work/build" -DCMAKE_BUILD_TYPE="$build_type" -DCMAKE_CXX_COMPILER="$cxx" -DBUILD_TESTING=OFF
gui=gui/CMakeFiles/greenlens_gui.dir export=tracer/export/CMakeFiles/greenlens_export.dir
quietly cmake --build "$work/build" --target assets/libgreenlens_assets.a \
  $gui/views.cc.o $gui/views/counter/draw.cc.o $export/exporters.cc.o $export/steps.cc.o
cp "$build/gui/libgreenlens_gui.a" "$build/tracer/export/libgreenlens_export.a" "$work"
mv "$work/build/$gui/views/counter/draw.cc.o" "$work/counter.o"
ar r "$work/libgreenlens_gui.a" "$work/build/$gui/views.cc.o" "$work/counter.o"
ar r "$work/libgreenlens_export.a" "$work/build/$export/exporters.cc.o" "$work/build/$export/steps.cc.o"
link() { # program of the build, name
  command=$(ninja -C "$build" -t commands "$1" | tail -1 | sed "s|-o $1 |-o $work/$2 |; s|&& cd .*|\&\& :|
    s|gui/libgreenlens_gui[.]a|$work/libgreenlens_gui.a|g; s|tracer/export/libgreenlens_export[.]a|$work/libgreenlens_export.a|g
    s|assets/libgreenlens_assets[.]a|$work/build/assets/libgreenlens_assets.a|g")
  (cd "$build" && quietly sh -c "$command")
}
link cli/greenlens greenlens
link tests/gui/gui_test gui_test
link tests/tracer/tracer_test tracer_test

# Nothing else was touched, and the build has left nothing behind.
touched=$(cd "$source" && for folder in $folders; do diff -r "$folder" "$tree/$folder" | grep '^[<>O]' || true; done | sort)
wanted=$(sort <<END
Only in $tree/gui/views: counter
Only in $tree/tracer/export: steps.cc
>   counter
>   steps
> export.steps = how far it is
> ui.view.counter = Counter
END
)
[ "$touched" = "$wanted" ] || { echo "more was needed than a folder, a file, two lines and words:"; echo "$touched"; exit 1; }

# The tests walk the catalogues: they have met the new rows.
quietly "$work/gui_test" --gtest_filter='Views.*:Palette.*:Layouts.*-Views.EachHasAFolder*'
quietly "$work/gui_test" --gtest_filter='Window.EveryWordComesFromTheCatalogue:Commands.EveryCommandUnder*'
"$work/gui_test" --gtest_filter='Views.EachHasAFolder*' >"$work/said" 2>&1 && { echo "no test knows the new view"; exit 1; }
grep -q '"counter"' "$work/said" || { cat "$work/said"; exit 1; }
quietly "$work/tracer_test" --gtest_filter='Exporters.*:Languages.*'

# And a person sees them.
"$work/greenlens" export --help | grep -q '^  [.]steps *how far it is: --step --grain$' || { echo "the help does not know .steps"; exit 1; }
quietly "$work/greenlens" record jump -o "$work/jump.gltrace"
quietly "$work/greenlens" export "$work/jump.gltrace" -o "$work/jump.steps" --step 7
grep -q '^step 7 of [0-9]*$' "$work/jump.steps" || { echo "jump.steps holds:"; cat "$work/jump.steps"; exit 1; }
"$work/greenlens" export "$work/jump.gltrace" -o "$work/jump.doc" 2>"$work/said" && exit 1
grep -q 'choose one of [.]steps, ' "$work/said" || { cat "$work/said"; exit 1; }
quietly "$work/greenlens" snapshot "$work/jump.gltrace" -o "$work/with.png"
quietly "$build/cli/greenlens" snapshot "$work/jump.gltrace" -o "$work/without.png"
cmp -s "$work/with.png" "$work/without.png" && { echo "the window does not show the new view"; exit 1; }
echo "the new view and the new format are there"
