#include "gui/exporting.h"

#include <memory>
#include <utility>

#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::gui {
namespace {

using Written = facts::Result<std::string>;

// Events that are copied in a millisecond.
constexpr uint64_t kCopiedAtOnce = 256;

// All steps that there are, as a recording in memory.
class Copy final : public Pass {
 public:
  explicit Copy(const store::Trace& trace) : size_(trace.size()) { writer_.begin(trace.info()); }

  bool go_on(const store::Trace& trace) override {
    for (uint64_t i = 0; i < kCopiedAtOnce && copied_ < size_; ++i) {
      writer_.add(trace.event(++copied_));
    }
    if (copied_ < size_) return true;
    writer_.finish();
    return false;
  }
  Worker::Progress progress() const override { return {copied_, size_}; }
  std::string& bytes() { return bytes_; }

 private:
  uint64_t size_, copied_ = 0;
  std::string bytes_;
  store::TraceWriter writer_{[this](std::string_view more) { return bytes_.append(more), true; }};
};

// A trace of what was copied.
store::Trace::Opening opening_of(std::string&& bytes) {
  return [bytes = std::make_shared<std::string>(std::move(bytes))](
             const store::OnProgress& progress) -> facts::Result<std::unique_ptr<store::Trace>> {
    store::OpenOptions options;
    options.progress = progress;
    auto trace = store::FileTrace::open(store::bytes_in_memory(std::move(*bytes)), "", options);
    if (!trace) return trace.fault();
    return std::unique_ptr<store::Trace>(std::move(*trace));
  };
}

}  // namespace

void Exporting::begin(const store::Trace& trace, const ExportOrder& order,
                      const ExportWrite& write) {
  cancel();
  order_ = order;
  write_ = write;
  copied_ = false;
  if (store::Trace::Opening opening = trace.another()) {
    write_elsewhere(std::move(opening));
    return;
  }
  copied_ = true;
  copying_.begin(trace, std::make_shared<Copy>(trace));
  write_copy();
}

void Exporting::write_copy() {
  if (const std::shared_ptr<Pass> copy = copying_.take()) {
    write_elsewhere(opening_of(std::move(static_cast<Copy&>(*copy).bytes())));
  }
}

void Exporting::write_elsewhere(store::Trace::Opening opening) {
  write_elsewhere([opening = std::move(opening), order = order_,
                   write = write_](const store::OnProgress& progress) -> Outcome {
    const auto trace = opening(progress);
    if (!trace) return {trace.fault(), {}};
    Written file = write(**trace, order, progress);
    return {std::move(file), (*trace)->fault()};
  });
}

void Exporting::write_elsewhere(std::function<Outcome(const store::OnProgress&)> write) {
  worker_.begin(
      [this, write = std::move(write)](const store::OnProgress& progress) -> Worker::Finish {
        // A finish has to be copied; what is written goes along in a box.
        auto outcome = std::make_shared<Outcome>(write(progress));
        return [this, outcome] {
          written_ = std::move(outcome->file);
          fault_ = std::move(outcome->fault);
        };
      });
}

void Exporting::begin(const ExportOrder& order, Write write) {
  cancel();
  order_ = order;
  copied_ = false;
  write_elsewhere([write = std::move(write)](const store::OnProgress& progress) -> Outcome {
    return {write(progress), {}};
  });
}

void Exporting::go_on(const store::Trace& trace) {
  copying_.go_on(trace);
  write_copy();
}

std::optional<Written> Exporting::take() {
  worker_.take();
  return std::exchange(written_, {});
}

void Exporting::cancel() {
  copying_.cancel();
  worker_.cancel();
  written_.reset();
  fault_ = {};
}

// A copy is half of the way.
Worker::Progress Exporting::progress() const {
  Worker::Progress now = copying_.busy() ? copying_.progress() : worker_.progress();
  if (copying_.busy()) return {now.done, 2 * now.all};
  if (copied_) return {now.all + now.done, 2 * now.all};
  return now;
}

}  // namespace greenlens::gui
