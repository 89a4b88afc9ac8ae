// Recording a running program: one line at the beginning of main.
//
//   int main() {
//     greenlens::record::Attachment watched("my program", __FILE__);
//     ...
//   }
//
// When the program was started by `greenlens run ./prog` or `greenlens record ./prog`, everything
// that the engine does from here to the Attachment's end, in all threads, is told to greenlens
// through memory that the program has inherited (tracer/ring/shared.h; its number stands in the
// environment variable GREENLENS_RING). When GREENLENS_TRACE names a file, the program records
// itself into that (tracer/record/start_trace.h). Otherwise this does nothing. A thread that had
// greenlets before is recorded from when it next uses the engine.
// (ProgramDescription::one_thread is for who wants to see this thread alone.)
//
// The constructor waits until the recorder knows the program. Where that is another process no
// thread and no descriptor stay, and what was told is not lost by any end of the process; a forked
// child is not recorded.
//
// C programs include tracer/record/attach_c.h. Both headers are light: they name no other type of
// the tracer, and no container.
#ifndef GREENLENS_TRACER_RECORD_ATTACH_H_
#define GREENLENS_TRACER_RECORD_ATTACH_H_

namespace greenlens::record {

struct ProgramDescription;  // tracer/record/program_description.h

class Attachment {
 public:
  // Both texts are copied. `base` is the address that pictures call +0: by default one in the
  // caller's frame, above everything that it calls.
  Attachment(const char* title, const char* source_file,
             const void* base = __builtin_frame_address(0));
  explicit Attachment(const ProgramDescription& program,
                      const void* base = __builtin_frame_address(0));
  Attachment(const Attachment&) = delete;
  Attachment& operator=(const Attachment&) = delete;
  ~Attachment();  // finish()
  // The program's end as far as the recording goes; what follows is not recorded. Idempotent.
  void finish();
  // The same of a program that an error ends, which it has told its people itself.
  void finish_with_error(const char* what);
  // The same of one that ends itself with that status, and runs nothing of what is there for its
  // end.
  void finish_with_exit(int status);
  bool recording() const { return impl_ != nullptr; }

  struct Impl;

 private:
  Impl* impl_ = nullptr;  // owned; null when nobody asked for a recording
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_ATTACH_H_
