// Switches that are noted instead of told.
#include "engine/core/switch_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/stack_notes.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/print.h"

namespace greenlens::engine {
namespace {

using ::testing::ElementsAre;

struct Memory {
  static constexpr uint64_t kCount = 8;
  SwitchNote notes[kCount];
  std::atomic<uint64_t> head{0};
  std::atomic<uint32_t> ours{1}, asked{0};
};

// Hears what is told, and reads what is noted.
class Reader : public NullObserver, public Memory, public SwitchLog {
 public:
  Reader() : SwitchLog(notes, kCount, &head, {.ours = &ours, .asked = &asked}) {}
  std::vector<std::string> take() {
    read();
    return std::exchange(said_, {});
  }
  uint64_t room = kCount;  // for so many more, when it is full
  std::vector<SwitchNote> all;

 private:
  void read() {
    for (; read_ != head; ++read_) {
      const SwitchNote& note = notes[read_ % kCount];
      all.push_back(note);
      said_.push_back(name(note.origin) + ">" + name(note.target));
    }
  }
  std::string name(uint32_t id) const { return id == main_ ? "main" : "g"; }
  void say(const std::string& word) {
    read();
    said_.push_back(word);
  }
  uint64_t make_room() override {
    read();
    return made() + room;
  }
  bool stays() override {
    if (asked < 2) return true;
    log_switches(nullptr);
    return false;
  }
  void greenlet_created(Where, const Core& g) override {
    if (g.is_main()) main_ = g.id();
  }
  void switch_requested(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {
    say("request");
  }
  void registers_restored(Where, const Core&, const char*) override { say("restored"); }
  void delivered(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {
    say("delivered");
  }
  void body_entered(Where, const Core&) override { say("entered"); }
  void greenlet_finished(Where, const Core&, FinishKind, std::string_view what) override {
    say("finished with " + std::string(what));
  }
  void switch_failed(Where, const Core&, std::string_view) override { say("failed"); }
  void printed(Where, const Core&, std::string_view text) override { say(std::string(text)); }
  void line_reached(Where, const Core&, Where, const char*) override { say("line"); }

  uint32_t main_ = 0;
  uint64_t read_ = 0;
  std::vector<std::string> said_;
};

struct SwitchLogTest : ::testing::Test {
  void SetUp() override {
    if (core::keeps_stack_notes()) GTEST_SKIP() << "under AddressSanitizer every switch is told";
  }
  SwitchLogTest() {
    set_observer(&reader);
    log_switches(&reader);
  }
  ~SwitchLogTest() override { set_observer(nullptr); }
  Reader reader;
};

// Goes back and forth until it is told to end.
Greenlet ping_pong() {
  return Greenlet("ping", [](const Arguments& first) -> Value {
    for (Value v = single_result(first); v != Value("end");) v = main_greenlet().switch_to(v);
    return 7;
  });
}

TEST_F(SwitchLogTest, NotesSwitchesAndTellsBeginningAndEnd) {
  Greenlet g = ping_pong();
  g.switch_to(1);
  EXPECT_THAT(reader.take(),
              ElementsAre("line", "line", "request", "entered", "delivered", "g>main"));
  g.switch_to(2);
  print("between");
  g.switch_to(3);
  EXPECT_THAT(reader.take(), ElementsAre("main>g", "g>main", "line", "between", "main>g", "g>main"))
      << "what does not switch tells its line itself";
  g.switch_to("end");
  EXPECT_THAT(reader.take(),
              ElementsAre("main>g", "finished with 7", "request", "restored", "delivered"));
}

TEST_F(SwitchLogTest, ANoteSaysWhereTheProgramCalledAndWhatItBrought) {
  Greenlet g = ping_pong();
  g.switch_to(1);
  reader.take();
  reader.all.clear();
  const int line = __LINE__ + 1;
  g.switch_to(2);
  reader.take();
  ASSERT_EQ(reader.all.size(), 2u);
  const SwitchNote& note = reader.all[0];
  EXPECT_EQ(note.line, line);
  EXPECT_THAT(note.file, ::testing::HasSubstr("switch_log_test.cc"));
  EXPECT_FALSE(note.is_error);
  EXPECT_LT(note.sp, note.caller_sp);
  EXPECT_GT(note.ticks, 0u);
  EXPECT_GE(reader.all[1].ticks, note.ticks);

  Greenlet catches("catches", [](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
    }
    return {};
  });
  catches.switch_to();
  reader.take();
  reader.all.clear();
  catches.throw_in();
  reader.take();
  ASSERT_EQ(reader.all.size(), 1u) << "it ends, which is told";
  EXPECT_TRUE(reader.all[0].is_error);
}

TEST_F(SwitchLogTest, ARefusalIsTold) {
  Greenlet empty("empty", Greenlet::Body());
  EXPECT_ANY_THROW(empty.switch_to());
  EXPECT_THAT(reader.take(), ElementsAre("line", "line", "request", "failed"));
}

// Whatever the reason is why a switch is told: its line is, and only once.
TEST(ASwitchThatIsToldAmongNotes, TellsItsLineToo) {
  Reader reader;
  set_observer(&reader);
  log_switches(&reader);
  Greenlet g = ping_pong();
  g.switch_to(1);
  reader.take();
  set_trace([](TraceEvent, const Greenlet&, const Greenlet&) {});
  g.switch_to(2);
  EXPECT_THAT(reader.take(), ElementsAre("line", "request", "restored", "delivered", "line",
                                         "request", "restored", "delivered"));
  set_trace(nullptr);
  g.switch_to("end");
  std::vector<std::string> last = reader.take();
  if (core::keeps_stack_notes()) {
    EXPECT_THAT(last, ElementsAre("line", "request", "restored", "delivered", "finished with 7",
                                  "request", "restored", "delivered"));
  } else {
    EXPECT_THAT(last, ElementsAre("main>g", "finished with 7", "request", "restored", "delivered"))
        << "an end has no line";
  }
  set_observer(nullptr);
}

TEST_F(SwitchLogTest, ItMayComeAndGoAtAnyTime) {
  Greenlet g = ping_pong();
  g.switch_to(1);
  reader.take();
  log_switches(nullptr);
  g.switch_to(2);
  EXPECT_THAT(reader.take(), ElementsAre("line", "request", "restored", "delivered", "line",
                                         "request", "restored", "delivered"));
  log_switches(&reader);
  g.switch_to(3);
  EXPECT_THAT(reader.take(), ElementsAre("main>g", "g>main"));
  set_observer(nullptr);
  g.switch_to(4);
  EXPECT_THAT(reader.take(), ElementsAre()) << "whoever observes no more notes no more";
  log_switches(&reader);
  g.switch_to(5);
  EXPECT_THAT(reader.take(), ElementsAre()) << "a log alone hears nothing";
}

TEST_F(SwitchLogTest, WhatHasNoRoomIsLostAndNothingElseHappens) {
  Greenlet g = ping_pong();
  g.switch_to(1);
  reader.take();
  reader.room = 0;
  const uint64_t before = reader.made();
  for (int i = 0; i < 100; ++i) EXPECT_EQ(g.switch_to(i), Value(i));
  EXPECT_LE(reader.made() - before, 8u);
}

// As in a child that has its parent's memory: what a system clears there.
TEST_F(SwitchLogTest, WhoseMemoryItIsNotNotesNothingUntilItIs) {
  Greenlet g = ping_pong();
  g.switch_to(1);
  reader.take();
  reader.ours = 0;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(g.switch_to(i), Value(i));
  EXPECT_THAT(reader.take(), ElementsAre());
  reader.ours = 1;
  EXPECT_EQ(g.switch_to(7), Value(7));
  EXPECT_THAT(reader.take(), ElementsAre("main>g", "g>main"));
}

// Whoever asks does so from elsewhere: it is heard before the next switch, which is told as a
// whole.
TEST_F(SwitchLogTest, WhoIsAskedToTellAgainDoesSoFromTheNextLineOn) {
  Greenlet g = ping_pong();
  g.switch_to(1);
  reader.take();
  reader.asked = 1;  // asked, and it stays
  g.switch_to(2);
  EXPECT_THAT(reader.take(), ElementsAre("main>g", "g>main"));
  reader.asked = 2;
  g.switch_to(3);
  EXPECT_THAT(reader.take(), ElementsAre("line", "request", "restored", "delivered", "line",
                                         "request", "restored", "delivered"));
}

}  // namespace
}  // namespace greenlens::engine
