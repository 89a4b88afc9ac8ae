#include "scenarios/detour/another_way.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <stdexcept>
#include <utility>

#include "engine/cpp/line_function.h"
#include "engine/cpp/repr.h"

namespace greenlens::scenarios::detour {
namespace {

// "5" is an int, as it would be in the source.
engine::Value value_of(const std::string& text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  return is_number ? engine::Value(number) : engine::Value(text);
}

std::exception_ptr error_of(const std::string& text) {
  if (text.empty()) return std::make_exception_ptr(engine::GreenletExit());
  return std::make_exception_ptr(std::runtime_error(text));
}

// One after the other: with the last one the greenlet is ended, which may run anything.
void drop_handles(const std::vector<Handle>& handles, const engine::Core* greenlet) {
  if (ModuleInForce::now() == nullptr) return;
  for (const Handle& handle : handles) {
    engine::Greenlet& kept = *handle.in(ModuleInForce::now());
    if (kept.core() == greenlet) kept = {};
  }
}

}  // namespace

AnotherWay::AnotherWay(std::vector<Detour> detours, std::vector<Handle> handles, Heard heard)
    : detours_(std::move(detours)), handles_(std::move(handles)), heard_(std::move(heard)) {
  for (const Detour& one : detours_) last_ = std::max(last_, one.line);
  engine::set_line_function([this] { reached_line(); });
}

AnotherWay::~AnotherWay() { engine::set_line_function({}); }

void AnotherWay::reached_line() {
  const uint64_t line = ++lines_;  // others come while a deed is done
  for (const Detour& one : detours_) {
    if (one.line == line) go(one);
  }
  if (line == last_ + kMostLinesBehind) heard_.endless();
}

// No handle of this function is in the way of the one that is dropped: it is gone before.
void AnotherWay::go(const Detour& detour) {
  engine::Greenlet target = engine::newest_called(detour.greenlet);
  if (target.core() == nullptr) return;
  const engine::Core& who = *engine::current().core();
  switch (detour.deed) {
    case Detour::Deed::switch_to: {
      engine::Arguments arguments;
      if (!detour.value.empty()) arguments.positional.push_back(value_of(detour.value));
      heard_.deed(detour.deed, who, *target.core(), engine::single_result(arguments).repr());
      engine::switch_from_line(std::move(target), std::move(arguments));
      return;
    }
    case Detour::Deed::throw_in: {
      std::exception_ptr error = error_of(detour.value);
      heard_.deed(detour.deed, who, *target.core(), engine::describe(error));
      engine::throw_from_line(std::move(target), std::move(error));
      return;
    }
    case Detour::Deed::drop: {
      const engine::Core* dropped = target.core();
      heard_.deed(detour.deed, who, *dropped, "");
      target = {};
      drop_handles(handles_, dropped);
      return;
    }
  }
}

}  // namespace greenlens::scenarios::detour
