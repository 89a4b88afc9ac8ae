// Calls as other tools have them: a stack of frames, from the outermost one inwards.
#ifndef GREENLENS_TRACER_EXPORT_CALL_STACK_H_
#define GREENLENS_TRACER_EXPORT_CALL_STACK_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "tracer/export/stays.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

// A call, by texts as they may be shown. `line` 0: not known.
struct Call {
  std::string function;
  std::string file;
  uint32_t line = 0;
  bool operator<(const Call& other) const {
    return std::tie(function, file, line) < std::tie(other.function, other.file, other.line);
  }
};
using CallStack = std::vector<Call>;

// Of a list of frames, innermost first, those from the one at `innermost` on; calls that were
// inlined have frames of their own.
CallStack calls_of(const words::Messages& messages, const std::vector<facts::CFrame>& frames,
                   size_t innermost = 0);
// Where a stay's greenlet was when it went: the calls, or the program's line, or just its name.
CallStack calls_of(const words::Messages& messages, const Stay& stay, const state::State& state);

// Bytes that were copied, and in which call they lie: its own frame's.
struct CopiedPart {
  CallStack calls;
  uint64_t bytes = 0;
};
// All that was copied at once, the innermost frame's first. Where no frames are known, the call is
// the program's line that was reached last; what lies in no frame is in no call.
std::vector<CopiedPart> parts_of(const words::Messages& messages, const Copied& copied);

// Numbers for things that come again and again, up to so many; of others it is 0.
template <typename Thing>
class Numbered {
 public:
  static constexpr size_t kMost = size_t{1} << 16;
  // From 1 on.
  uint32_t of(const Thing& thing) {
    const auto found = numbers_.find(thing);
    if (found != numbers_.end()) return found->second;
    if (things_.size() >= kMost) return 0;
    const auto number = static_cast<uint32_t>(things_.size() + 1);
    things_.push_back(&numbers_.emplace(thing, number).first->first);
    return number;
  }
  size_t size() const { return things_.size(); }
  const Thing& operator[](uint32_t number) const { return *things_[number - 1]; }

 private:
  std::map<Thing, uint32_t> numbers_;
  std::vector<const Thing*> things_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_CALL_STACK_H_
