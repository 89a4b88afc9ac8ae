// The rules that walks found, for the next one: to find them anew takes five times as long.
//
// Nothing tells when a library is unloaded and another one lies in its place. So each time it is
// looked whether what the rules were made of is still there, byte for byte.
#ifndef GREENLENS_TRACER_CALLERS_KNOWN_RULES_H_
#define GREENLENS_TRACER_CALLERS_KNOWN_RULES_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "tracer/callers/rules.h"

namespace greenlens::callers {

// About a hundred kilobytes, allocated once. One walk uses it at a time.
class KnownRules {
 public:
  KnownRules();
  ~KnownRules();

  // False while somebody else has it: a walk that a signal interrupted, whose handler walks, too.
  bool take();
  void give_back();

  bool find(uint64_t code, Rules* rules) const;
  void add(uint64_t code, const FunctionEntry& entry, const Rules& rules);

 private:
  struct Known;
  Known& place_of(uint64_t code) const;

  const std::unique_ptr<Known[]> known_;
  std::atomic<uint32_t> taken_{0};  // 1: it is (some CPUs have no atomic bytes)
};

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_KNOWN_RULES_H_
