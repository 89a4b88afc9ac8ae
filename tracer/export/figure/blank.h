// Forms to be filled in: a picture without what a student has to find out, and with room for it.
// Pure.
#ifndef GREENLENS_TRACER_EXPORT_FIGURE_BLANK_H_
#define GREENLENS_TRACER_EXPORT_FIGURE_BLANK_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tracer/scene/scene.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

enum class Blank : uint8_t {
  sentence,     // what happens and why
  stack_start,  // the marks and fields of that name; likewise the next one
  stack_stop,
  fields,     // all values in the table of fields
  addresses,  // the ruler's
  sp,
  sizes,   // every number of bytes
  copies,  // what lies in the heap, and what of the stack tells of it
  names,   // whose blocks, nodes and lanes they are
  output,
  lanes,   // who ran when
  tree,    // who is whose parent, and how each stands
  source,  // who stands on which line
};
inline constexpr std::array<const char*, 13> kBlankNames = {
    "sentence", "stack_start", "stack_stop", "fields", "addresses", "sp",    "sizes",
    "copies",   "names",       "output",     "lanes",  "tree",      "source"};
std::optional<Blank> blank_from_name(std::string_view name);
// What can be left out of the scene of this name: none of one that says no step's answers.
std::vector<Blank> blanks_in(std::string_view scene);

// Of a picture of one step, by its ids. Nothing else of it gives the answers away: ids are numbers,
// and tooltips and description are left out.
scene::Scene blanked(const words::Messages& messages, const scene::Scene& scene,
                     const std::vector<Blank>& blanks);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_FIGURE_BLANK_H_
