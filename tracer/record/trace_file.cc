#include "tracer/record/trace_file.h"

#include <utility>

#include "tracer/record/own_descriptors.h"
#include "tracer/store/bytes.h"

namespace greenlens::record {
namespace {

// What is kept in memory where nobody has said how much.
constexpr store::KeptPart kInMemory{uint64_t{64} << 20, 0};

store::PartFile part_in(std::string* memory) {
  return {[memory](std::string_view bytes) { return memory->append(bytes), true; },
          [memory](std::string_view head, uint64_t from) {
            memory->replace(0, static_cast<size_t>(from), head);
            return true;
          },
          [memory] { return store::bytes_in_memory(*memory); }};
}

bool is_limited(const store::KeptPart& part) { return part.bytes != 0 || part.ns != 0; }

}  // namespace

TraceFile::TraceFile(Wanted wanted) : wanted_(std::move(wanted)) {
  const bool limited = is_limited(wanted_.last);
  if (wanted_.when_asked) {
    last_.emplace(limited ? wanted_.last : kInMemory, part_in(&memory_));
  } else if (limited) {
    last_.emplace(wanted_.last, part_file());
  }
}

store::PartFile TraceFile::part_file() {
  return {[this](std::string_view bytes) { return file_.write(bytes); },
          [this](std::string_view head, uint64_t from) {
            return file_.keep() && file_.replace_front(head, from);
          },
          [this]() -> std::unique_ptr<store::Bytes> {
            if (!file_.keep()) return nullptr;
            auto bytes = store::open_bytes(file_.path());
            return bytes ? std::move(*bytes) : nullptr;
          }};
}

bool TraceFile::fail(std::string reason) {
  reason_ = std::move(reason);
  return false;
}

std::string TraceFile::why_not(store::RecordingFile::Opened opened,
                               const store::RecordingFile& file) const {
  switch (opened) {
    case store::RecordingFile::Opened::fine:
      break;
    case store::RecordingFile::Opened::unwritable:
      return file.reason();
    case store::RecordingFile::Opened::in_use:
      return "another program records into it";
    case store::RecordingFile::Opened::terminal:
      return "it is a terminal";
  }
  return is_limited(wanted_.last) && !file.is_file() ? "only a file can keep the last part" : "";
}

std::string TraceFile::open() {
  own_descriptors_ = take_own_descriptors();
  // What is kept in memory is written later; but now is the time to say that it cannot be.
  store::RecordingFile tried;
  store::RecordingFile& file = wanted_.when_asked ? tried : file_;
  return why_not(file.open(wanted_.path), file);
}

bool TraceFile::write(std::string_view bytes) {
  // Somebody may have closed what is not this thread's alone, and have got its number.
  if (!own_descriptors_ && !wanted_.when_asked && !file_.is_still_open()) {
    return fail("the program has closed the file's descriptor");
  }
  const bool good = last_ ? last_->take(bytes) : file_.write(bytes);
  if (good && (wanted_.when_asked || file_.keep())) return true;
  return fail(file_.reason());
}

bool TraceFile::save() {
  if (!wanted_.when_asked) return true;
  store::RecordingFile file;
  const std::string reason = why_not(file.open(wanted_.path), file);
  if (!reason.empty()) return fail(reason);
  std::string copy = memory_;
  if (!is_finished_ && !last_->finish_copy(part_in(&copy))) return fail("its index is lost");
  return (file.write(copy) && file.keep() && file.finish()) || fail(file.reason());
}

bool TraceFile::finish(bool is_saved) {
  if (last_ && !last_->finish()) return fail(file_.reason());
  is_finished_ = true;
  if (wanted_.when_asked) return !is_saved || save();
  return file_.finish() || fail(file_.reason());
}

}  // namespace greenlens::record
