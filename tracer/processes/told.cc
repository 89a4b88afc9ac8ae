#include "tracer/processes/told.h"

#include "tracer/store/file_trace.h"

namespace greenlens::processes {
namespace {

bool is_about_processes(const facts::Event& event) {
  return std::holds_alternative<facts::ProgramForked>(event.fact) ||
         std::holds_alternative<facts::SignalSent>(event.fact) ||
         std::holds_alternative<facts::ExecRequested>(event.fact) ||
         std::holds_alternative<facts::ChildEnded>(event.fact);
}

}  // namespace

void each_told(const store::Trace& trace,
               const std::function<void(uint64_t step, const facts::Event& event)>& told) {
  const auto look = [&](uint64_t from, uint64_t to) {
    for (uint64_t n = from + 1; n <= to; ++n) {
      const facts::Event event = trace.event(n);
      if (is_about_processes(event)) told(n, event);
    }
  };
  const store::FileTrace* file = trace.in_file();
  if (file == nullptr) return look(0, trace.size());
  // A chunk that is read may turn out to be damaged, which changes the table.
  for (size_t i = 0; i < file->table().rows().size(); ++i) {
    const store::ChunkRow row = file->table().rows()[i];
    if (!row.is_gap && row.has_processes) look(row.first_step, row.first_step + row.steps);
  }
}

}  // namespace greenlens::processes
