#include "gui/own_trace.h"

#include <utility>

namespace greenlens::gui {

const store::Trace* OwnTrace::get(uint64_t size, const store::Trace::Opening& opening,
                                  const store::OnProgress& progress) {
  if (trace_ == nullptr || trace_->size() < size) {
    auto trace = opening(progress);
    if (!trace) return nullptr;
    trace_ = std::move(*trace);
  }
  return trace_.get();
}

}  // namespace greenlens::gui
