// What can be tried at a switch that somebody performs, and what is said of it. Pure.
#ifndef GREENLENS_GUI_VIEWS_PERFORM_MODEL_H_
#define GREENLENS_GUI_VIEWS_PERFORM_MODEL_H_

#include <optional>
#include <string>
#include <vector>

#include "gui/performing.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::perform {

// What of a move has still to be said.
constexpr bool needs_greenlet(roleplay::MoveKind kind) {
  return kind != roleplay::MoveKind::move_sp;
}
constexpr bool needs_address(roleplay::MoveKind kind) {
  return kind == roleplay::MoveKind::set_stack_start || kind == roleplay::MoveKind::save ||
         kind == roleplay::MoveKind::move_sp;
}
constexpr bool needs_other(roleplay::MoveKind kind) { return kind == roleplay::MoveKind::relink; }

// Whom a move can be about: those of the thread that are there, in the order of their numbers.
std::vector<facts::GreenletId> whom(const Performing& performing);
// Which addresses one may mean: where slices begin and end and the stack pointer stands, with what
// is there; ascending, each once.
struct Place {
  facts::Address address = facts::kNull;
  std::string words;  // "-0x2c0 gr1.stack_start"
};
std::vector<Place> places(const Performing& performing);

// A move as it is chosen part by part; none: something is missing.
struct Parts {
  roleplay::MoveKind kind = roleplay::MoveKind::set_stack_start;
  facts::GreenletId greenlet = 0;
  std::optional<facts::Address> address{};
  std::optional<facts::GreenletId> other{};  // 0: nobody
};
std::optional<roleplay::Move> move_of(const Parts& parts);

// What comes next, if that was asked for.
std::string hint(const words::Messages& messages, const Performing& performing);
// How it has ended; empty: it goes on.
std::string done(const words::Messages& messages, const Performing& performing);

}  // namespace greenlens::gui::perform

#endif  // GREENLENS_GUI_VIEWS_PERFORM_MODEL_H_
