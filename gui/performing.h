// A switch that somebody performs in the window: the moves so far, what was said of each, and which
// of them the picture shows. tracer/roleplay judges.
//
// A model without a window: it is told what was tried. Of one trace; one thread.
#ifndef GREENLENS_GUI_PERFORMING_H_
#define GREENLENS_GUI_PERFORMING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/roleplay/attempt.h"
#include "tracer/roleplay/verdict_text.h"
#include "tracer/state/moment.h"

namespace greenlens::gui {

class Performing {
 public:
  // `step` is the one that the attempt is kept for, as stage_at() takes it.
  Performing(roleplay::Stage stage, uint64_t step);

  const roleplay::Stage& stage() const { return stage_; }
  const roleplay::Attempt& attempt() const { return attempt_; }
  const std::vector<roleplay::Tried>& tried() const { return tried_; }
  // How the switch stands at the try that is shown: a moment like any other, for pictures.
  const state::Moment& moment() const { return moment_; }
  bool is_over() const;
  size_t refused() const;

  // Judged where the last one left it; it is shown. Of more than roleplay::kMostMoves nothing
  // happens.
  void attempt_move(const roleplay::Move& move);
  // As parse_move() reads it. False: it is no move.
  bool type(std::string_view typed);
  void ask_for_hint(roleplay::HintDepth depth);
  // The last one that was asked for since the last move; none: nobody did.
  std::optional<roleplay::HintDepth> hint() const { return hint_; }
  // The right moves up to what is shown.
  std::vector<roleplay::Move> made() const;
  // Which try is shown, from 1; 0: none of them has been made yet. Up to tried().size().
  size_t shown() const { return shown_; }
  void show(size_t tries);
  // From the beginning, with nothing tried.
  void begin_again();

  // An address that was pointed at in the picture; none: nobody did.
  std::optional<facts::Address> pointed() const { return pointed_; }
  void point_at(facts::Address address);

  // Grows whenever something of all this has changed.
  uint64_t version() const { return version_; }

 private:
  void draw();

  roleplay::Stage stage_;
  roleplay::Attempt attempt_;
  std::vector<roleplay::Tried> tried_;
  size_t shown_ = 0;
  state::Moment moment_;
  std::optional<roleplay::HintDepth> hint_;
  std::optional<facts::Address> pointed_;
  uint64_t version_ = 0;
};

// The try that is shown, and what was said of it; empty: none.
std::string last_said(const words::Messages& messages, const Performing& performing);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PERFORMING_H_
