// What a page says at each of its steps, besides its pictures. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_STORY_H_
#define GREENLENS_TRACER_EXPORT_PAGE_STORY_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tracer/export/page/levels.h"
#include "tracer/facts/json.h"
#include "tracer/store/trace.h"
#include "tracer/words/glossary.h"
#include "tracer/words/messages.h"
#include "tracer/words/step_notes.h"

namespace greenlens::exports {

// The steps that a page shows, ascending, and the finest grain that they have all stops of.
struct PageSteps {
  std::vector<uint64_t> steps;
  facts::Grain grain = facts::Grain::phase;
  bool all = true;  // of that grain, between the two ends
};
// Those in [from, to], at the finest grain at which they are at most so many; of a still longer
// part the first of the coarsest.
PageSteps page_steps(const store::Trace& trace, uint64_t from, uint64_t to, size_t most);

// A step: its number, at which grains it is a stop, its sentence with the terms in it, whose lines
// are where, every greenlet's fields, and in the middle of a switch the machine's registers. Words
// are the mechanism's; "l" has those of other levels where they are others: {"story": [headline,
// reason, fields], "addresses": [headline, reason]}. A story has no fields of the names in
// `no_story`, to which those of this step are added; and its fields are given where that is not
// all.
facts::Json story_of(const Levels& levels, const words::Glossary& glossary,
                     const store::Trace& trace, uint64_t step, std::set<std::string>* no_story);
// The same as HTML, for who reads it without a script: one item of a list, with what somebody wrote
// there.
std::string listed(const words::Messages& messages, const store::Trace& trace, uint64_t step,
                   const std::vector<words::StepNote>& notes = {});
// What somebody wrote: [number, [line, ...], what he wrote alone] of each; none of a bookmark.
facts::Json notes_json(const words::Messages& messages, const std::vector<words::StepNote>& notes);
// Steps with notes are shown, also where the grain does not stop; so many of them.
void add_noted_steps(const words::Notes& notes, PageSteps* page);

// The program's source texts, those on which greenlets stand at some step.
facts::Json sources_of(const store::Trace& trace);
// What was printed: the step, who, and the line.
facts::Json printed_in(const store::Trace& trace, uint64_t last_step);
facts::Json glossary_of(const words::Glossary& glossary);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_STORY_H_
