#include "tracer/session/trace_source.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "tracer/store/trace_reader.h"
#include "tracer/words/messages.h"

namespace greenlens::session {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

// Holds what was read until the first poll takes it.
class TraceFileSource : public EventSource {
 public:
  TraceFileSource(store::Timeline timeline, std::string message)
      : timeline_(std::move(timeline)), message_(std::move(message)) {}

  SourceStatus poll(store::Timeline* timeline, int) override {
    if (!taken_) *timeline = std::move(timeline_);
    taken_ = true;
    return message_.empty() ? SourceStatus::finished : SourceStatus::failed;
  }
  void allow(const Permission&) override {}
  bool live() const override { return false; }
  std::string message() const override { return message_; }

 private:
  store::Timeline timeline_;
  std::string message_;
  bool taken_ = false;
};

}  // namespace

std::unique_ptr<EventSource> open_trace_file(const std::string& path, std::string* error) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::vector<char> piece(kPieceBytes);
  const auto unreadable = [&]() -> std::unique_ptr<EventSource> {
    const char* reason = std::strerror(errno ? errno : EIO);
    *error = words::Messages::of("en").text("error.file.unreadable",
                                            {{"file", path}, {"reason", reason}});
    return nullptr;
  };
  if (!file) return unreadable();
  store::Timeline timeline;
  store::TraceReader reader(path);
  bool more = true;
  while (more) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = static_cast<size_t>(file.gcount());
    if (file.bad() || (count == 0 && errno != 0)) return unreadable();
    more = reader.feed({piece.data(), count}, &timeline) && file.good();
  }
  const std::string message = reader.missing();
  if (!reader.has_info() || (timeline.size() == 0 && !reader.complete())) {
    *error = message;
    return nullptr;
  }
  return std::make_unique<TraceFileSource>(std::move(timeline), message);
}

}  // namespace greenlens::session
