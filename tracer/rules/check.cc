// One function a fact: what of it follows, in the order of its fields. Those of a switch are to be
// read beside engine/core/switch.cc and slice.cc, which tell them.
#include "tracer/rules/check.h"

#include <utility>

#include "tracer/rules/hearing.h"
#include "tracer/rules/plan.h"
#include "tracer/rules/promises.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

using facts::Address;
using facts::FrameId;
using facts::GreenletId;
using state::GreenletState;
using state::State;

namespace {

class Judge : public Hearing {
 public:
  using Hearing::Hearing;

  // --- greenlets
  void operator()(const facts::GreenletCreated& told) {
    if (told.greenlet == 0 || find(state_, told.greenlet) != nullptr) {
      refuse("greenlet", told.greenlet);
    }
    if (told.parent != 0 && told.parent == told.greenlet) return refuse("parent", told.parent);
    if (blind({}) || !in_program()) return;
    // A thread begins with those that exist already, in order of creation: their parents may come
    // later, and they may have been started. Everyone else is new.
    const bool at_the_beginning = thread_.id == 0 || thread_.introduces;
    if (at_the_beginning && (thread_.main == 0) != (told.parent == 0)) {
      refuse("parent", told.parent);
    }
    if (!at_the_beginning) {
      expect_to_exist("parent", told.parent);
      expect("stack_start", told.stack_start, facts::kNull);
      expect("stack_stop", told.stack_stop, facts::kNull);
    } else if (told.parent == 0) {
      // A main greenlet that was left already has a stack_start.
      if (told.stack_start == facts::kEverything) refuse("stack_start", told.stack_start);
      expect("stack_stop", told.stack_stop, facts::kEverything);
    } else if (told.stack_stop == facts::kNull) {
      expect("stack_start", told.stack_start, facts::kNull);
    } else if (!facts::is_stack_address(told.stack_stop)) {
      refuse("stack_stop", told.stack_stop);
    } else if (facts::is_stack_address(told.stack_start) &&
               !ends_below(told.stack_start, told.stack_stop)) {
      refuse("stack_start", told.stack_start);
    }
  }
  void operator()(const facts::GreenletRenamed& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect_to_exist("greenlet", told.greenlet);
  }
  void operator()(const facts::ParentChanged& told) {
    if (told.new_parent == told.greenlet) return refuse("new_parent", told.new_parent);
    if (blind({told.greenlet}) || !in_program()) return;
    const GreenletState* g = find(state_, told.greenlet);
    if (g == nullptr || g->freed || g->is_main) return refuse("greenlet", told.greenlet);
    expect("old_parent", told.old_parent, g->parent);
    expect_to_exist("new_parent", told.new_parent);
    if (descends_from(told.new_parent, told.greenlet)) refuse("new_parent", told.new_parent);
  }
  // Either may be another thread's, which this state does not know.
  void operator()(const facts::ParentRefused& told) {
    if (told.greenlet == 0) refuse("greenlet", told.greenlet);
    if (told.wanted == 0) refuse("wanted", told.wanted);
    if (!blind({})) in_program();
  }
  // g_initialstub marks itself as running only when the host's state is its own.
  void operator()(const facts::BodyEntered& told) {
    if (blind({told.greenlet}) || !in_time(Step::entered)) return;
    expect("greenlet", told.greenlet, switch_->target);
  }
  void operator()(const facts::GreenletFinished& told) {
    if (blind({told.greenlet})) return;
    // What it was sent has arrived, or it would not have run to its end.
    if (switch_ != nullptr) return void(comes_instead_of(progress_.next()));
    expect("greenlet", told.greenlet, thread_.current);
    const GreenletState* g = find(state_, told.greenlet);
    if (g != nullptr && (g->is_main || g->finished)) refuse("greenlet", told.greenlet);
  }
  // One that is suspended goes when its thread ends and it would not die: so it may be anyone who
  // does not run. After its thread's end any thread may be the last to hold it.
  void operator()(const facts::GreenletFreed& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect_to_exist("greenlet", told.greenlet);
    const GreenletState* g = find(state_, told.greenlet);
    if (g == nullptr) return;
    const bool runs = is_current(state_, *g) && !g->is_main;
    // Where the language lets one thread run at a time, any may free what lies on no stack.
    const bool lies_there = g->stack_start != facts::kNull;
    const bool is_others = g->thread != teller_ && !thread_of(state_, *g).ended && lies_there;
    if (runs || is_others) refuse("greenlet", told.greenlet);
  }

  // --- the program
  // Its `sp` may be anywhere: programs have other stacks, on which they may print.
  void operator()(const facts::LineReached& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect("greenlet", told.greenlet, thread_.current);
  }
  void operator()(const facts::Printed& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect("greenlet", told.greenlet, thread_.current);
  }
  // Frames form one chain a greenlet, and the thread has the running one's innermost.
  void operator()(const facts::FramePushed& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect("greenlet", told.greenlet, thread_.current);
    if (told.frame == 0 || thread_.frames.count(told.frame) != 0) refuse("frame", told.frame);
    expect_frame("back", told.back, thread_.top_frame);
  }
  void operator()(const facts::FramePopped& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect("greenlet", told.greenlet, thread_.current);
    expect_frame("frame", told.frame, thread_.top_frame);
  }
  // Whoever looks may look at any greenlet's, but not in the middle of a switch. What it says was
  // kept was there, and what it says is new was not, or is what it has at another line.
  void operator()(const facts::FramesSeen& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    const auto* g = state::find(state_, told.greenlet);
    if (g == nullptr) return refuse("greenlet", told.greenlet);
    const auto chain = state::frame_chain(state_, *g);
    const auto has = [&](FrameId id) {
      return std::any_of(chain.begin(), chain.end(), [&](auto* frame) { return frame->id == id; });
    };
    if (told.kept != 0 && !has(told.kept)) refuse("kept", told.kept);
    const state::Thread& owner = thread_of(state_, *g);
    for (const facts::SeenFrame& seen : told.frames) {
      const bool is_anothers = owner.frames.count(seen.id) != 0 && !has(seen.id);
      if (seen.id == 0 || seen.id == told.kept || is_anothers) refuse("frames", seen.id);
    }
  }
  // Of another thread's, whose switches may only be noted, it is not known between which of them
  // somebody looked.
  void operator()(const facts::WaitSeen& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    const auto* g = state::find(state_, told.greenlet);
    const bool runs = g != nullptr && g->thread == teller_ && is_current(state_, *g);
    if (g == nullptr || g->finished || runs) refuse("greenlet", told.greenlet);
    if (told.on != 0 && state::find(state_, told.on) == nullptr) refuse("on", told.on);
  }
  void operator()(const facts::WakeSeen& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    const auto* g = state::find(state_, told.greenlet);
    if (g == nullptr || g->finished || is_current(state_, *g)) refuse("greenlet", told.greenlet);
    // Who did it may be gone.
  }
  void operator()(const facts::RunSampled& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect("greenlet", told.greenlet, thread_.current);
  }
  // A crash may come at any time, and may be another thread's.
  void operator()(const facts::ProgramFinished& told) {
    if (blind({told.greenlet})) return;
    if (told.how == facts::End::returned) return expect("greenlet", told.greenlet, GreenletId{0});
    if (told.greenlet != 0) expect("greenlet", told.greenlet, thread_.current);
  }

  // --- one switch
  void operator()(const facts::SwitchRequested& told) {
    if (told.requested == 0) refuse("requested", told.requested);
    if (blind({told.origin, told.requested}) || !in_program()) return;
    expect("origin", told.origin, thread_.current);
    const GreenletState* origin = find(state_, told.origin);
    if (origin == nullptr || !origin->finished) return;

    // Its end is for its parent, which is whoever killed it while it is killed. When that one had
    // nothing to run, its parent is asked, with the error.
    if (told.requested == told.origin || !descends_from(origin->parent, told.requested)) {
      return expect("requested", told.requested, origin->parent);
    }
    if (told.requested != origin->parent) return;
    const bool raised = origin->how == facts::Finish::raised;
    expect("kind", told.kind, raised ? facts::Payload::error : facts::Payload::value);
    expect("what", told.what, origin->result);
  }
  void operator()(const facts::TargetPassedOver& told) {
    if (blind({told.dead, told.next}) || !in_time_if_remembered(Step::found)) return;
    const GreenletState* dead = find(state_, told.dead);
    if (dead == nullptr || !dead->finished) return refuse("dead", told.dead);
    if (switch_ != nullptr && !descends_from(switch_->requested, told.dead)) {
      refuse("dead", told.dead);
    }
    expect("next", told.next, dead->parent);
  }
  // The nearest that is not dead; and it starts if it has no stack_stop, which is greenlet.c's own
  // test (PyGreenlet_STARTED).
  void operator()(const facts::TargetFound& told) {
    if (blind({told.origin, told.target}) || !in_time_if_remembered(Step::found)) return;
    expect("origin", told.origin, thread_.current);
    GreenletId target = told.target;
    if (find_target(state_, switch_ ? switch_->requested : told.target, &target) != Refusal::none) {
      return refuse("target", told.target);
    }
    // No greenlet leaves its thread; one that has not begun follows its parents.
    if (const GreenletState* g = find(state_, target);
        g != nullptr && thread_to_run(*g) != teller_) {
      return refuse("target", told.target);
    }
    if (!is_known(state_, target)) return;  // it may have been dead when the recording began
    expect("target", told.target, target);
    const GreenletState* g = find(state_, target);
    if (g != nullptr) expect("first_start", told.first_start, g->stack_stop == facts::kNull);
  }
  // The mark lies in the starter's frame, so within its slice; a dying starter leaves all of its
  // place. Who lies next above is whoever comes back first of those that lie there now.
  void operator()(const facts::StartPrepared& told) {
    if (blind({told.target, told.stack_prev}) || !in_time(Step::prepared)) return;
    expect("target", told.target, switch_->target);
    const GreenletState* origin = find(state_, switch_->origin);
    if (origin == nullptr) return;
    const Start start = g_initialstub(state_, progress_.crossing(), told.stack_stop);
    expect("stack_stop", told.stack_stop, start.stack_stop);
    if (!facts::is_stack_address(told.stack_stop) ||
        ends_below(origin->stack_stop, told.stack_stop)) {
      refuse("stack_stop", told.stack_stop);
    }
    expect("stack_prev", told.stack_prev, start.stack_prev);
    expect_depth("recursion_depth", told.recursion_depth, start.recursion_depth);
  }
  // The stack grows down, so the spilled registers are the lowest that the origin has, and lie
  // below its end: else it runs in another one's frames, as after a longjmp.
  void operator()(const facts::RegistersSaved& told) {
    if (blind({told.origin, told.target}) || !in_time(Step::registers)) return;
    expect("origin", told.origin, switch_->origin);
    expect("target", told.target, switch_->target);
    const GreenletState* origin = find(state_, switch_->origin);
    if (!facts::is_stack_address(told.sp)) return refuse("sp", told.sp);
    if (origin != nullptr && !ends_below(told.sp, origin->stack_stop)) refuse("sp", told.sp);
    // Who begins does so right below: all of that has to be its own.
    const GreenletState* beginner = switch_->first_start ? target() : nullptr;
    if (beginner != nullptr && !ends_below(told.sp, beginner->stack_stop)) refuse("sp", told.sp);
  }
  // slp_save_state's first line: the slice ends where the registers were spilled, and nowhere else.
  void operator()(const facts::StackStartSet& told) {
    if (blind({told.origin}) || !in_time(Step::left)) return;
    if (is_dying()) return void(comes_instead_of(facts::OriginNotSaved::kName));
    expect("origin", told.origin, switch_->origin);
    expect("stack_start", told.stack_start, thread_.own_stack.sp);
  }
  void operator()(const facts::OriginNotSaved& told) {
    if (blind({told.origin}) || !in_time(Step::left)) return;
    if (!is_dying()) return void(comes_instead_of(facts::StackStartSet::kName));
    expect("origin", told.origin, switch_->origin);
  }
  // The walk of slp_save_state is made again, from what has been saved by now: the first piece that
  // it finds is the one that has to be told. Bytes may be missing, but not be more or fewer.
  void operator()(const facts::SliceSaved& told) {
    if (!told.bytes.empty()) {
      expect("bytes", uint64_t{told.bytes.size()}, state::slice_size(told.from, told.to));
      expect("hash", told.hash, uint64_t{0});  // it stands for bytes that are not there
    }
    if (blind({told.owner})) {
      expect_range("to", told.from, told.to);
      const uint64_t bytes = state::slice_size(told.from, told.to);
      if (told.stack_saved < bytes) refuse("stack_saved", told.stack_saved);
      return;
    }
    if (!in_time(Step::saved)) return;
    const std::optional<std::vector<Save>> next = slp_save_state(state_, progress_.crossing());
    if (!next || next->empty()) return;
    const Save& save = next->front();
    if (!is_known(state_, save.owner)) return;
    expect("owner", told.owner, save.owner);
    expect("extent", told.extent, save.extent);
    expect("from", told.from, save.from);
    expect("to", told.to, save.to);
    expect("stack_saved", told.stack_saved, save.stack_saved);
  }
  // From the end of one slice to the end of another: both ends were told when they were left.
  void operator()(const facts::StackPointerMoved& told) {
    if (blind({told.target}) || !in_time(Step::moved)) return;
    expect("target", told.target, switch_->target);
    expect("from", told.from, progress_.crossing().sp);
    if (const GreenletState* g = target()) expect("to", told.to, g->stack_start);
  }
  // A copy goes back to where it came from, all of it.
  void operator()(const facts::SliceRestored& told) {
    if (blind({told.target})) return expect_range("to", told.from, told.to);
    if (!in_time(Step::restored)) return;
    expect("target", told.target, switch_->target);
    const std::optional<Range> copy = target() ? copy_of(*target()) : std::nullopt;
    if (!copy) return;
    expect("from", told.from, copy->from);
    expect("to", told.to, copy->to);
  }
  void operator()(const facts::StackPrevRelinked& told) {
    if (blind({told.target, told.stack_prev}) || !in_time(Step::relinked)) return;
    expect("target", told.target, switch_->target);
    const std::optional<GreenletId> prev = slp_restore_state(state_, progress_.crossing());
    if (prev) expect("stack_prev", told.stack_prev, *prev);
  }
  void operator()(const facts::ReturnedTwice& told) {
    if (blind({told.target}) || !in_time(Step::returned)) return;
    if (!switch_->first_start) return void(comes_instead_of(facts::RegistersRestored::kName));
    expect("target", told.target, switch_->target);
  }
  // slp_switch reloads from where it spilled, when that greenlet was left.
  void operator()(const facts::RegistersRestored& told) {
    if (blind({told.target}) || !in_time(Step::returned)) return;
    if (switch_->first_start) return void(comes_instead_of(facts::ReturnedTwice::kName));
    expect("target", told.target, switch_->target);
    const GreenletState* g = target();
    if (g == nullptr) return;
    expect("sp", told.sp, g->stack_start);
    expect_registers(told.registers, g->registers);
  }
  // One pointer and one number are exchanged. Of one that switches to itself nothing is put away:
  // it has its frames back before anybody is told.
  void operator()(const facts::HostStateSwapped& told) {
    if (blind({told.origin, told.target}) || !in_time(Step::swapped)) return;
    expect("origin", told.origin, switch_->origin);
    expect("target", told.target, switch_->target);
    const HostState host =
        g_switchstack(state_, switch_->origin, switch_->target, switch_->first_start);
    if (switch_->origin == switch_->target) {
      expect("origin_top_frame", told.origin_top_frame, FrameId{0});
    } else {
      expect_frame("origin_top_frame", told.origin_top_frame, host.origin_top_frame);
    }
    if (switch_->first_start) {
      expect("target_top_frame", told.target_top_frame, host.target_top_frame);
    } else {
      expect_frame("target_top_frame", told.target_top_frame, host.target_top_frame);
    }
    expect_depth("recursion_depth", told.recursion_depth, host.recursion_depth);
  }
  // What was sent arrives, at who was found. An inner switch, of a trace function, makes the state
  // forget the outer one: then only who runs is known.
  void operator()(const facts::Delivered& told) {
    if (blind({told.origin, told.target}) || !in_time_if_remembered(Step::delivered)) return;
    if (switch_ == nullptr) return expect("target", told.target, thread_.current);
    expect("origin", told.origin, switch_->origin);
    expect("target", told.target, switch_->target);
    // Who is not known to have asked for it did not say what was sent, either. And a trace function
    // that fails has its error delivered instead.
    if (switch_->requested == 0) return;
    if (told.kind == facts::Payload::error && told.what != switch_->what) return;
    expect("kind", told.kind, switch_->kind);
    expect("what", told.what, switch_->what);
  }
  // Nothing has happened yet, or it could not be undone.
  void operator()(const facts::SwitchFailed& told) {
    if (blind({told.origin})) return;
    expect("origin", told.origin, thread_.current);
    if (switch_ != nullptr && switch_->host_state_swapped) comes_instead_of(progress_.next());
  }
  void operator()(const facts::ErrorIgnored& told) {
    if (blind({told.greenlet}) || !in_program()) return;
    expect_to_exist("greenlet", told.greenlet);
  }

  // --- instructions
  // They follow each other, from the switch's first one to its return.
  void operator()(const facts::InstructionExecuted& told) {
    const std::optional<state::Machine>& machine = thread_.machine;
    // Of a program's own functions each begins somewhere else.
    const bool begins = !machine || machine->returned;
    const bool is_programs = switch_ != nullptr && switch_->requested == 0;
    if (!begins || !is_programs)
      expect("offset", told.offset, begins ? uint64_t{0} : machine->next);
    if (machine && machine->moved && !told.moved) refuse("moved", uint64_t{0});
    if (!facts::is_stack_address(told.sp)) refuse("sp", told.sp);
    if (switch_ == nullptr || is_programs || blind({switch_->origin, switch_->target})) return;
    add(broken_promises(state_, thread_, told));
  }

  // Whoever runs there; a function that a switch has called may have lines, too.
  void operator()(const facts::LineBegun& told) {
    if (told.at.line == 0) refuse("line", uint64_t{0});
  }

  // --- contexts of a program's own switch
  void operator()(const facts::ContextFound& told) {
    if (told.context == 0 || find(state_, told.context) != nullptr) {
      refuse("context", told.context);
    }
    if (told.stack == 0) refuse("stack", uint64_t{told.stack});
    if (told.low != facts::kNull) expect_range("high", told.low, told.high);
    if (!facts::is_stack_address(told.sp)) refuse("sp", told.sp);
  }
  void operator()(const facts::SwitchCalled& told) {
    if (blind({told.origin})) return;
    if (switch_ != nullptr) return void(comes_instead_of(facts::SwitchReturned::kName));
    expect_to_exist("origin", told.origin);
    if (!facts::is_stack_address(told.sp)) refuse("sp", told.sp);
  }
  void operator()(const facts::ContextEntered& told) {
    if (blind({told.origin, told.target})) return;
    if (switch_ == nullptr) return void(comes_instead_of(facts::SwitchCalled::kName));
    expect("origin", told.origin, switch_->origin);
    const GreenletState* target = find(state_, told.target);
    if (target == nullptr) return refuse("target", told.target);
    const bool never_ran = target->at.line == 0 && target->registers.empty() && !target->is_main;
    if (!never_ran) expect("first_start", told.first_start, false);
  }
  // What a call has to preserve: where the stack pointer was, and the registers.
  void operator()(const facts::SwitchReturned& told) {
    if (blind({told.origin, told.target})) return;
    if (switch_ == nullptr) return void(comes_instead_of(facts::SwitchCalled::kName));
    expect("origin", told.origin, switch_->origin);
    expect("target", told.target, switch_->target != 0 ? switch_->target : switch_->origin);
    if (told.sp_kept != facts::kNull) expect("sp", told.sp, told.sp_kept);
    for (const facts::RegisterPair& pair : told.lost) refuse("lost", pair.name);
  }

  // --- threads
  // It is the first that a thread tells; the recording's first one tells it when there is something
  // to tell it apart from.
  void operator()(const facts::ThreadBegan& told) {
    const bool is_first = teller_ == 1 && thread_.own_stack.low == facts::kNull;
    if (thread_.id != 0 && !is_first) return void(comes_instead_of(progress_.next()));
    if (told.low != facts::kNull) expect_range("high", told.low, told.high);
  }
  void operator()(const facts::ThreadEnded& told) {
    if (blind({}) || !in_program()) return;
    uint64_t left = 0;
    for (const auto& [id, g] : state_.greenlets) {
      if (g.thread == teller_ && !g.is_main && !g.freed) ++left;
    }
    expect("greenlets", told.greenlets, left);
  }
  void operator()(const facts::StackEntered& told) {
    if (told.stack == 0) refuse("stack", uint64_t{told.stack});
    if (told.low != facts::kNull) expect_range("high", told.low, told.high);
    if (!facts::is_stack_address(told.high)) refuse("high", told.high);
    if (blind({told.greenlet}) || !in_program()) return;
    expect("greenlet", told.greenlet, thread_.current);
  }
  // On another stack, or in one that is dead, that may be one of its own thread.
  void operator()(const facts::DroppedElsewhere& told) {
    if (blind({told.greenlet, told.by})) return;
    expect_to_exist("greenlet", told.greenlet);
    expect("by", told.by, thread_.current);
  }

  // --- the recording itself
  void operator()(const facts::EventsLost&) {}
  void operator()(const facts::ProgramForked&) {}
  void operator()(const facts::DetailChanged&) {}
  // Who runs, in its thread; a thread without greenlets has nobody.
  void operator()(const facts::SignalSent& told) { expect_runner(told.greenlet); }
  void operator()(const facts::WentAnotherWay& told) { expect_runner(told.greenlet); }
  void operator()(const facts::ExecRequested& told) { expect_runner(told.greenlet); }
  void operator()(const facts::ChildEnded& told) {
    expect_runner(told.greenlet);
    if (told.child == 0) refuse("child", told.child);
  }

  // The program's end is the last thing that is told, and a thread's the last that this one tells.
  std::vector<Contradiction> after_the_end() {
    refuse(kOrder, FactName{name_});
    return take();
  }

 private:
  void expect_runner(GreenletId told) {
    if (told == 0 || blind({told}) || !in_program()) return;
    expect("greenlet", told, thread_.current);
  }
  // Its own; of one that has not begun, that of the first of its parents that has: a language which
  // lets one thread run at a time lets it follow them.
  facts::ThreadId thread_to_run(const GreenletState& greenlet) const {
    const GreenletState* one = &greenlet;
    size_t most = state_.greenlets.size();  // a recording may say anything of parents
    while (one->stack_stop == facts::kNull && most-- > 0) {
      const GreenletState* parent = find(state_, one->parent);
      if (parent == nullptr) break;
      one = parent;
    }
    return one->thread;
  }
  const GreenletState* target() const { return find(state_, switch_->target); }
  bool is_dying() const { return progress_.crossing().origin_is_dying; }

  // What was spilled when the target was left is what it gets back: the whole of a switch's
  // promise, in a dozen words of memory.
  void expect_registers(const std::vector<facts::SavedRegister>& told,
                        const std::vector<facts::SavedRegister>& spilled) {
    if (told.size() != spilled.size()) return;  // not recorded, or only once
    for (size_t i = 0; i < told.size(); ++i) {
      if (told[i].name != spilled[i].name) return;
      expect("registers", told[i].at, spilled[i].at);
      expect("registers", told[i].value, spilled[i].value);
    }
  }
};

}  // namespace

std::vector<Contradiction> check(const State& before, const facts::Fact& fact,
                                 facts::ThreadId teller) {
  const bool is_last = std::holds_alternative<facts::ProgramFinished>(fact);
  const bool is_over = before.program_finished || (thread_in(before, teller).ended && !is_last);
  return std::visit(
      [&](const auto& told) {
        Judge judge(before, teller, told.kName);
        if (is_over && before.events_lost == 0) return judge.after_the_end();
        judge(told);
        return judge.take();
      },
      fact);
}

}  // namespace greenlens::rules
