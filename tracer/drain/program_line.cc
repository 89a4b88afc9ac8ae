#include "tracer/drain/program_line.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "tracer/drain/names.h"
#include "tracer/ring/word.h"

namespace greenlens::drain {
namespace {

constexpr std::string_view kCallOperator = "operator()";

// Inlined ones too, innermost first.
std::vector<Call> all_calls(std::string_view callers, Symbols* symbols, uint64_t origin) {
  std::vector<Call> calls;
  for (; callers.size() >= sizeof(uint64_t); callers.remove_prefix(sizeof(uint64_t))) {
    uint64_t address = 0;
    std::memcpy(&address, callers.data(), sizeof address);
    const auto& there = symbols->of_return_address(ring::in_order(address) + origin).calls;
    calls.insert(calls.end(), there.begin(), there.end());
  }
  return calls;
}

bool is_code_of_a_lambda(const Call& call) {
  return call.function.find(", lambda ") != call.function.npos ||
         call.function.rfind("lambda at ", 0) == 0;
}

bool is_of_a_library(const Call& call) {
  // Compiled libraries have no lines: their names tell.
  if (call.path.empty()) return call.function.rfind("std::", 0) == 0;
  return is_library_header(call.path);
}

}  // namespace

facts::SourceLine program_line(const Noted& noted, std::string_view callers,
                               std::string_view source_root, Symbols* symbols, uint64_t origin) {
  const std::vector<Call> calls = all_calls(callers, symbols, origin);
  const bool in_library = is_library_header(noted.file);
  // Below the engine's own calls stands the one that was noted, and below that who made it.
  auto call = std::find_if(calls.begin(), calls.end(), [&](const Call& one) {
    if (in_library) return same_file(one.path, noted.file);
    const bool is_noted = is_code_of_a_lambda(one) || one.function.ends_with(kCallOperator);
    return is_noted && (one.path.empty() || same_file(one.path, noted.file));
  });
  if (in_library) {
    call = std::find_if_not(call, calls.end(), is_of_a_library);
    if (call == calls.end()) return {};
    return {call->shown, short_name(call->function), call->line};
  }
  const std::string function = short_name(call == calls.end() ? noted.function : call->function);
  return {shown_file(noted.file, source_root), function, static_cast<uint32_t>(noted.line)};
}

}  // namespace greenlens::drain
