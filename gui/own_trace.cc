#include "gui/own_trace.h"

#include <utility>

namespace greenlens::gui {

const store::Trace* OwnTrace::get(uint64_t size, const store::Trace::Opening& opening,
                                  const store::OnProgress& progress) {
  unopened_ = {};
  if (trace_ == nullptr || trace_->size() < size) {
    auto trace = opening(progress);
    if (!trace) {
      unopened_ = trace.fault();
      return nullptr;
    }
    trace_ = std::move(*trace);
  }
  return trace_.get();
}

facts::Fault OwnTrace::fault() const {
  if (unopened_.kind == facts::FaultKind::cancelled) return {};
  if (unopened_ || trace_ == nullptr) return unopened_;
  return trace_->fault();
}

}  // namespace greenlens::gui
