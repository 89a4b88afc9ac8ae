// A trace of one's own with the steps of the one that the window shows: for a thread that works.
#ifndef GREENLENS_GUI_OWN_TRACE_H_
#define GREENLENS_GUI_OWN_TRACE_H_

#include <cstdint>
#include <memory>

#include "tracer/facts/fault.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {

// Opened when it is wanted first, and kept for the next job. One job at a time.
class OwnTrace {
 public:
  // With so many steps or more; null when it cannot be had, or not any more.
  const store::Trace* get(uint64_t size, const store::Trace::Opening& opening,
                          const store::OnProgress& progress);
  // What is wrong with it, as far as it was looked at, or why it cannot be had; none while all is
  // well, and when the opening was called off.
  facts::Fault fault() const;

 private:
  std::unique_ptr<store::Trace> trace_;
  facts::Fault unopened_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_OWN_TRACE_H_
