// Recording a running program: one line at the beginning of main.
//
//   int main() {
//     greenlens::record::Attachment watched("my program", __FILE__);
//     ...
//   }
//
// When the program was started by `greenlens run ./prog` or `greenlens record ./prog`, everything
// that the engine does in this thread from here to the Attachment's end is sent to greenlens over
// the socket that it inherited (its descriptor's number stands in the environment variable
// GREENLENS_CHANNEL). Otherwise this does nothing.
#ifndef GREENLENS_TRACER_RECORD_ATTACH_H_
#define GREENLENS_TRACER_RECORD_ATTACH_H_

#include <memory>
#include <string>

#include "tracer/record/recorder.h"

namespace greenlens::record {

class Attachment {
 public:
  // `base` is the address that pictures call +0: by default one in the caller's frame, above
  // everything that it calls.
  Attachment(std::string title, std::string source_file,
             const void* base = __builtin_frame_address(0));
  explicit Attachment(const ProgramDescription& program,
                      const void* base = __builtin_frame_address(0));
  ~Attachment();  // tells that the program ended and waits until all of it is written
  // The program's end as far as the recording goes; what follows is not recorded. Idempotent.
  void finish();
  bool recording() const { return impl_ != nullptr; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_ATTACH_H_
