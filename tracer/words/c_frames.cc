#include "tracer/words/c_frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/words/lists.h"

namespace greenlens::words {
namespace {

// Where a name would stand, why there is none, and where the code is.
std::string without_name(const Messages& messages, const facts::CFrame& frame) {
  if (frame.nameless == facts::Nameless::unknown) return messages.text("narrate.frames.no_symbol");
  return messages.text(std::string("narrate.frames.no_symbol.") + facts::enum_name(frame.nameless),
                       {{"module", facts::shown(frame.module)},
                        {"offset", fmt::format("{:#x}", frame.code_offset)}});
}

std::string call(const Messages& messages, const std::string& name, uint32_t line) {
  if (line == 0) return name;
  return messages.text("narrate.frames.call", {{"function", name}, {"line", std::to_string(line)}});
}

}  // namespace

std::string last_parts(const std::string& name, int parts) {
  // Colons in brackets, and brackets in the name of an operator, separate nothing.
  std::vector<size_t> begins{0};
  int depth = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    // Behind this, "<<" opens nothing and "()" closes nothing.
    if (depth == 0 && name.compare(i, 8, "operator") == 0 && begins.back() == i) break;
    if (std::strchr("<({", name[i]) != nullptr) ++depth;
    if (std::strchr(">)}", name[i]) != nullptr) --depth;
    if (depth == 0 && i > 0 && name[i] == ':' && name[i - 1] == ':') begins.push_back(i + 1);
  }
  const size_t skipped = begins.size() - std::min<size_t>(begins.size(), std::max(parts, 1));
  return name.substr(begins[skipped]);
}

std::string function_of(const Messages& messages, const facts::CFrame& frame) {
  return frame.function.empty() ? without_name(messages, frame) : facts::shown(frame.function);
}

std::string calls_in_frame(const Messages& messages, const facts::CFrame& frame) {
  std::string calls;
  for (const facts::SourceLine& inlined : frame.inlined) {
    const std::string name = inlined.function.empty() ? messages.text("narrate.frames.no_symbol")
                                                      : facts::shown(inlined.function);
    calls += call(messages, name, inlined.line) + between_clauses(messages) +
             messages.text("narrate.frames.inlined_into") + ' ';
  }
  return calls + call(messages, function_of(messages, frame), frame.line);
}

std::vector<FrameRun> frame_runs(const Messages& messages,
                                 const std::vector<facts::CFrame>& frames) {
  std::vector<FrameRun> runs;
  for (const facts::CFrame& frame : frames) {
    FrameRun run{1,          state::slice_size(frame.low, frame.high), frame.low,
                 frame.high, calls_in_frame(messages, frame),          frame.function,
                 frame.line};
    if (!runs.empty() && runs.back().bytes == run.bytes && runs.back().calls == run.calls) {
      ++runs.back().count;
      runs.back().high = run.high;
    } else {
      runs.push_back(std::move(run));
    }
  }
  return runs;
}

std::string run_text(const FrameRun& run) {
  return (run.count == 1 ? "" : fmt::format("{} × ", run.count)) + run.calls;
}

std::string short_run_text(const Messages& messages, const FrameRun& run, int parts) {
  const std::string name = run.function.empty() ? messages.text("narrate.frames.no_symbol")
                                                : facts::shown(last_parts(run.function, parts));
  return (run.count == 1 ? "" : fmt::format("{} × ", run.count)) + name +
         (run.line == 0 ? "" : fmt::format(":{}", run.line));
}

std::string list_of_frames(const Messages& messages, const std::vector<facts::CFrame>& frames,
                           facts::Address end) {
  std::string list;
  for (const FrameRun& run : frame_runs(messages, frames)) {
    list += fmt::format("{:>12} {:>9}  {}\n",
                        facts::format_address(static_cast<facts::Address>(
                            static_cast<uint64_t>(run.low) - static_cast<uint64_t>(end))),
                        run.bytes, run_text(run));
  }
  return list;
}

}  // namespace greenlens::words
