// Which sentence a fact gets, and the numbers in it; the sentences themselves are in the catalogue
// (assets/messages), where a translator finds them whole. One fact may need several: a first start
// and a resumption are the same fact to the engine, and two different things to explain.
//
// Texts are made as short as they may be shown before anything else: a hostile one has megabytes,
// and is copied for each place.
//
// Who a fact is about is looked up in the state after it, unless the fact took away what is to be
// told: the old name, the bytes of a copy that was freed, the frame that was left.
#include "tracer/words/narration.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/interpreter_frames.h"
#include "tracer/words/lists.h"
#include "tracer/words/machine_narration.h"
#include "tracer/words/saying.h"
#include "tracer/words/stack_address.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/waits.h"
#include "tracer/words/what_is_left.h"
#include "tracer/words/when.h"

namespace greenlens::words {
namespace {

// The system cuts some pages off a main thread's.
uint64_t rounded_up(uint64_t bytes) {
  constexpr uint64_t kUnit = 64 * 1024;
  return (bytes + kUnit - 1) / kUnit * kUnit;
}

// 8 MB
std::string size_of_stack(const Messages& messages, uint64_t bytes) {
  constexpr uint64_t kKilobyte = 1024, kMegabyte = 1024 * kKilobyte;
  return bytes < kMegabyte
             ? messages.text("narrate.crash.kilobytes", {{"count", number(bytes / kKilobyte)}})
             : messages.text("narrate.crash.megabytes", {{"count", number(bytes / kMegabyte)}});
}

// Chooses the message for a fact and fills in its places. The headline is narrate.<id>, the reason
// narrate.<id>.why.
class Narrator : Saying {
 public:
  using Saying::Saying;

  // --- greenlets
  Narration operator()(const facts::GreenletCreated& fact) const {
    return say(fact.parent == 0 ? "greenlet_created.main" : "greenlet_created",
               {{"name", name(fact.greenlet)}, {"parent", name(fact.parent)}});
  }
  Narration operator()(const facts::GreenletRenamed& fact) const {
    return say("greenlet_renamed",
               {{"name", name(fact.greenlet)}, {"old", shown_name(before_, fact.greenlet)}});
  }
  Narration operator()(const facts::ParentChanged& fact) const {
    return say("parent_changed", {{"name", name(fact.greenlet)},
                                  {"parent", name(fact.new_parent)},
                                  {"old", name(fact.old_parent)}});
  }
  Narration operator()(const facts::ParentRefused& fact) const {
    return say("parent_refused", {{"name", name(fact.greenlet)},
                                  {"wanted", name(fact.wanted)},
                                  {"message", facts::shown(fact.message)}});
  }
  Narration operator()(const facts::BodyEntered& fact) const {
    return say("body_entered", {{"name", name(fact.greenlet)}, {"stop", stop(fact.greenlet)}});
  }
  Narration operator()(const facts::GreenletFinished& fact) const {
    const state::GreenletState* g = find(after_, fact.greenlet);
    return say(std::string("finished.") + facts::enum_name(fact.how),
               {{"name", name(fact.greenlet)},
                {"what", facts::shown(fact.what)},
                {"parent", name(g ? g->parent : 0)}});
  }
  // A copy that is still there goes with it, and is told of: those bytes will never come back.
  Narration operator()(const facts::GreenletFreed& fact) const {
    const state::GreenletState* g = find(before_, fact.greenlet);
    const uint64_t bytes = g ? g->stack_saved : 0;
    return say(bytes ? "greenlet_freed.copy" : "greenlet_freed",
               {{"name", name(fact.greenlet)}, {"bytes", number(bytes)}});
  }

  // --- the program
  Narration operator()(const facts::LineReached& fact) const {
    return say(fact.at.line ? "line_reached" : "line_reached.unknown",
               {{"name", name(fact.greenlet)},
                {"line", number(fact.at.line)},
                {"function", facts::shown(fact.at.function)},
                {"file", facts::shown(fact.at.file)}});
  }
  Narration operator()(const facts::Printed& fact) const {
    return say("printed", {{"name", name(fact.greenlet)}, {"text", facts::shown(fact.text)}},
               kLongerText);
  }
  Narration operator()(const facts::FramePushed& fact) const {
    const std::string back = frame_function(is_, fact.back);
    return say(back.empty() ? "frame_pushed.first" : "frame_pushed",
               {{"name", name(fact.greenlet)},
                {"function", facts::shown(fact.at.function)},
                {"back", back}});
  }
  Narration operator()(const facts::FramePopped& fact) const {
    const auto frame = was_.frames.find(fact.frame);
    const std::string back =
        frame == was_.frames.end() ? "" : frame_function(was_, frame->second.back);
    return say(back.empty() ? "frame_popped.last" : "frame_popped",
               {{"name", name(fact.greenlet)},
                {"function", frame_function(was_, fact.frame)},
                {"back", back}});
  }
  Narration operator()(const facts::FramesSeen& fact) const { return narrate(*this, fact); }
  Narration operator()(const facts::WaitSeen& fact) const {
    return say("wait_seen",
               {{"name", name(fact.greenlet)}, {"what", wait_text(messages_, after_, fact)}});
  }
  Narration operator()(const facts::WakeSeen& fact) const {
    const std::string call = call_text(fact.call, fact.at);
    std::string id = fact.is_past ? "wake_seen.past" : "wake_seen";
    if (fact.by == fact.greenlet) {
      id += ".itself";
    } else if (fact.by == 0) {
      id += ".other_thread";
    }
    if (!call.empty()) id += ".at";
    return say(id, {{"name", name(fact.greenlet)},
                    {"by", name(fact.by)},
                    {"call", call},
                    {"time", duration_text(fact.ready_ns)}});
  }
  Narration operator()(const facts::RunSampled& fact) const {
    return say("run_sampled", {{"name", name(fact.greenlet)},
                               {"call", call_text(fact.call, fact.at)},
                               {"function", facts::shown(fact.at.function)}});
  }
  Narration operator()(const facts::ProgramFinished& fact) const {
    std::string id = std::string("program_finished.") + facts::enum_name(fact.how);
    const bool died = fact.how != facts::End::returned;
    const facts::GreenletId ran = who_ran(fact);
    if (ran != 0) id += ".in";
    // What it leaves behind is told of every end: a copy that is never used again is the last
    // surprise. One that goes on leaves nothing yet.
    Narration told = say(id, {{"name", name(ran)}, {"what", facts::shown(fact.what)}});
    const bool goes_on = fact.how == facts::End::detached;
    if (goes_on) return with_detail(std::move(told), text(id + ".why", {}));
    Told detail = died ? how_it_died(fact) : Told();
    detail += what_is_left();
    return with_detail(std::move(told), std::move(detail));
  }

  // --- one switch
  Narration operator()(const facts::SwitchRequested& fact) const {
    const state::GreenletState* origin = find(before_, fact.origin);
    const bool dying = origin && origin->finished;
    const bool throws = fact.kind == facts::Payload::error;
    // The most telling reason wins: a death explains the switch, a handle that is gone the throw.
    const char* id = "switch_requested";
    if (dying) id = throws ? "switch_requested.dying_throw" : "switch_requested.dying";
    if (!dying && throws) id = "switch_requested.throw";
    if (fact.last_handle_gone) id = "switch_requested.killed";
    return say(id, {{"origin", name(fact.origin)},
                    {"requested", name(fact.requested)},
                    {"what", carried(fact.kind, fact.what)}});
  }
  Narration operator()(const facts::TargetPassedOver& fact) const {
    return say("target_passed_over", {{"dead", name(fact.dead)}, {"next", name(fact.next)}});
  }
  Narration operator()(const facts::TargetFound& fact) const {
    // What will have to come back from the heap is foretold here, where it can still be wondered
    // at.
    const state::GreenletState* target = find(after_, fact.target);
    const char* id = "target_found";
    if (fact.first_start) id = "target_found.first_start";
    if (fact.origin == fact.target) id = "target_found.self";
    return say(id, {{"origin", name(fact.origin)},
                    {"target", name(fact.target)},
                    {"in_heap", number(target ? target->stack_saved : 0)},
                    {"in_place", number(target ? bytes_on_stack(after_, *target) : 0)}});
  }
  Narration operator()(const facts::StartPrepared& fact) const {
    return say("start_prepared", {{"target", name(fact.target)},
                                  {"stop", facts::format_address(fact.stack_stop)},
                                  {"prev", name(fact.stack_prev)}});
  }
  Narration operator()(const facts::RegistersSaved& fact) const {
    const state::GreenletState* origin = find(after_, fact.origin);
    const bool recorded =
        !fact.registers.empty() || thread_in(after_, teller_).detail == facts::Detail::full;
    return say(origin && origin->finished ? "registers_saved.dying"
               : recorded                 ? "registers_saved"
                                          : "registers_saved.unrecorded",
               {{"origin", name(fact.origin)},
                {"sp", facts::format_address(fact.sp)},
                {"registers", number(fact.registers.size())},
                {"frames", number(fact.frames.size())}});
  }
  Narration operator()(const facts::StackStartSet& fact) const {
    const state::GreenletState* origin = find(after_, fact.origin);
    // Main's stack_stop is no address: its slice is told of up to the base.
    const bool main = origin && origin->is_main;
    const uint64_t bytes = origin ? state::slice_size(fact.stack_start, slice_end(*origin)) : 0;
    return say(main ? "stack_start_set.main" : "stack_start_set",
               {{"origin", name(fact.origin)},
                {"start", facts::format_address(fact.stack_start)},
                {"stop", stop(fact.origin)},
                {"bytes", number(bytes)}});
  }
  Narration operator()(const facts::OriginNotSaved& fact) const {
    return say("origin_not_saved", {{"origin", name(fact.origin)}});
  }
  Narration operator()(const facts::SliceSaved& fact) const {
    const state::GreenletState* owner = find(after_, fact.owner);
    const facts::GreenletId target = is_.in_switch ? is_.in_switch->target : 0;
    const uint64_t bytes = state::slice_size(fact.from, fact.to);
    // The origin of a first start is cut at the new greenlet's mark: its part begins at sp, the
    // picture's first surprise. Otherwise a part ends at a stack_stop that has been there for long;
    // and "whole" is the rest only, when an earlier switch had saved a part already.
    const bool from_sp = is_.in_switch && is_.in_switch->first_start &&
                         is_.in_switch->origin == fact.owner && fact.stack_saved == bytes;
    const char* id = from_sp ? "slice_saved.partial_start" : "slice_saved.partial";
    if (fact.extent == facts::Extent::whole) {
      id = fact.stack_saved > bytes ? "slice_saved.rest" : "slice_saved.whole";
    }
    Narration told = say(id, {{"owner", name(fact.owner)},
                              {"target", name(target)},
                              {"stop", stop(target)},
                              {"from", facts::format_address(fact.from)},
                              {"bytes", number(bytes)},
                              {"saved", number(fact.stack_saved)},
                              {"rest", number(owner ? bytes_on_stack(after_, *owner) : 0)}});
    if (fact.hash != 0) {
      Told detail{std::move(told.detail), std::move(told.detail_values)};
      detail += {between_sentences(messages_)};
      detail += text("slice_saved.hash", {{"hash", fmt::format("{:016x}", fact.hash)}});
      return with_detail(std::move(told), std::move(detail));
    }
    return told;
  }
  Narration operator()(const facts::StackPointerMoved& fact) const {
    const state::GreenletState* target = find(after_, fact.target);
    const uint64_t saved = target ? target->stack_saved : 0;
    // Up or down: slice_size() of the wrong order is 0.
    const uint64_t distance =
        state::slice_size(fact.from, fact.to) + state::slice_size(fact.to, fact.from);
    const char* id = saved ? "stack_pointer_moved" : "stack_pointer_moved.in_place";
    if (distance == 0) id = "stack_pointer_moved.self";
    return say(id, {{"target", name(fact.target)},
                    {"from", facts::format_address(fact.from)},
                    {"to", facts::format_address(fact.to)},
                    {"saved", number(saved)},
                    {"distance", number(distance)}});
  }
  Narration operator()(const facts::SliceRestored& fact) const {
    // Afterwards there is no copy to have a number.
    const state::GreenletState* target = find(before_, fact.target);
    return say("slice_restored", {{"target", name(fact.target)},
                                  {"bytes", number(state::slice_size(fact.from, fact.to))},
                                  {"number", number(target ? target->copy_number : 0)},
                                  {"from", facts::format_address(fact.from)},
                                  {"to", facts::format_address(fact.to)}});
  }
  Narration operator()(const facts::StackPrevRelinked& fact) const {
    return say(fact.stack_prev ? "stack_prev_relinked" : "stack_prev_relinked.none",
               {{"target", name(fact.target)}, {"prev", name(fact.stack_prev)}});
  }
  Narration operator()(const facts::ReturnedTwice& fact) const {
    const facts::GreenletId origin = is_.in_switch ? is_.in_switch->origin : was_.current;
    return say("returned_twice", {{"target", name(fact.target)}, {"origin", name(origin)}});
  }
  Narration operator()(const facts::RegistersRestored& fact) const {
    return say("registers_restored",
               {{"target", name(fact.target)}, {"sp", facts::format_address(fact.sp)}});
  }
  Narration operator()(const facts::HostStateSwapped& fact) const {
    const state::GreenletState* origin = find(after_, fact.origin);
    return say(origin && origin->finished ? "host_state_swapped.dying" : "host_state_swapped",
               {{"origin", name(fact.origin)},
                {"target", name(fact.target)},
                {"origin_frame", frame_or_none(fact.origin_top_frame)},
                {"target_frame", frame_or_none(fact.target_top_frame)}});
  }
  Narration operator()(const facts::Delivered& fact) const {
    // Over by now: its numbers are in the state before.
    const state::SwitchInProgress done = was_.in_switch.value_or(state::SwitchInProgress());
    const char* id = done.first_start ? "delivered.start" : "delivered";
    if (fact.kind == facts::Payload::error) id = "delivered.error";
    return say(id, {{"target", name(fact.target)},
                    {"what", carried(fact.kind, fact.what)},
                    {"number", number(after_.switches)},
                    {"out", number(done.bytes_out)},
                    {"in", number(done.bytes_in)}});
  }
  Narration operator()(const facts::SwitchFailed& fact) const {
    return say("switch_failed",
               {{"origin", name(fact.origin)}, {"message", facts::shown(fact.message)}},
               kLongerText);
  }
  Narration operator()(const facts::ErrorIgnored& fact) const {
    return say("error_ignored", {{"name", name(fact.greenlet)}, {"what", facts::shown(fact.what)}});
  }

  // --- of a stepper
  Narration operator()(const facts::InstructionExecuted& fact) const {
    return narrate_fact(*this, fact);
  }
  Narration operator()(const facts::LineBegun& fact) const { return narrate_fact(*this, fact); }
  Narration operator()(const facts::ContextFound& fact) const { return narrate_fact(*this, fact); }
  Narration operator()(const facts::SwitchCalled& fact) const { return narrate_fact(*this, fact); }
  Narration operator()(const facts::ContextEntered& fact) const {
    return narrate_fact(*this, fact);
  }
  Narration operator()(const facts::SwitchReturned& fact) const {
    return narrate_fact(*this, fact);
  }

  // --- threads
  Narration operator()(const facts::ThreadBegan& fact) const {
    const uint64_t bytes = state::slice_size(fact.low, fact.high);
    return say(bytes ? "thread_began" : "thread_began.unknown",
               {{"thread", thread_name(messages_, is_)},
                {"size", size_of_stack(messages_, rounded_up(bytes))}});
  }
  Narration operator()(const facts::ThreadEnded& fact) const {
    return say(fact.greenlets == 0 ? "thread_ended" : "thread_ended.left",
               {{"thread", thread_name(messages_, is_)}, {"count", number(fact.greenlets)}});
  }
  Narration operator()(const facts::StackEntered& fact) const {
    const bool is_new = before_.stacks.count(fact.stack) == 0;
    std::string id = std::string("stack_entered.") + facts::enum_name(fact.kind);
    if (!is_new) id += ".again";
    return say(id, {{"name", name(fact.greenlet)}});
  }
  Narration operator()(const facts::DroppedElsewhere& fact) const {
    const state::GreenletState* g = find(after_, fact.greenlet);
    const bool own = g != nullptr && g->thread == teller_;
    return say(own ? "dropped_elsewhere.own" : "dropped_elsewhere",
               {{"name", name(fact.greenlet)},
                {"owner", thread_name(messages_, thread_in(after_, g ? g->thread : 0))}});
  }

  // --- the recording itself
  std::string sender(facts::GreenletId id) const {
    return id != 0 ? name(id) : messages_.text("narrate.signal_sent.no_greenlet");
  }
  Narration operator()(const facts::EventsLost& fact) const {
    return say("events_lost", {{"count", number(fact.count)}});
  }
  Narration operator()(const facts::ProgramForked& fact) const {
    return say(fact.child != 0 ? "program_forked" : "program_forked.unknown",
               {{"child", number(fact.child)}});
  }
  Narration operator()(const facts::SignalSent& fact) const {
    const bool is_own = fact.receiver == 0;
    return say(std::string("signal_sent.") + facts::enum_name(fact.to) + (is_own ? ".own" : ""),
               {{"name", sender(fact.greenlet)},
                {"signal", facts::shown(fact.what)},
                {"receiver", number(fact.receiver)}});
  }
  Narration operator()(const facts::WentAnotherWay& fact) const {
    const state::GreenletState* runs = find(after_, fact.greenlet);
    return say(std::string("went_another_way.") + facts::enum_name(fact.deed),
               {{"name", name(fact.greenlet)},
                {"target", name(fact.target)},
                {"what", carried(facts::Payload::error, fact.what)},
                {"line", number(runs != nullptr ? runs->at.line : 0)}});
  }
  Narration operator()(const facts::ExecRequested& fact) const {
    return say("exec_requested",
               {{"name", sender(fact.greenlet)}, {"program", facts::shown(fact.program)}});
  }
  Narration operator()(const facts::ChildEnded& fact) const {
    return say(std::string("child_ended.") + facts::enum_name(fact.how),
               {{"name", sender(fact.greenlet)},
                {"child", number(fact.child)},
                {"what", facts::shown(fact.what)}});
  }
  Narration operator()(const facts::DetailChanged& fact) const {
    const char* bytes = "";
    if (fact.detail == facts::Detail::full && fact.bytes == facts::SliceBytes::hash)
      bytes = ".hash";
    if (fact.detail == facts::Detail::full && fact.bytes == facts::SliceBytes::none)
      bytes = ".none";
    return say(std::string("detail_changed.") + facts::enum_name(fact.detail) + bytes, {});
  }

 private:
  // Everything has a repr: where there is none, it was not recorded.
  std::string carried(facts::Payload kind, const std::string& what) const {
    if (!what.empty()) return facts::shown(what);
    return messages_.text(std::string("narrate.unrecorded.") + facts::enum_name(kind));
  }

  std::string stop(facts::GreenletId id) const {
    const state::GreenletState* g = find(after_, id);
    return facts::format_address(g ? g->stack_stop : facts::kNull);
  }
  static std::string frame_function(const state::Thread& thread, facts::FrameId id) {
    const auto frame = thread.frames.find(id);
    return frame == thread.frames.end() ? "" : facts::shown(frame->second.at.function);
  }
  std::string frame_or_none(facts::FrameId id) const {
    const std::string function = frame_function(is_, id);
    return function.empty() ? text("host_state_swapped.no_frame", {}).text : function;
  }

  // Who ran when it ended in a way that asks for that; 0: that is not known.
  facts::GreenletId who_ran(const facts::ProgramFinished& fact) const {
    // Where nobody saw it from within, it is who ran last, as far as was told.
    const bool seen_from_within = fact.greenlet != 0 || fact.stack_bytes != 0;
    switch (fact.how) {
      case facts::End::raised:
      case facts::End::crashed:
        return fact.greenlet;
      case facts::End::killed:
      case facts::End::exited:
        return seen_from_within ? fact.greenlet : was_.current;
      case facts::End::returned:
      case facts::End::replaced:
      case facts::End::daemonized:
      case facts::End::vanished:
      case facts::End::detached:
        return 0;
    }
    return 0;  // only a cast can come here
  }

  // Of a program that crashed or ended with an error: what was going on. Each sentence ends with a
  // blank.
  Told how_it_died(const facts::ProgramFinished& fact) const {
    Told sentences;
    if (const auto& in_switch = was_.in_switch) {
      const state::GreenletState* target = find(before_, in_switch->target);
      // Between the move of sp and the copying back, sp stands on bytes that are not the target's.
      const bool moved = target && in_switch->origin_suspended && target->stack_saved > 0 &&
                         was_.own_stack.sp == target->stack_start;
      sentences += text(moved ? "crash.not_in_place" : "crash.in_switch",
                        {{"origin", name(in_switch->origin)},
                         {"target", name(target ? target->id : in_switch->requested)},
                         {"bytes", number(target ? target->stack_saved : 0)}});
      sentences += {between_sentences(messages_)};
    }
    // Older traces say nothing about it.
    if (fact.stack_bytes == 0) return sentences;
    if (fact.greenlet == 0) {
      sentences += text("crash.other_thread", {});
    } else {
      sentences +=
          text(std::string("crash.") + facts::enum_name(fact.place),
               {{"name", name(fact.greenlet)},
                {"address", fmt::format("{:#x}", fact.fault_address)},
                {"owner", name(fact.copy_of)},
                {"size", size_of_stack(messages_, fact.stack_bytes)},
                {"sp", facts::format_address(facts::is_stack_address(fact.sp)
                                                 ? fact.sp - end_of_stack(after_, fact.greenlet)
                                                 : fact.sp)}});
    }
    sentences += {between_sentences(messages_)};
    sentences += where_it_stood(fact);
    return sentences;
  }
  // The innermost function, where pc was.
  Told where_it_stood(const facts::ProgramFinished& fact) const {
    if (fact.how != facts::End::crashed || fact.frames.empty()) return {};
    const facts::CFrame& top = fact.frames.front();
    if (top.function.empty()) return {};
    Told told = text(top.file.empty() ? "crash.at" : "crash.at_line",
                     {{"function", facts::shown(top.function)},
                      {"file", facts::shown(top.file)},
                      {"line", number(top.line)},
                      {"module", facts::shown(top.module)},
                      {"offset", fmt::format("{:#x}", top.code_offset)}});
    told += {between_sentences(messages_)};
    return told;
  }

  // At the end: who never finished, and what that costs; and what it all was.
  Told what_is_left() const {
    Told sentences = words::what_is_left(messages_, after_);
    if (after_.switches == 0) return sentences;
    sentences += {between_sentences(messages_)};
    sentences += text("end.sum", {{"switches", number(after_.switches)},
                                  {"out", number(after_.bytes_out)},
                                  {"in", number(after_.bytes_in)}});
    return sentences;
  }
};

// Where several threads tell, each sentence says which one does.
Narration with_thread(const Messages& messages, const state::Moment& moment, Narration told) {
  const facts::ThreadId teller = moment.event->thread;
  const facts::Fact& fact = moment.event->fact;
  const bool says_it_itself = std::holds_alternative<facts::ThreadBegan>(fact) ||
                              std::holds_alternative<facts::ThreadEnded>(fact) ||
                              std::holds_alternative<facts::ProgramFinished>(fact);
  if (says_it_itself || (moment.after.threads.size() < 2 && teller != 0)) return told;
  const auto prefixed = [&](Told sentence) {
    const std::string name = thread_name(messages, thread_in(moment.after, teller));
    const std::array<Messages::Place, 2> places{{{"thread", name}, {"sentence", sentence.text}}};
    Told whole = messages.told("narrate.in_thread", places);
    // The sentence is no value as a whole: what it has is where it has come to stand.
    for (size_t i = 0; i < whole.values.size(); ++i) {
      const TextRange at = whole.values[i];
      if (whole.text.compare(at.begin, at.end - at.begin, sentence.text) != 0) continue;
      whole.values.erase(whole.values.begin() + static_cast<std::ptrdiff_t>(i));
      for (const TextRange& value : sentence.values) {
        whole.values.push_back({at.begin + value.begin, at.begin + value.end});
      }
      break;
    }
    return whole;
  };
  Told headline = prefixed({std::move(told.headline), std::move(told.headline_values)});
  told.headline = std::move(headline.text);
  told.headline_values = std::move(headline.values);
  told.whole = prefixed({std::move(told.whole)}).text;
  return told;
}

}  // namespace

Narration narrate(const Messages& messages, const state::Moment& moment) {
  if (!moment.event) {
    // A part of a recording begins with what was before it.
    const std::string id =
        moment.after.threads.empty() ? "narrate.beginning" : "narrate.beginning_of_part";
    const std::string headline = messages.text(id);
    return {headline, messages.text(id + ".why"), headline, {}, {}};
  }
  return with_thread(messages, moment, std::visit(Narrator(messages, moment), moment.event->fact));
}

}  // namespace greenlens::words
