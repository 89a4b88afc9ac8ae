// A recording in a file, for the window; and waiting for what it does beside.
#ifndef GREENLENS_TESTS_GUI_FILE_SOURCE_H_
#define GREENLENS_TESTS_GUI_FILE_SOURCE_H_

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "tests/gui/driver.h"
#include "tests/support/sample_trace.h"
#include "tracer/session/event_source.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::testing {

inline std::string bytes_of(const store::Trace& trace,
                            const store::TraceInfo& info = sample_info()) {
  std::string bytes;
  store::TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, 1);
  writer.begin(info);
  for (uint64_t n = 1; n <= trace.size(); ++n) writer.add(trace.event(n));
  writer.finish();
  return bytes;
}

// A file, in memory.
class FileSource : public session::EventSource {
 public:
  explicit FileSource(const std::string& bytes, const store::OpenOptions& options = {})
      : trace_(std::move(*store::FileTrace::open(store::bytes_in_memory(bytes), "x", options))) {}
  session::SourceStatus poll(store::Timeline*, int) override {
    return session::SourceStatus::finished;
  }
  const store::Trace* stored() const override { return trace_.get(); }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return trace_->fault(); }

 private:
  std::unique_ptr<store::FileTrace> trace_;
};

// Until nothing goes on beside the window.
inline void wait_for_work(Driver* driver) {
  for (int i = 0; i < 20'000 && driver->app().expects_news(); ++i) {
    driver->frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_FALSE(driver->app().expects_news());
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_GUI_FILE_SOURCE_H_
