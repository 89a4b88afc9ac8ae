#include "tracer/session/trace_source.h"

#include <utility>

#include "tracer/store/bytes.h"

namespace greenlens::session {
namespace {

class TraceFileSource : public EventSource {
 public:
  explicit TraceFileSource(std::unique_ptr<store::FileTrace> trace) : trace_(std::move(trace)) {}

  SourceStatus poll(store::Timeline*, int) override {
    // Asked first: what is written until then is taken in.
    over_ = over_ || trace_->is_over();
    trace_->follow();
    if (!over_) return SourceStatus::running;
    return fault() ? SourceStatus::failed : SourceStatus::finished;
  }
  const store::Trace* stored() const override { return trace_.get(); }
  void allow(const Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return trace_->fault(); }

 private:
  std::unique_ptr<store::FileTrace> trace_;
  bool over_ = false;
};

}  // namespace

facts::Result<std::unique_ptr<EventSource>> open_trace_file(const std::string& path,
                                                            const store::OpenOptions& options) {
  auto bytes = store::open_bytes(path);
  if (!bytes) return bytes.fault();
  auto trace = store::FileTrace::open(std::move(*bytes), path, options);
  if (!trace) return trace.fault();
  return std::unique_ptr<EventSource>(std::make_unique<TraceFileSource>(std::move(*trace)));
}

}  // namespace greenlens::session
