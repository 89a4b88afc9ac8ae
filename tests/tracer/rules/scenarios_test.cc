// Every scenario, recorded in full: check() finds nothing in it, derive() gives its switches back,
// and whatever is altered in it is noticed, or stands below with the reason why it cannot be.
#include <gmock/gmock.h>

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include "assets/assets.h"
#include "engine/cpp/greenlet.h"
#include "scenarios/scenario.h"
#include "tests/support/first_thread.h"
#include "tests/tracer/rules/lean.h"
#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/record/recorder.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::rules {
namespace {

using engine::Arguments;
using engine::Greenlet;
using engine::Value;
using facts::Address;
using facts::Fact;

// What `run` does, up to where it says that it is at its end.
std::vector<Fact> recording_of(record::RecorderOptions options, const std::function<void()>& run) {
  std::string bytes;
  options.stack_base = __builtin_frame_address(0);
  options.sink = [&](std::string_view more) { return bytes.append(more), true; };
  record::Recorder recorder(std::move(options));
  engine::set_output(-1);
  engine::set_observer(recorder.observer());
  run();
  engine::set_observer(nullptr);
  engine::set_output(1);
  recorder.finish(facts::End::returned, "");
  store::Timeline timeline;
  store::TraceReader reader;
  reader.feed(bytes, &timeline);
  EXPECT_TRUE(reader.complete());
  std::vector<Fact> facts;
  for (uint64_t n = 1; n <= timeline.size(); ++n) facts.push_back(timeline.event(n).fact);
  return facts;
}

std::vector<Fact> recording_of(const scenarios::Scenario& scenario) {
  record::RecorderOptions options;
  options.program = {scenario.id, scenario.title, scenario.teaches, scenario.file,
                     std::string(assets::text(scenario.file))};
  return recording_of(std::move(options),
                      [&] { scenario.run([](void*) { engine::set_observer(nullptr); }, nullptr); });
}

Value wait_in_main(const Arguments&) { return engine::main_greenlet().switch_to(); }

// What no scenario has: refusals, other parents, the dead, kills.
void the_rest() {
  engine::Frame frame;
  Greenlet a("a", wait_in_main), b("b", wait_in_main), nothing("nothing", Greenlet::Body());
  a.set_name("renamed");
  b.set_parent(a);
  EXPECT_THROW(a.set_parent(b), engine::GreenletError) << "a circle";
  EXPECT_THROW(nothing.switch_to(), engine::GreenletError);
  b.switch_to();
  b.switch_to("b ends, and a starts in its place");
  b.switch_to("b is dead, and a gets this and ends");
  engine::current().switch_to("to oneself");
  Greenlet stubborn("stubborn", [](const Arguments&) -> Value {
    engine::Frame in_its_body;
    try {
      engine::main_greenlet().switch_to();
    } catch (const engine::GreenletExit&) {
      throw std::runtime_error("not now");
    }
    return {};
  });
  stubborn.switch_to();
  stubborn = {};
}

// All of them, recorded once.
const std::map<std::string, std::vector<Fact>>& recordings() {
  static const auto all = [] {
    std::map<std::string, std::vector<Fact>> made;
    for (const scenarios::Scenario* scenario : scenarios::catalog()) {
      made[scenario->id] = recording_of(*scenario);
    }
    made["the rest"] = recording_of({}, the_rest);
    return made;
  }();
  return all;
}

TEST(EveryScenario, FollowsTheRulesAndFromALeanRecord) {
  Follower totals;
  for (const auto& [id, facts] : recordings()) {
    Follower follower;
    for (const Fact& fact : facts) ASSERT_EQ(follower.follow(fact), "") << id;
    totals.switches += follower.switches;
    totals.dying += follower.dying;
    totals.saved_whole += follower.saved_whole;
    totals.saved_partly += follower.saved_partly;
    totals.passed_over += follower.passed_over;
  }
  EXPECT_GT(totals.switches, 50);
  EXPECT_GT(totals.dying, 5);
  EXPECT_GT(totals.saved_whole, 5);
  EXPECT_GT(totals.saved_partly, 5);
}

// While a greenlet is killed its parent is whoever kills it, so that control comes back there.
TEST(AKilledGreenlet, EndsForItsKillerWhoIsItsParentMeanwhile) {
  uint32_t killing = 0, parent = 0;
  const std::vector<Fact> facts = recording_of({}, [&] {
    Greenlet victim("victim", wait_in_main);
    parent = victim.parent().id();
    victim.switch_to();
    Greenlet killer("killer", [&](const Arguments&) -> Value {
      victim = {};
      return {};
    });
    killing = killer.id();
    killer.switch_to();
  });
  Follower follower;
  std::vector<uint32_t> parents;
  for (const Fact& fact : facts) {
    EXPECT_EQ(follower.follow(fact), "");
    const auto* changed = std::get_if<facts::ParentChanged>(&fact);
    if (changed != nullptr) parents.push_back(changed->new_parent);
    const auto* requested = std::get_if<facts::SwitchRequested>(&fact);
    if (requested == nullptr) continue;
    const auto& origin = follower.state().greenlets.at(requested->origin);
    EXPECT_TRUE(!origin.finished || requested->requested == origin.parent);
  }
  EXPECT_EQ(parents, (std::vector<uint32_t>{killing, parent})) << "the killer, and main again";
}

// When it outlives that it gets its old parent back, whichever it chose meanwhile.
TEST(AKilledGreenlet, GetsItsOldParentBack) {
  uint32_t id = 0, parent = 0, chosen = 0;
  const std::vector<Fact> facts = recording_of({}, [&] {
    Greenlet saved, other("other", wait_in_main);
    Greenlet victim("victim", [&](const Arguments&) -> Value {
      try {
        engine::main_greenlet().switch_to();
      } catch (const engine::GreenletExit&) {
        saved = engine::current();
        saved.set_parent(other);
        engine::main_greenlet().switch_to();
      }
      return {};
    });
    victim.switch_to();
    victim = {};
    id = saved.id(), parent = saved.parent().id(), chosen = other.id();
    saved.switch_to();
  });
  Follower follower;
  for (const Fact& fact : facts) {
    const auto* finished = std::get_if<facts::GreenletFinished>(&fact);
    if (finished != nullptr && finished->greenlet == id) {
      EXPECT_EQ(follower.state().greenlets.at(id).parent, parent);
    }
    EXPECT_EQ(follower.follow(fact), "");
  }
  EXPECT_NE(parent, chosen);
}

// What the program runs in the middle of a switch may switch itself.
void lookup_and_trace() {
  Greenlet helper("helper", wait_in_main);
  Greenlet looked_up = Greenlet::with_lookup("looked up", [&] {
    helper.switch_to();
    helper.switch_to();
    return Greenlet::Body(wait_in_main);
  });
  looked_up.switch_to();
  bool is_tracing = false, fails = false;
  Greenlet other("other", wait_in_main);
  engine::set_trace([&](engine::TraceEvent, const Greenlet&, const Greenlet&) {
    if (fails) throw std::runtime_error("what was sent gives way to this");
    if (is_tracing) return;
    is_tracing = true;
    engine::print("traced");
    engine::current().switch_to("to itself, while a switch is about to be over");
    is_tracing = false;
  });
  other.switch_to();
  looked_up.switch_to();
  fails = true;
  EXPECT_THROW(engine::current().switch_to(), std::runtime_error);
  engine::set_trace({});
}

TEST(ALookupOrATraceFunction, MaySwitchWithoutBeingTakenForWrong) {
  Follower follower;
  follower.derives = false;
  for (const Fact& fact : recording_of({}, lookup_and_trace)) EXPECT_EQ(follower.follow(fact), "");
  EXPECT_GT(follower.switches, 8);
}

// --- sabotage ------------------------------------------------------------------------------------

// Fields that nothing decides but the program, the compiler or the machine: any value is as good.
const std::set<std::string> kFree = {
    "thread_began.name",  // the system's, as are the next ones
    "thread_began.low",
    "thread_began.high",
    "thread_began.base",
    "stack_entered.stack",  // the recording's
    "stack_entered.kind",
    "stack_entered.low",  // the program's
    "stack_entered.high",
    "greenlet_created.name",  // the program's choice, as are the next ones
    "greenlet_renamed.name",
    "parent_refused.message",
    "printed.text",
    "switch_requested.last_handle_gone",  // handles are not told of
    "switch_failed.message",
    "error_ignored.what",
    "line_reached.at",
    "line_reached.sp",  // the compiler's, or that of a stack of the program's own
    "frame_pushed.at",
    "frame_pushed.sp",  // likewise
    "frame_popped.sp",
    "greenlet_finished.how",
    "greenlet_finished.what",
    "registers_saved.registers",  // the machine's: seen here for the first time
    "registers_saved.frames",
    "slice_saved.bytes",     // the stack's; only their number follows
    "program_finished.how",  // the world's
    "program_finished.what",
    "program_finished.sp",
    "program_finished.place",
    "program_finished.fault_address",
    "program_finished.copy_of",
    "program_finished.stack_bytes",
    "program_finished.frames",
    "events_lost.count",
};

// Fields that follow in part. Each says which values pass, given the state before and the fact as
// it was really told.
struct Excuse {
  const char* field;
  const char* why;
  bool (*passes)(const state::State& before, const Fact& real, const Fact& altered);
};

template <typename F>
const F& as(const Fact& fact) {
  return std::get<F>(fact);
}
bool origin_lives(const state::State& before) {
  return !before.greenlets.at(greenlens::testing::first_thread(before).current).finished;
}
bool is_ancestor(const state::State& before, facts::GreenletId id) {
  facts::GreenletId step =
      before.greenlets.at(greenlens::testing::first_thread(before).current).parent;
  while (step != 0 && step != id) step = before.greenlets.at(step).parent;
  return step != 0;
}
bool exists(const state::State& before, facts::GreenletId id) {
  const auto g = before.greenlets.find(id);
  return g != before.greenlets.end() && !g->second.freed;
}

const Excuse kExcuses[] = {
    {"greenlet_created.greenlet", "numbers may have gaps: other threads have greenlets, too",
     [](auto& before, auto&, auto& altered) {
       const auto id = as<facts::GreenletCreated>(altered).greenlet;
       return id != 0 && before.greenlets.count(id) == 0;
     }},
    {"greenlet_created.parent", "the program's choice among those that exist",
     [](auto& before, auto&, auto& altered) {
       return exists(before, as<facts::GreenletCreated>(altered).parent);
     }},
    {"greenlet_created.stack_start", "a main greenlet may have been left before the recording",
     [](auto&, auto& real, auto&) { return as<facts::GreenletCreated>(real).parent == 0; }},
    {"greenlet_renamed.greenlet", "the program's choice",
     [](auto& before, auto&, auto& altered) {
       return exists(before, as<facts::GreenletRenamed>(altered).greenlet);
     }},
    {"greenlet_freed.greenlet", "nobody tells who refers to whom; only who runs cannot go",
     [](auto& before, auto&, auto& altered) {
       const auto id = as<facts::GreenletFreed>(altered).greenlet;
       return exists(before, id) && (id != greenlens::testing::first_thread(before).current ||
                                     before.greenlets.at(id).is_main);
     }},
    {"parent_changed.greenlet", "the program's choice: noticed when its parent is another one",
     [](auto& before, auto&, auto& altered) {
       return exists(before, as<facts::ParentChanged>(altered).greenlet);
     }},
    {"parent_changed.new_parent", "the program's choice",
     [](auto& before, auto&, auto& altered) {
       return exists(before, as<facts::ParentChanged>(altered).new_parent);
     }},
    {"parent_refused.greenlet", "it may be another thread's",
     [](auto&, auto&, auto& altered) { return as<facts::ParentRefused>(altered).greenlet != 0; }},
    {"parent_refused.wanted", "likewise",
     [](auto&, auto&, auto& altered) { return as<facts::ParentRefused>(altered).wanted != 0; }},
    {"error_ignored.greenlet", "nothing else tells whose it was",
     [](auto& before, auto&, auto& altered) {
       return exists(before, as<facts::ErrorIgnored>(altered).greenlet);
     }},
    {"program_finished.greenlet", "0: another thread's end",
     [](auto&, auto&, auto& altered) { return as<facts::ProgramFinished>(altered).greenlet == 0; }},
    {"frame_pushed.frame", "any number that no other frame has",
     [](auto& before, auto&, auto& altered) {
       const auto id = as<facts::FramePushed>(altered).frame;
       return id != 0 && greenlens::testing::first_thread(before).frames.count(id) == 0;
     }},
    {"frame_pushed.back", "without a frame that is known, it may be one from before the recording",
     [](auto& before, auto&, auto&) {
       return greenlens::testing::first_thread(before).top_frame == 0;
     }},
    {"host_state_swapped.origin_top_frame", "likewise",
     [](auto& before, auto&, auto&) {
       return greenlens::testing::first_thread(before).top_frame == 0;
     }},
    {"host_state_swapped.target_top_frame", "likewise",
     [](auto&, auto& real, auto&) {
       return as<facts::HostStateSwapped>(real).target_top_frame == 0;
     }},
    {"host_state_swapped.recursion_depth",
     "a state has no running depth: it is known of main and until a greenlet is resumed",
     [](auto& before, auto& real, auto&) {
       const auto& told = as<facts::HostStateSwapped>(real);
       return !greenlens::testing::first_thread(before).in_switch->first_start &&
              !before.greenlets.at(told.target).is_main;
     }},
    {"start_prepared.recursion_depth", "likewise, of the starter",
     [](auto& before, auto&, auto&) {
       const auto& starter = before.greenlets.at(greenlens::testing::first_thread(before).current);
       return !starter.is_main && starter.stack_start != facts::kStarted;
     }},
    {"start_prepared.stack_stop", "the compiler's choice, unless the starter is dying",
     [](auto& before, auto&, auto& altered) {
       const Address stop = as<facts::StartPrepared>(altered).stack_stop;
       const Address end =
           before.greenlets.at(greenlens::testing::first_thread(before).current).stack_stop;
       return origin_lives(before) && facts::is_stack_address(stop) &&
              (end == facts::kEverything || stop <= end);
     }},
    {"registers_saved.sp", "the compiler's choice, within the origin's slice",
     [](auto& before, auto&, auto& altered) {
       const Address sp = as<facts::RegistersSaved>(altered).sp;
       const Address end =
           before.greenlets.at(greenlens::testing::first_thread(before).current).stack_stop;
       return facts::is_stack_address(sp) && (end == facts::kEverything || sp < end);
     }},
    {"switch_requested.requested", "the program's choice; of the dying: an ancestor",
     [](auto& before, auto&, auto& altered) {
       const auto id = as<facts::SwitchRequested>(altered).requested;
       return id != 0 && (origin_lives(before) || is_ancestor(before, id));
     }},
    {"switch_requested.kind", "the program's choice, unless it is a result",
     [](auto& before, auto&, auto&) { return origin_lives(before); }},
    {"switch_requested.what", "likewise",
     [](auto& before, auto&, auto&) { return origin_lives(before); }},
    {"target_passed_over.dead", "one of those on the way: how many were told, no state knows",
     [](auto& before, auto&, auto& altered) {
       const auto g = before.greenlets.find(as<facts::TargetPassedOver>(altered).dead);
       return g != before.greenlets.end() && g->second.finished;
     }},
    {"delivered.what", "a trace function that fails replaces an error by its own",
     [](auto&, auto& real, auto&) {
       return as<facts::Delivered>(real).kind == facts::Payload::error;
     }},
};

// Other values of a field's type, near and far.
template <typename T>
std::deque<T> alterations(const T& v) {
  if constexpr (std::is_same_v<T, bool>) {
    return {!v};
  } else if constexpr (std::is_same_v<T, Address>) {
    return {v == facts::kNull ? -64 : v + 1,
            v == facts::kNull ? 64 : v - 16,
            facts::kNull,
            facts::kStarted,
            facts::kEverything,
            -facts::kAddressLimit,
            facts::kAddressLimit};
  } else if constexpr (facts::NamedEnum<T>) {
    std::deque<T> all;
    for (size_t i = 0; i < enum_names(T{}).size(); ++i) all.push_back(static_cast<T>(i));
    return all;
  } else if constexpr (std::is_integral_v<T>) {
    std::deque<T> all = {static_cast<T>(v + 1), static_cast<T>(v - 1), 0, 9999,
                         std::numeric_limits<T>::max()};
    for (T small = 1; small < 6; ++small) all.push_back(small);
    return all;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {v + "x", "", "another"};
  } else if constexpr (facts::IsVector<T>::value) {
    std::deque<T> all;
    if constexpr (std::is_same_v<T, std::vector<facts::SavedRegister>>) {
      for (size_t i = 0; i < v.size(); ++i) {
        all.push_back(v);
        all.back()[i].value ^= 1;
        all.push_back(v);
        all.back()[i].at += 8;
      }
    }
    return all;
  } else {
    return {};  // a line, which is free
  }
}

struct Tally {
  long noticed = 0, excused = 0;
};

// Alters one field of one fact in every way.
template <typename F, typename Member>
void sabotage(const state::State& before, const Fact& real, const char* name, Member member,
              std::map<std::string, Tally>* tallies) {
  const std::string field = F::kName + std::string(".") + name;
  if (kFree.count(field) != 0) return;
  const auto& value = std::get<F>(real).*member;
  for (const auto& other : alterations(value)) {
    if (facts::same_value(other, value)) continue;
    Fact altered = real;
    std::get<F>(altered).*member = other;
    const std::vector<Contradiction> found = check(before, altered);
    Tally& tally = (*tallies)[field];
    if (!found.empty()) {
      ++tally.noticed;
      continue;
    }
    ++tally.excused;
    bool is_excused = false;
    for (const Excuse& excuse : kExcuses) {
      is_excused |= field == excuse.field && excuse.passes(before, real, altered);
    }
    EXPECT_TRUE(is_excused) << text(real) << "\n became " << text(altered);
  }
}

TEST(Sabotage, EveryAlterationOfAFieldThatFollowsIsNoticed) {
  std::map<std::string, Tally> tallies;
  for (const auto& [id, facts] : recordings()) {
    if (id == "deep_recursion") continue;  // thousands of frames, nothing else
    state::State state;
    for (const Fact& fact : facts) {
      std::visit(
          [&](const auto& f) {
            using F = std::decay_t<decltype(f)>;
            F::fields([&](const char* name, auto member) {
              sabotage<F>(state, fact, name, member, &tallies);
            });
          },
          fact);
      state::apply(&state, facts::Event{0, 1, 0, 0, fact});
      if (HasFailure()) return;
    }
  }
  // Every kind of fact was altered, but for those of which nothing follows.
  std::set<std::string> kinds;
  for (const auto& [field, tally] : tallies) kinds.insert(field.substr(0, field.find('.')));
  EXPECT_EQ(kinds.size() + 20, std::variant_size_v<Fact::Any>)
      << "all but events_lost, program_forked, detail_changed, signal_sent, exec_requested, "
         "child_ended, went_another_way, "
         "thread_began, what one thread cannot tell (CheckThreads), and what the engine does "
         "not (CheckInstructions, CheckContexts, CheckInterpreters)";
  long noticed = 0, excused = 0;
  for (const auto& [field, tally] : tallies) {
    noticed += tally.noticed, excused += tally.excused;
    std::printf("  %-40s noticed %6ld, cannot be noticed %6ld\n", field.c_str(), tally.noticed,
                tally.excused);
    // Something of each is noticed.
    EXPECT_GT(tally.noticed, 0) << field;
  }
  EXPECT_GT(noticed, 10000);
  EXPECT_LT(excused, noticed / 4);
}

TEST(Sabotage, AFactThatIsMissingIsNoticedByTheNextOneThatNeedsIt) {
  // These leave no trace in a state, or none that anybody needs. Nor is a request missed, or its
  // failure: a lookup may switch, and makes the state forget the switch that it is for.
  const std::set<std::string> silent = {
      "registers_saved",    "origin_not_saved", "greenlet_renamed",
      "greenlet_freed",     "parent_refused",   "printed",
      "line_reached",       "error_ignored",    "switch_failed",
      "target_passed_over", "program_finished", "switch_requested",
      "thread_began",       "stack_entered"};
  std::map<std::string, Tally> tallies;
  for (const auto& [id, facts] : recordings()) {
    if (id == "deep_recursion") continue;
    for (size_t missing = 0; missing < facts.size(); ++missing) {
      const std::string name = facts::fact_name(facts[missing]);
      if (silent.count(name) != 0) continue;
      state::State state;
      bool noticed = false;
      for (size_t i = 0; i < facts.size() && !noticed; ++i) {
        if (i == missing) continue;
        noticed = i > missing && !check(state, facts[i]).empty();
        state::apply(&state, facts::Event{0, 1, 0, 0, facts[i]});
      }
      ++(noticed ? tallies[name].noticed : tallies[name].excused);
    }
  }
  for (const auto& [name, tally] : tallies) {
    std::printf("  %-24s missed %5ld, not missed %5ld\n", name.c_str(), tally.noticed,
                tally.excused);
    EXPECT_GT(tally.noticed, 0) << name;
  }
}

}  // namespace
}  // namespace greenlens::rules
