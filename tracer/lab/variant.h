// A switch that is wrong on purpose: what it breaks, which check catches it, and what is different
// from the right sources, as edits. So no source is there twice, and what is wrong is what is seen.
//
// A file of them, arch/<cpu>/lab/<id>.txt, or engine/lab/<id>.txt where it is the same on each CPU:
//
//   title: A callee-saved register is forgotten
//   breaks: what that does, in a sentence or two
//   caught: instruction_executed registers NAME    (fact, field, and where several are told: which)
//   in engine/core/slice.cc
//   -   a line that goes
//       one that stays
//
// Behind `in FILE` stand lines of that file as they are, each behind two characters: those with "-"
// go, those with "+" come, the others only say where. They have to be there exactly once.
// `in FILE` stands once more for each further place.
#ifndef GREENLENS_TRACER_LAB_VARIANT_H_
#define GREENLENS_TRACER_LAB_VARIANT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/probe/refused.h"

namespace greenlens::lab {

// One line of an edit.
struct Line {
  char sign = ' ';  // '-', '+' or ' '
  std::string text;
};
struct Edit {
  std::string file;  // relative to the project
  std::vector<Line> lines;
};

// What turns red: a field of a fact, by their names, and what was told there; empty: anything.
struct Check {
  std::string fact, field, told;
};

struct Variant {
  std::string id, title, breaks;
  Check caught;
  std::vector<Edit> edits;
};

// A source as it has become.
struct Changed {
  std::string file;
  std::string text;
};

// Nothing when the text is no such file: `refused` says why.
std::optional<Variant> parse_variant(const std::string& id, std::string_view text,
                                     probe::Refused* refused);

// The sources with all edits, each once. `right` gives a source's text. Nothing when some lines are
// not there, or several times.
using Right = std::string_view (*)(std::string_view path);
std::optional<std::vector<Changed>> apply(const Variant& variant, Right right,
                                          probe::Refused* refused);

// Those of a CPU, by its folder, and of each that are built in, in the order of their ids. Assets.
std::vector<Variant> built_in(const std::string& cpu);

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_VARIANT_H_
