#include "gui/process_commands.h"

namespace greenlens::gui {
namespace {

// The nearest one with a recording, in the order in which they stand; none where there is none.
std::optional<size_t> neighbour(const Look& look, int by) {
  if (look.processes == nullptr || !look.process) return std::nullopt;
  const auto& all = look.processes->family.processes;
  for (auto i = static_cast<int64_t>(*look.process) + by;
       i >= 0 && i < static_cast<int64_t>(all.size()); i += by) {
    if (all[static_cast<size_t>(i)].given) return static_cast<size_t>(i);
  }
  return std::nullopt;
}

// At the same time of the clock, where it was there.
template <int by>
Request to_neighbour(const Look& look) {
  const auto& now = look.processes->family.processes[*look.process];
  ask::ShowProcess asked{*neighbour(look, by), {}};
  if (look.moment.event != nullptr) {
    asked.clock_ns = greenlens::processes::on_clock(now, look.moment.event->time_ns);
  }
  return asked;
}
template <int by>
bool has_neighbour(const Look& look) {
  return look.trace != nullptr && neighbour(look, by).has_value();
}

}  // namespace

std::vector<Command> commands_of_processes() {
  return {
      {"next_process", {kKeyDown, false, true}, Section::find, has_neighbour<1>, to_neighbour<1>},
      {"previous_process",
       {kKeyUp, false, true},
       Section::find,
       has_neighbour<-1>,
       to_neighbour<-1>},
  };
}

}  // namespace greenlens::gui
