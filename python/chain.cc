#include "python/chain.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "engine/core/interpreter_frame.h"
#include "python/code_places.h"
#include "python/describe.h"
#include "python/interpreter.h"
#include "python/kept_texts.h"
#include "python/object.h"
#include "python/thread.h"
#include "tracer/record/observer.h"
#include "tracer/ring/record.h"

namespace greenlens::python {
namespace {

bool with_locals = false;

struct Known {
  FrameHere here;
  uint64_t id = 0;
};

struct Chain final : core::HostState {
  std::vector<Known> frames;   // the outermost first
  core::InterpreterFrame top;  // stands for the innermost one, for the engine to swap
};

Chain* chain_of(PythonState& state) { return static_cast<Chain*>(state.seen.get()); }

Chain& make_chain(PythonState& state) {
  if (state.seen == nullptr) state.seen = std::make_unique<Chain>();
  return *chain_of(state);
}

bool same_call(const FrameHere& a, const FrameHere& b) {
  return a.frame == b.frame && a.code == b.code;
}

// As many of the outermost ones stand where they stood.
size_t count_unchanged(const std::vector<Known>& known, const std::vector<FrameHere>& now) {
  size_t count = 0;
  while (count < known.size() && count < now.size() && same_call(known[count].here, now[count]) &&
         known[count].here.instruction == now[count].instruction) {
    ++count;
  }
  return count;
}

bool are_same_calls(const std::vector<Known>& known, const std::vector<FrameHere>& now) {
  return known.size() == now.size() &&
         std::equal(now.begin(), now.end(), known.begin(),
                    [](const FrameHere& a, const Known& b) { return same_call(a, b.here); });
}

ring::SeenCall as_call(const FrameHere& here, uint64_t id) {
  const core::Where at = where(here.code, here.instruction);
  ring::SeenCall call{};
  call.id = id;
  call.at.file = reinterpret_cast<uint64_t>(at.file);
  call.at.function = reinterpret_cast<uint64_t>(at.function);
  call.at.line = at.line;
  call.call = reinterpret_cast<uint64_t>(call_text(here.code, here.instruction));
  call.is_entry = here.is_entry;
  call.is_library = place_of(here.code).is_library;
  return call;
}

void put_call(const ring::SeenCall& call, std::string_view locals, std::string* told) {
  const ring::Text text{locals};
  const size_t begin = told->size();
  told->resize(begin + sizeof call + text.bytes());
  std::memcpy(told->data() + begin, &call, sizeof call);
  text.put(told->data() + begin + sizeof call);
}

// While values are asked for words, which may run anything, nobody else looks.
bool asks_for_words = false;

// Everything that is read of frames is read before any value is asked.
std::string with_their_locals(const std::vector<ring::SeenCall>& calls,
                              const std::vector<FrameHere>& frames) {
  std::vector<std::vector<Local>> locals(calls.size());
  if (with_locals) {
    for (size_t i = 0; i < frames.size(); ++i) look_at_locals(frames[i], &locals[i]);
  }
  asks_for_words = true;
  std::string told;
  for (size_t i = 0; i < calls.size(); ++i) {
    put_call(calls[i], with_locals ? describe(locals[i]) : "", &told);
  }
  asks_for_words = false;
  return told;
}

// Where the engine swaps it. The depth is the interpreter's for as long as that is looked at.
void hang(core::Core& greenlet, Chain& chain, core::ThreadState& owner) {
  core::InterpreterFrame* top = chain.frames.empty() ? nullptr : &chain.top;
  if (owner.current != &greenlet) return void(core::CoreAccess::top_frame(greenlet) = top);
  owner.top_frame = top;
  owner.recursion_depth = top != nullptr ? recursion_depth(*thread_of(greenlet)->state)
                                         : core::CoreAccess::recursion_depth(greenlet);
}

void tell_frames(core::Core& greenlet, Chain& chain, const std::vector<FrameHere>& now) {
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr || asks_for_words) return;
  core::ThreadState& owner = *core::CoreAccess::thread(greenlet);
  const size_t same = count_unchanged(chain.frames, now);
  if (same == chain.frames.size() && same == now.size()) return;
  const bool same_calls = are_same_calls(chain.frames, now);
  std::vector<ring::SeenCall> calls;
  std::vector<Known> known(chain.frames.begin(), chain.frames.begin() + static_cast<long>(same));
  for (size_t i = same; i < now.size(); ++i) {
    // The call itself may go on, at another line.
    const bool goes_on =
        i == same && i < chain.frames.size() && same_call(chain.frames[i].here, now[i]);
    const uint64_t id = goes_on ? chain.frames[i].id : owner.next_frame_id++;
    calls.push_back(as_call(now[i], id));
    known.push_back({now[i], id});
  }
  const std::string told =
      with_their_locals(calls, {now.begin() + static_cast<long>(same), now.end()});
  const uint64_t kept = same == 0 ? 0 : chain.frames[same - 1].id;
  chain.frames = std::move(known);
  chain.top.id = chain.frames.empty() ? 0 : chain.frames.back().id;
  hang(greenlet, chain, owner);
  tell_texts(*observer);
  observer->frames_seen(greenlet, kept, told, same_calls);
}

}  // namespace

void tell_locals(bool wanted) { with_locals = wanted; }

namespace {
// Null for one that has none, as without its thread.
const _PyInterpreterFrame* innermost_of(const core::Core& greenlet) {
  const PythonThread* thread = thread_of(greenlet);
  if (thread == nullptr) return nullptr;
  const bool runs = core::CoreAccess::thread(greenlet)->current == &greenlet;
  return runs ? innermost_frame(*thread->state) : state_of(greenlet).interpreter.top_frame;
}
}  // namespace

FrameHere outermost_frame(const core::Core& greenlet) {
  std::vector<FrameHere> all;
  look_at_frames(innermost_of(greenlet), &all);
  for (const FrameHere& one : all) {
    if (!place_of(one.code).is_library) return one;
  }
  return all.empty() ? FrameHere() : all.front();
}

void see_frames(core::Core& greenlet) {
  if (thread_of(greenlet) == nullptr) return;
  std::vector<FrameHere> now;
  look_at_frames(innermost_of(greenlet), &now);
  tell_frames(greenlet, make_chain(state_of(greenlet)), now);
}

FrameHere own_frame(const _PyInterpreterFrame* innermost) {
  FrameHere first;
  for (FrameHere one; next_frame(&innermost, &one);) {
    if (first.code == nullptr) first = one;
    if (!place_of(one.code).is_library) return one;
  }
  return first;
}

bool own_line(const _PyInterpreterFrame* innermost, core::Where* line) {
  FrameHere first;
  for (FrameHere one; next_frame(&innermost, &one);) {
    CodePlace& place = place_of(one.code);
    if (!place.is_library) return *line = where(place, one.code, one.instruction), true;
    if (first.code == nullptr) first = one;
  }
  if (first.code == nullptr) return false;
  *line = where(first.code, first.instruction);
  return true;
}

void see_own_calls() {
  core::Core& current = *core::this_thread->current;
  std::vector<FrameHere> now;
  look_at_frames(innermost_of(current), &now);
  Chain& chain = make_chain(state_of(current));
  if (!are_same_calls(chain.frames, now)) return tell_frames(current, chain, now);
  for (size_t i = 0; i < now.size(); ++i) chain.frames[i].here = now[i];
}

std::string locals_of(const FrameHere& frame) {
  if (!with_locals || asks_for_words) return "";
  std::vector<Local> locals;
  look_at_locals(frame, &locals);
  asks_for_words = true;
  std::string told = describe(locals);
  asks_for_words = false;
  return told;
}

void see_own_frames() { see_frames(*core::this_thread->current); }

void forget_chain(core::Core& greenlet) {
  Chain* chain = chain_of(state_of(greenlet));
  if (chain == nullptr) return;
  chain->frames.clear();
  hang(greenlet, *chain, *core::CoreAccess::thread(greenlet));
}

void forget_frames(core::Core& greenlet) {
  Chain* chain = chain_of(state_of(greenlet));
  if (chain != nullptr && !chain->frames.empty()) tell_frames(greenlet, *chain, {});
}

}  // namespace greenlens::python
