// Where a recording is written.
//
// A file is written beside the one that was named, as FILE.part, and takes its place as soon as
// there is something in it: until then nothing is touched, and from then on FILE is what was
// recorded so far, whoever dies. What is no file (a pipe, a device, standard output) is written
// directly. Locks are of the system's advisory kind, and end with the process.
#ifndef GREENLENS_TRACER_STORE_RECORDING_FILE_H_
#define GREENLENS_TRACER_STORE_RECORDING_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace greenlens::store {

class RecordingFile {
 public:
  RecordingFile() = default;
  ~RecordingFile();  // finish()
  RecordingFile(const RecordingFile&) = delete;
  RecordingFile& operator=(const RecordingFile&) = delete;

  enum class Opened {
    fine,
    unwritable,  // reason() says why
    in_use,      // another one is recording into it
    terminal,    // nobody can read a trace there
  };
  // "-" is standard output, and so is every other name of it.
  Opened open(const std::string& path);
  // All of it, or false and nothing of it, as far as it is a file. To be called no more then.
  bool write(std::string_view bytes);
  // There is something in it: takes the named file's place, with its permissions. Once; later calls
  // do nothing. False when it could not, and stays beside.
  bool keep();
  // Becomes these bytes and behind them what it has from byte `from` on, as another file in its
  // place: whoever has it open goes on with the old one. Or false, and nothing has changed. For
  // what has been kept and is a file.
  bool replace_front(std::string_view head, uint64_t from);
  // Whether its descriptor is still the one that it opened. If not, because another thread has
  // closed it, that number is somebody else's: it is left alone from now on.
  bool is_still_open();
  // Nothing follows; what never took its place is removed. False when the system tells only now
  // that it could not be written.
  bool finish();

  // No pipe and no device. Where it is, once it has been kept.
  bool is_file() const { return !path_.empty(); }
  const std::string& path() const { return path_; }
  bool is_standard_output() const { return standard_output_; }
  uint64_t bytes() const { return bytes_; }
  const std::string& reason() const { return reason_; }  // the system's, of what failed last

 private:
  bool fail();
  Opened open_beside();
  bool lock();

  void take(int file);

  int file_ = -1;
  uint64_t device_ = 0, inode_ = 0;  // of what it opened
  std::string path_;
  std::string beside_;  // empty: written directly, or it has taken its place
  bool standard_output_ = false;
  uint64_t bytes_ = 0;
  std::string reason_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_RECORDING_FILE_H_
