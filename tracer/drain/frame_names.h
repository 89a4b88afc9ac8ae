// Names for the C frames of a recording, later than it was made: from the program that has them, or
// from a file with its debug information alone.
#ifndef GREENLENS_TRACER_DRAIN_FRAME_NAMES_H_
#define GREENLENS_TRACER_DRAIN_FRAME_NAMES_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tracer/drain/symbols.h"
#include "tracer/facts/fault.h"
#include "tracer/facts/values.h"
#include "tracer/store/trace_info.h"

namespace greenlens::drain {

class FrameNames {
 public:
  explicit FrameNames(std::vector<store::ModuleInfo> modules) : modules_(std::move(modules)) {}
  // The file that has the names of one of these modules: the one with the same build id; where
  // either has none, the one of the same name, with or without ".debug". A fault when there is
  // none, when it is another build, or when it cannot be read or has no names.
  facts::Fault add(const std::string& path);
  // Of what is in a file that was added; others stay as they are.
  void name(facts::CFrame* frame);
  uint64_t frames() const { return frames_; }  // that were shown
  uint64_t named() const { return named_; }    // that have got a name

 private:
  std::vector<store::ModuleInfo> modules_;
  std::map<std::string, std::unique_ptr<Symbols>> files_;  // by the module's name
  uint64_t frames_ = 0, named_ = 0;
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_FRAME_NAMES_H_
