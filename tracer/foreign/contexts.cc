#include "tracer/foreign/contexts.h"

#include <algorithm>
#include <utility>

namespace greenlens::foreign {
namespace {

// A switch that is wrong may put sp a little beside where it was: that is no new context.
constexpr uint64_t kBeside = 64;

// As far from where he was left somebody may be met who is in the middle of a switch.
constexpr uint64_t kNear = 1024;

// Its lowest address is more likely to be the end of the one below it, on which nothing is yet.
bool is_on(const Context& context, uint64_t sp) {
  return context.low != 0 && context.low < sp && sp <= context.high;
}

uint64_t distance(const Context& context, uint64_t sp) {
  return sp > context.lowest ? sp - context.lowest : context.lowest - sp;
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
    if (other.gone || !other.exact || other.stack == 0 || other.low != stack.low ||
        other.high != stack.high) {
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
  made.by = stack.by;
  made.where = stack.where;
  made.exact = stack.low != 0 && stack.by != facts::StackFoundBy::mapping;
  made.name = free_name(!stack.where.empty() && stack.by != facts::StackFoundBy::mapping
                            ? stack.where
                            : "context " + std::to_string(made.id));
  return made;
}

Context& Contexts::add_on(facts::StackId stack, const Context& gone) {
  Context& made = all_.emplace_back(gone);
  made.id = static_cast<facts::GreenletId>(all_.size());
  made.stack = stack;
  made.gone = false;
  made.runs.clear();
  made.named = false;
  made.return_address = made.sp = 0;
  made.preserved.clear();
  made.put_at.clear();
  made.name = free_name("context " + std::to_string(made.id));
  return made;
}

Context* Contexts::at(uint64_t sp) {
  Context *near = nullptr, *around = nullptr;
  for (Context& one : all_) {
    if (one.gone || (one.low != 0 && !is_on(one, sp))) continue;
    if (one.exact && one.low != 0) around = &one;
    if (one.lowest == 0 || distance(one, sp) > kNear) continue;
    if (near == nullptr || distance(one, sp) < distance(*near, sp)) near = &one;
  }
  return near != nullptr ? near : around;
}

Context* Contexts::put_away(const std::vector<uint64_t>& read, uint64_t sp) {
  // The last one that was: memory is used again.
  for (auto one = all_.rbegin(); one != all_.rend(); ++one) {
    if (!one->left() || sp + kBeside < one->lowest || sp > one->sp + kBeside) continue;
    const bool is_its = std::any_of(read.begin(), read.end(), [&](uint64_t at) {
      return std::find(one->put_at.begin(), one->put_at.end(), at) != one->put_at.end();
    });
    if (is_its) return &*one;
  }
  return nullptr;
}

void Contexts::come_back(Context* one) {
  for (Context& other : all_) {
    if (&other != one && other.stack == one->stack && other.stack != 0) other.gone = true;
  }
  one->gone = false;
}

bool Contexts::begins_anew(const Context& there, uint64_t sp) {
  return there.stack != 0 && there.exact && there.left() && sp > there.sp + kBeside;
}

uint64_t Contexts::count_on(facts::ThreadId thread) const {
  return static_cast<uint64_t>(std::count_if(all_.begin(), all_.end(), [&](const Context& one) {
    return one.thread == thread && one.stack != 0;
  }));
}

bool Contexts::is_shared(const StackPlace& stack) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Context& one) {
    return !one.gone && one.low != 0 && stack.low < one.high && one.low < stack.high &&
           (!one.exact || stack.by == facts::StackFoundBy::mapping);
  });
}

std::string Contexts::free_name(std::string_view wanted) const {
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(all_.begin(), all_.end(),
                       [&](const Context& one) { return one.name == name; });
  };
  std::string name(wanted);
  if (!is_taken(name)) return name;
  int& n = numbers_[name];
  for (n = std::max(n, 2); is_taken(name); ++n)
    name = std::string(wanted) + " " + std::to_string(n);
  --n;
  return name;
}

}  // namespace greenlens::foreign
