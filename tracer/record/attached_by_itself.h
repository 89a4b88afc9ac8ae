// What an Attachment is to a program that nobody else records: that it records itself, or waits for
// somebody who comes, where the environment says so.
//
// A program that was built for another CPU than the machine's does neither (attached_by_nobody.cc):
// the libraries that a recorder needs are this machine's.
#ifndef GREENLENS_TRACER_RECORD_ATTACHED_BY_ITSELF_H_
#define GREENLENS_TRACER_RECORD_ATTACHED_BY_ITSELF_H_

#include <exception>
#include <memory>
#include <string>

#include "tracer/facts/values.h"
#include "tracer/record/attach.h"
#include "tracer/record/program_description.h"

namespace greenlens::record {

struct Attachment::Impl {
  virtual ~Impl() = default;
  // Of a forked child: its end is not that of the program, and what the engine was given stays, but
  // tells nothing.
  virtual bool is_childs() const = 0;
  virtual void finish() = 0;

 public:
  void end_with(const char* error) { error_ = error; }
  void exit_with(int status) { status_ = std::to_string(status); }

 protected:
  // How the program ends if this is its end.
  facts::End how() const {
    if (!status_.empty()) return facts::End::exited;
    return raised() || !error_.empty() ? facts::End::raised : facts::End::returned;
  }
  const char* what() const {
    if (!status_.empty()) return status_.c_str();
    if (!error_.empty()) return error_.c_str();
    return raised() ? "an exception left the program" : "";
  }

 private:
  bool raised() const { return std::uncaught_exceptions() > unwinding_before_; }
  const int unwinding_before_ = std::uncaught_exceptions();
  std::string error_;   // that ends the program, where it says so; else ""
  std::string status_;  // with which it ends itself; else ""
};

// Null when the environment asks for nothing. `base` is as Attachment has it.
std::unique_ptr<Attachment::Impl> attached_by_itself(const ProgramDescription& program,
                                                     const void* base);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_ATTACHED_BY_ITSELF_H_
