#include "tests/support/parked_trace.h"

namespace greenlens::testing {

using namespace facts;

SeenFrame seen_frame(FrameId id, const std::string& file, const std::string& function,
                     uint32_t line, const std::string& call, bool is_library) {
  SeenFrame one;
  one.id = id;
  one.at = {file, function, line};
  one.is_entry = true;
  one.is_library = is_library;
  one.call = call;
  return one;
}

ParkedProgram::ParkedProgram() {
  tell(GreenletCreated{kMain, "main", 0});
  tell(LineReached{kMain, {"app.py", "module", 3}, -0x100});
  tell(GreenletCreated{kHub, "Hub-2", kMain});
}

GreenletId ParkedProgram::spawn(const std::string& name, uint32_t line) {
  tell(LineReached{current_, {"app.py", "module", line}, -0x100});
  const GreenletId id = next_++;
  tell(GreenletCreated{id, name, kHub});
  return id;
}

uint64_t ParkedProgram::go(GreenletId to, Payload kind, const std::string& what) {
  const uint64_t asked = tell(SwitchRequested{current_, to, kind, what});
  const bool first = begun_.insert(to).second;
  tell(TargetFound{current_, to, first});
  if (first) tell(StartPrepared{to, -0x200, current_, 1});
  tell(StackStartSet{current_, -0x400});
  tell(SliceSaved{current_, Extent::whole, -0x400, -0x200, saved_, "", 0});
  if (first) {
    tell(ReturnedTwice{to});
    swap(to);
    tell(BodyEntered{to});
  } else {
    tell(SliceRestored{to, -0x400, -0x200});
    tell(RegistersRestored{to, -0x400, {}});
    swap(to);
  }
  tell(Delivered{current_, to, kind, what});
  current_ = to;
  return asked;
}

void ParkedProgram::finish(GreenletId to) {
  tell(GreenletFinished{current_, Finish::returned, "None"});
  tell(SwitchRequested{current_, to, Payload::value, "None"});
  tell(TargetFound{current_, to, false});
  tell(RegistersRestored{to, -0x400, {}});
  swap(to);
  tell(Delivered{current_, to, Payload::value, "None"});
  current_ = to;
}

store::Timeline& ParkedProgram::end() {
  tell(ProgramFinished{});
  return timeline_;
}

// Frames are in the heap: each greenlet's chain stays its own.
void ParkedProgram::swap(GreenletId to) {
  const state::State now = timeline_.state(timeline_.size());
  const FrameId mine = now.threads.at(1).top_frame, theirs = now.greenlets.at(to).top_frame;
  tell(HostStateSwapped{current_, to, mine, theirs, 1});
}

store::Timeline parked_timeline(int consumers) {
  ParkedProgram program;
  FrameId frame = 1;
  for (int i = 0; i < consumers; ++i) {
    const GreenletId one = program.spawn("consumer-" + std::to_string(i + 3), 12);
    program.go(ParkedProgram::kHub), program.go(one);
    program.tell(FramesSeen{one,
                            0,
                            {seen_frame(frame, "app.py", "consumer", 20, "guard(work)"),
                             seen_frame(frame + 1, "app.py", "work", 16, "q.get()")}});
    frame += 2;
  }
  const GreenletId other = program.spawn("other", 13);
  program.go(ParkedProgram::kHub), program.go(other);
  program.tell(FramesSeen{other,
                          0,
                          {seen_frame(frame, "app.py", "other", 30, "lock.acquire()"),
                           seen_frame(frame + 1, "gevent/thread.py", "acquire", 88, "hub.wait()",
                                      /*is_library=*/true)}});
  program.go(ParkedProgram::kHub);
  for (int i = 0; i < consumers; ++i) {
    program.tell(WaitSeen{static_cast<GreenletId>(i + 3), WaitFor::item, "Queue", 0, 1});
  }
  program.tell(WaitSeen{other, WaitFor::lock, "Semaphore", 0, 1});
  program.go(ParkedProgram::kMain, Payload::error, "LoopExit: 'would block forever'");
  return std::move(program.end());
}

}  // namespace greenlens::testing
