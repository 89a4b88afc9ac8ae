#include "tracer/session/trace_source.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::session {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

// Holds what was read until the first poll takes it: a file that cannot be used is to be refused
// before there is a session for it.
class TraceFileSource : public EventSource {
 public:
  TraceFileSource(store::Timeline timeline, facts::Fault fault)
      : timeline_(std::move(timeline)), fault_(std::move(fault)) {}

  SourceStatus poll(store::Timeline* timeline, int) override {
    if (!taken_) *timeline = std::move(timeline_);
    taken_ = true;
    return fault_ ? SourceStatus::failed : SourceStatus::finished;
  }
  void allow(const Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return fault_; }

 private:
  store::Timeline timeline_;
  facts::Fault fault_;
  bool taken_ = false;
};

}  // namespace

facts::Result<std::unique_ptr<EventSource>> open_trace_file(const std::string& path) {
  // Streams do not say why they failed; the system's last word has to do. For a folder they ask
  // again, and that is not it.
  std::error_code none;
  const bool is_folder = std::filesystem::is_directory(path, none);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::vector<char> piece(kPieceBytes);
  const auto unreadable = [&] {
    const char* reason = std::strerror(is_folder ? EISDIR : errno ? errno : EIO);
    return facts::Fault{facts::FaultKind::file_unreadable, path, 0, 0, reason};
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
  facts::Fault missing = reader.missing();
  // Where it was lacking the timeline may be half of what it should be.
  if (missing.kind == facts::FaultKind::no_memory) return missing;
  if (!reader.has_info() || (timeline.size() == 0 && !reader.complete())) return missing;
  return std::unique_ptr<EventSource>(
      std::make_unique<TraceFileSource>(std::move(timeline), std::move(missing)));
}

}  // namespace greenlens::session
