#include "gui/branching.h"

#include "tracer/what_if/offers_words.h"

namespace greenlens::gui {

// Only who does the first deed is known without looking; of those behind it, what is done.
std::string ways_words(const words::Messages& messages, const std::string& who,
                       const std::vector<store::WhatIf>& ways) {
  std::string deeds;
  for (const store::WhatIf& one : ways) {
    const bool is_first = deeds.empty();
    const std::string words = is_first ? what_if::deed_words(messages, who, one) : deed_text(one);
    deeds = is_first ? words : messages.text("list.chain", {{"first", deeds}, {"more", words}});
  }
  return messages.text("what_if.branch", {{"deed", deeds}});
}

std::optional<ShownBranches> shown_branches(const words::Messages& messages,
                                            const Branching& branching) {
  if (!branching.stands()) return std::nullopt;
  ShownBranches shown;
  shown.other = &branching.other.session->trace();
  shown.fork = branching.fork;
  shown.shows_other_way = branching.shows_other_way;
  shown.caption = messages.text("what_if.as_it_was");
  shown.other_caption = ways_words(messages, branching.who, branching.ways);
  if (branching.shows_other_way) std::swap(shown.caption, shown.other_caption);
  shown.version = branching.version;
  return shown;
}

}  // namespace greenlens::gui
