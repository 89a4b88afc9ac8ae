// The other processes of the run: what becomes known of them, and how one is shown.
#include <algorithm>
#include <utility>

#include "gui/app.h"
#include "tracer/store/file_trace.h"
#include "tracer/words/when.h"

namespace greenlens::gui {

void App::act(const ask::ShowProcess& asked) {
  const auto together = relatives_.together();
  if (!session_ || together == nullptr || asked.process >= together->family.processes.size()) {
    return;
  }
  const greenlens::processes::Process& process = together->family.processes[asked.process];
  if (!process.given) return;
  std::optional<uint64_t> time_ns;
  if (asked.clock_ns) time_ns = greenlens::processes::in_recording(process, *asked.clock_ns);
  if (relatives_.shown() == asked.process) {
    if (time_ns) act(ask::Seek{words::step_at(session_->trace(), *time_ns)});
    return;
  }
  const std::string& file = together->given[*process.given].file;
  arrival_ = {file, time_ns, choices_.raised, choices_.process_times};
  begin_opening(file);
}

void App::act(const ask::ShowTimes& asked) { choices_.process_times = asked.times; }

// Another process of the same run: what one looks at stays in front, and the time is the same.
void App::arrive(const std::string& file) {
  const std::optional<Arrival> arrival = std::exchange(arrival_, {});
  if (!arrival || arrival->file != file) return;
  choices_.raised = arrival->raised;
  choices_.process_times = arrival->process_times;
  if (arrival->time_ns) act(ask::Seek{words::step_at(session_->trace(), *arrival->time_ns)});
  cursor_moved();
}

// Of a recording that is in a file.
void App::find_relatives(const std::string& file) {
  const store::FileTrace* in_file = session_ != nullptr ? session_->trace().in_file() : nullptr;
  if (in_file == nullptr) return relatives_.leave();
  const auto& rows = in_file->table().rows();
  const bool tells = std::any_of(rows.begin(), rows.end(),
                                 [](const store::ChunkRow& row) { return row.has_processes; });
  relatives_.show(file, tells);
}

void App::relate(const std::vector<std::string>& files) {
  if (files.empty()) return;
  relatives_.take(files.size() > 1 ? files : std::vector<std::string>());
  find_relatives(files.front());
}

// Where somebody's program is looked at, its processes are seen as soon as they are known.
void App::go_on_relating() {
  if (!relatives_.go_on() || relatives_.together() == nullptr) return;
  const bool are_several = relatives_.together()->family.processes.size() > 1;
  if (are_several && settings_.layout == LayoutChoice::programs) raise("processes");
}

}  // namespace greenlens::gui
