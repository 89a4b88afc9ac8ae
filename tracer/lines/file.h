// The file that a process runs, opened for what it says of its lines.
#ifndef GREENLENS_TRACER_LINES_FILE_H_
#define GREENLENS_TRACER_LINES_FILE_H_

#include <elfutils/libdwfl.h>
#include <sys/types.h>

namespace greenlens::lines {

class File {
 public:
  // Of a process that lives now. What it runs may go on to be another program.
  explicit File(pid_t pid);
  ~File();
  File(const File&) = delete;
  // Null when it cannot be read.
  Dwfl_Module* module() const { return module_; }

 private:
  Dwfl_Callbacks callbacks_{};
  Dwfl* dwfl_ = nullptr;
  Dwfl_Module* module_ = nullptr;
};

}  // namespace greenlens::lines

#endif  // GREENLENS_TRACER_LINES_FILE_H_
