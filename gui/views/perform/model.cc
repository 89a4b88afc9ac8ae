#include "gui/views/perform/model.h"

#include <map>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/roleplay/move_text.h"
#include "tracer/roleplay/verdict_text.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::perform {

using roleplay::Move;

std::vector<facts::GreenletId> whom(const Performing& performing) {
  std::vector<facts::GreenletId> all;
  for (const auto& [id, greenlet] : performing.stage().state.greenlets) {
    if (greenlet.thread == performing.stage().thread) all.push_back(id);
  }
  return all;
}

std::vector<Place> places(const Performing& performing) {
  const state::State& now = performing.moment().after;
  std::map<facts::Address, std::string> all;
  const auto add = [&](facts::Address address, const std::string& what) {
    if (!facts::is_stack_address(address)) return;
    std::string& words = all[address];
    words += (words.empty() ? "" : ", ") + what;
  };
  for (const facts::GreenletId id : whom(performing)) {
    const state::GreenletState& g = *find(now, id);
    const std::string name = facts::shown(name_of(now, id));
    add(g.stack_stop, name + ".stack_stop");
    add(g.stack_start, name + ".stack_start");
  }
  add(performing.stage().sp, "sp");
  std::vector<Place> places;
  for (const auto& [address, what] : all) {
    places.push_back({address, facts::format_address(address) + "  " + what});
  }
  return places;
}

std::optional<Move> move_of(const Parts& parts) {
  if (needs_greenlet(parts.kind) && parts.greenlet == 0) return {};
  if (needs_address(parts.kind) && !parts.address) return {};
  if (needs_other(parts.kind) && !parts.other) return {};
  Move move{parts.kind};
  if (needs_greenlet(parts.kind)) move.greenlet = parts.greenlet;
  if (needs_address(parts.kind)) move.address = *parts.address;
  if (needs_other(parts.kind)) move.other = *parts.other;
  return move;
}

std::string hint(const words::Messages& messages, const Performing& performing) {
  if (!performing.hint()) return "";
  return hint_text(messages, performing.stage(), performing.made(), *performing.hint());
}

std::string done(const words::Messages& messages, const Performing& performing) {
  if (!performing.is_over()) return "";
  const size_t refused = performing.refused();
  return messages.text("roleplay.done",
                       {{"moves", std::to_string(performing.tried().size() - refused)},
                        {"all", std::to_string(performing.stage().right.size())},
                        {"refused", std::to_string(refused)},
                        {"hints", std::to_string(performing.attempt().hints)}});
}

}  // namespace greenlens::gui::perform
