#include "tracer/words/interpreter_frames.h"

#include <fmt/format.h>

#include "tracer/facts/shown.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/waits.h"

namespace greenlens::words {
namespace {

using Chain = std::vector<const state::InterpreterFrameState*>;

constexpr size_t kFramesInSentence = 6;

std::string locals_text(const state::InterpreterFrameState& frame) {
  std::string text;
  if (frame.locals == nullptr) return text;
  for (const facts::LocalValue& local : *frame.locals) {
    text += fmt::format("      {} = {}\n", facts::shown(local.name), facts::shown(local.value));
  }
  return text;
}

}  // namespace

std::string chain_text(const Messages& messages, const Chain& chain) {
  std::string text;
  for (size_t i = 0; i < chain.size(); ++i) {
    if (i > 0) text += messages.text("list.chain", {{"first", ""}, {"more", ""}});
    if (i == kFramesInSentence && chain.size() > i + 1) {
      return text + messages.text("narrate.frames_seen.more",
                                  {{"count", std::to_string(chain.size() - i)}});
    }
    text += messages.text("narrate.frames_seen.in_chain",
                          {{"function", facts::shown(chain[i]->at.function)},
                           {"line", std::to_string(chain[i]->at.line)}});
  }
  return text;
}

Narration narrate(const Saying& s, const facts::FramesSeen& fact) {
  const state::GreenletState* g = find(s.after_, fact.greenlet);
  const Chain chain = g != nullptr ? frame_chain(s.after_, *g) : Chain();
  if (chain.empty()) return s.say("frames_seen.none", {{"name", s.name(fact.greenlet)}});
  return s.say(chain.size() == 1 ? "frames_seen.one" : "frames_seen",
               {{"name", s.name(fact.greenlet)},
                {"line", number(chain[0]->at.line)},
                {"function", facts::shown(chain[0]->at.function)},
                {"count", number(chain.size())},
                {"chain", chain_text(s.messages_, chain)}});
}

std::string frames_text(const Messages& messages, const state::State& state) {
  std::string text;
  for (const auto& [id, g] : state.greenlets) {
    const Chain chain = frame_chain(state, g);
    // Those of a program that tells of each call itself are its top_frame's chain.
    if (chain.empty() || !chain.back()->is_entry) continue;
    text += messages.text("narrate.interpreter_frames.of", {{"name", shown_name(state, id)}});
    if (g.wait != nullptr) {
      text += messages.text("narrate.interpreter_frames.waits",
                            {{"what", wait_text(messages, state, *g.wait)}});
    }
    text += '\n';
    for (const state::InterpreterFrameState* frame : chain) {
      text += fmt::format("    {}:{}  {}", facts::shown(frame->at.file), frame->at.line,
                          facts::shown(frame->at.function));
      if (!frame->call.empty()) text += ": " + facts::shown(frame->call);
      text += '\n';
      text += locals_text(*frame);
    }
  }
  return text.empty() ? "" : messages.text("narrate.interpreter_frames") + '\n' + text;
}

}  // namespace greenlens::words
