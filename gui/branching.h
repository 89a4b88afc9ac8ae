// Two ways of one run: the one that is shown, and the other one, which is kept to be gone back to.
// For the app; one thread.
#ifndef GREENLENS_GUI_BRANCHING_H_
#define GREENLENS_GUI_BRANCHING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"
#include "tracer/session/session.h"
#include "tracer/store/what_if.h"
#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

namespace greenlens::gui {

// A run that is put aside, with all that is the run's own.
struct KeptWay {
  std::unique_ptr<session::Session> session;  // null: there is none
  StartOrder order{};
  std::string shown_name{};
  bool began_live = false;
  std::string kept_in{};
  uint64_t kept_steps = 0;
  words::Notes notes{};
};

struct Branching {
  KeptWay other;
  bool shows_other_way = false;     // what is shown is the one that was made to go another way
  bool pending = false;             // one of them has not come to its end, so they do not stand yet
  std::optional<uint64_t> go_to;    // when they stand; none: the cursor stays
  uint64_t fork = 0;                // the last step that both have
  std::vector<store::WhatIf> ways;  // of the one that goes another way
  std::string who;                  // runs at the fork
  bool drops_branch = false;        // a branch before this one is not kept
  uint64_t version = 0;             // grows with each pair

  bool stands() const { return other.session != nullptr && !pending; }
};

// What views see of it.
struct ShownBranches {
  const store::Trace* other = nullptr;
  uint64_t fork = 0;
  bool shows_other_way = false;
  std::string caption, other_caption;
  uint64_t version = 0;
};
// As far as they stand; null otherwise. The traces live as long as `branching` has them.
std::optional<ShownBranches> shown_branches(const words::Messages& messages,
                                            const Branching& branching);

// "What if: main switches to gr2, then main drops the handle of gr1".
std::string ways_words(const words::Messages& messages, const std::string& who,
                       const std::vector<store::WhatIf>& ways);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BRANCHING_H_
