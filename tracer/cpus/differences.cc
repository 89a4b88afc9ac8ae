#include "tracer/cpus/differences.h"

#include <algorithm>

namespace greenlens::cpus {
namespace {

// Sentences of the catalogue's "atlas.differs." with how both have it.
class Comparison {
 public:
  Comparison(const words::Messages& messages, const Cpu& cpu, const Cpu& other)
      : messages_(messages), cpu_(cpu), other_(other) {}

  void say(const std::string& id, const std::string& here, const std::string& there) {
    sentences_.push_back(messages_.text("atlas.differs." + id,
                                        {{"here", here},
                                         {"there", there},
                                         {"other", other_.name},
                                         {"registers", std::to_string(registers(cpu_))},
                                         {"other_registers", std::to_string(registers(other_))}}));
  }
  // Where they differ.
  void compare(const std::string& id, const std::string& here, const std::string& there) {
    if (here != there) say(id, here, there);
  }
  void compare(const std::string& id, int here, int there) {
    compare(id, std::to_string(here), std::to_string(there));
  }
  // Of what not every CPU has, whose sentences are id, id.only and id.none: both have it, only this
  // one, only the other one.
  void compare_either(const std::string& id, const std::string& here, const std::string& there) {
    if (here == there) return;
    say(id + (there.empty() ? ".only" : here.empty() ? ".none" : ""), here, there);
  }
  void compare_kind(Kind kind) {
    const std::string here = names(cpu_, kind), there = names(other_, kind);
    compare_either(std::string("preserves.") + name_of(kind), here, there);
  }

  std::vector<std::string> take() { return std::move(sentences_); }

 private:
  // Beside the return address.
  static int registers(const Cpu& cpu) {
    return static_cast<int>(cpu.slots.size()) - count(cpu, Kind::return_address);
  }

  const words::Messages& messages_;
  const Cpu& cpu_;
  const Cpu& other_;
  std::vector<std::string> sentences_;
};

std::string if_any(int bytes) { return bytes == 0 ? "" : std::to_string(bytes); }
std::string yes(bool there) { return there ? "1" : ""; }

void compare_frames(const Cpu& cpu, const Cpu& other, Comparison* to) {
  to->compare(cpu.big_endian ? "byte_order.big" : "byte_order.little", yes(cpu.big_endian),
              yes(other.big_endian));
  to->compare("pointer_size", cpu.pointer_size, other.pointer_size);
  to->compare("stack_alignment", cpu.stack_alignment, other.stack_alignment);
  to->compare("frame_size", cpu.frame_size, other.frame_size);
  to->compare_kind(Kind::floating);
  to->compare_kind(Kind::vector);
  to->compare_kind(Kind::control);
}

void compare_calls(const Conventions& here, const Conventions& there, Comparison* to) {
  to->compare_either("link_register", here.link_register, there.link_register);
  to->compare_either("signs_return", here.signs_return, there.signs_return);
  to->compare_either("arguments", here.arguments, there.arguments);
  to->compare_either("own_address", here.own_address, there.own_address);
  // Where none is named one may be in use all the same.
  if (!here.data_register.empty()) {
    to->compare_either("data_register", here.data_register, there.data_register);
  }
}

void compare_stacks(const Conventions& here, const Conventions& there, Comparison* to) {
  to->compare_either("red_zone", if_any(here.red_zone), if_any(there.red_zone));
  to->compare_either("callers_area", here.callers_area, there.callers_area);
  to->compare_either("below_frame", if_any(here.below_frame), if_any(there.below_frame));
  to->compare_either("back_chain", yes(here.back_chain), yes(there.back_chain));
}

}  // namespace

std::string lengths(const Cpu& cpu) {
  if (cpu.code.empty()) return "";
  const auto [least, most] = std::minmax_element(
      cpu.code.begin(), cpu.code.end(),
      [](const Instruction& a, const Instruction& b) { return a.size < b.size; });
  std::string text = std::to_string(least->size);
  if (most->size != least->size) text += "–" + std::to_string(most->size);
  return text;
}

std::vector<std::string> differences(const words::Messages& messages, const Cpu& cpu,
                                     const Cpu& other) {
  Comparison comparison(messages, cpu, other);
  compare_calls(cpu.conventions, other.conventions, &comparison);
  compare_stacks(cpu.conventions, other.conventions, &comparison);
  compare_frames(cpu, other, &comparison);
  comparison.compare("lengths", lengths(cpu), lengths(other));
  comparison.compare_either("executes_behind_branches",
                            yes(cpu.conventions.executes_behind_branches),
                            yes(other.conventions.executes_behind_branches));
  return comparison.take();
}

}  // namespace greenlens::cpus
