// Where a program puts a recording of itself: a file that grows, or memory that becomes a file when
// somebody asks for it.
#ifndef GREENLENS_TRACER_RECORD_TRACE_FILE_H_
#define GREENLENS_TRACER_RECORD_TRACE_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/store/last_part.h"
#include "tracer/store/recording_file.h"

namespace greenlens::record {

// One thread: the one that drains.
class TraceFile {
 public:
  struct Wanted {
    std::string path;
    store::KeptPart last;     // both 0: all is kept
    bool when_asked = false;  // only save() writes it
  };
  explicit TraceFile(Wanted wanted);

  // "" or why nothing can be written there: the system's reason, or a few words.
  std::string open();
  // The stream. False when nothing more can be taken; reason() says why.
  bool write(std::string_view bytes);
  // What there is becomes the file, in the place of what has that name. Without when_asked it is
  // that already.
  bool save();
  // The stream has ended. Whether it is also to be saved, where it was to be asked for.
  bool finish(bool is_saved);

  const std::string& reason() const { return reason_; }

 private:
  store::PartFile part_file();
  std::string why_not(store::RecordingFile::Opened opened, const store::RecordingFile& file) const;
  bool fail(std::string reason);

  const Wanted wanted_;
  bool own_descriptors_ = false;
  store::RecordingFile file_;
  std::string memory_;
  std::optional<store::LastPart> last_;
  bool is_finished_ = false;  // its index is there
  std::string reason_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_TRACE_FILE_H_
