#include "tracer/foreign/contexts.h"

#include <algorithm>
#include <utility>

namespace greenlens::foreign {
namespace {

// A switch that is wrong may put sp a little beside where it was: that is no new context.
constexpr uint64_t kBeside = 64;

bool is_on(const Context& context, uint64_t sp) {
  return context.low != 0 && context.low <= sp && sp <= context.high;
}

}  // namespace

Context& Contexts::add_thread(facts::ThreadId thread, const StackPlace& stack, std::string name) {
  Context& made = all_.emplace_back();
  made.id = static_cast<facts::GreenletId>(all_.size());
  made.thread = thread;
  made.low = stack.low;
  made.high = stack.high;
  made.name = std::move(name);
  return made;
}

Context& Contexts::add(facts::ThreadId thread, const StackPlace& stack) {
  facts::StackId its = 0;
  for (Context& other : all_) {
    if (other.gone || other.stack == 0 || other.low != stack.low || other.high != stack.high) {
      continue;
    }
    other.gone = true;
    its = other.stack;
  }
  Context& made = all_.emplace_back();
  made.id = static_cast<facts::GreenletId>(all_.size());
  made.stack = its != 0 ? its : ++stacks_;
  made.thread = thread;
  made.low = stack.low;
  made.high = stack.high;
  made.name = free_name(!stack.where.empty() && stack.by != facts::StackFoundBy::mapping
                            ? stack.where
                            : "context " + std::to_string(made.id));
  return made;
}

// Where the low end of a stack is not known, or two share one mapping, it is the nearest one that
// was left below or at sp.
Context* Contexts::at(uint64_t sp) {
  Context* found = nullptr;
  const auto distance = [&](const Context& one) {
    return sp > one.lowest ? sp - one.lowest : one.lowest - sp;
  };
  for (Context& one : all_) {
    if (one.gone) continue;
    const bool may_be = is_on(one, sp) || (one.low == 0 && sp <= one.high && one.lowest <= sp);
    if (!may_be) continue;
    if (found == nullptr || distance(one) < distance(*found)) found = &one;
  }
  return found;
}

bool Contexts::begins_anew(const Context& there, uint64_t sp) {
  return there.stack != 0 && there.left() && sp > there.sp + kBeside;
}

uint64_t Contexts::count_on(facts::ThreadId thread) const {
  return static_cast<uint64_t>(std::count_if(all_.begin(), all_.end(), [&](const Context& one) {
    return one.thread == thread && one.stack != 0;
  }));
}

std::string Contexts::free_name(std::string_view wanted) const {
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(all_.begin(), all_.end(),
                       [&](const Context& one) { return one.name == name; });
  };
  std::string name(wanted);
  for (int n = 2; is_taken(name); ++n) name = std::string(wanted) + " " + std::to_string(n);
  return name;
}

}  // namespace greenlens::foreign
