// What is said of single instructions and of registers in the middle of a switch.
#include "tracer/words/instructions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

using facts::InstructionExecuted;
using ::testing::HasSubstr;

constexpr uint64_t kBase = 0x7fff00001000;

// gr1 switches to main, as in a switch of four instructions.
class Instructions : public ::testing::Test {
 protected:
  void SetUp() override {
    info_.stack_base = kBase;
    info_.arch.name = "x86-64";
    info_.arch.slots = {{"mxcsr", 0, 4, "SSE control word"}, {"rbx", 40, 8, "callee-saved"}};
    info_.arch.code = {{0, std::string("\x01", 1), "movq %rbx, 0x28(%rsp)", "spill", 64},
                       {1, std::string("\x02", 1), "addq %rax, %rsp", "move sp", 82},
                       {2, std::string("\x03\xff", 2), "movq 0x28(%rsp), %rbx", "reload", 94},
                       {4, std::string("\xc3", 1), "retq", "", 0}};
    tell(facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything});
    tell(facts::GreenletCreated{2, "gr1", 1, facts::kNull, facts::kNull});
    tell(facts::SwitchRequested{2, 1, facts::Payload::value, "()"});
    tell(facts::TargetFound{2, 1, false});
  }
  template <typename Fact>
  void tell(Fact fact) {
    facts::Event event;
    event.thread = 1;
    event.fact = std::move(fact);
    moment_.before = moment_.after;
    apply(&moment_.after, event);
    ++moment_.number;
    moment_.event = std::make_shared<const facts::Event>(std::move(event));
  }
  void execute(
      uint64_t offset, const std::vector<facts::RegisterValue>& registers,
      const std::function<void(InstructionExecuted*)>& more = [](auto*) {}) {
    InstructionExecuted one;
    one.function = "arch_switch";
    one.offset = offset;
    for (const store::Instruction& known : info_.arch.code) {
      if (known.offset == offset) one.text = known.text, one.next = offset + known.bytes.size();
    }
    one.sp = -0x100;
    one.registers = registers;
    more(&one);
    tell(std::move(one));
  }
  void execute_up_to_the_move() {
    execute(0,
            {{"rax", 7}, {"rbx", 0x5555}, {"rsp", kBase - 0x100}, {"rip", 1}, {"mxcsr", 0x1f80}});
    execute(1, {{"rsp", kBase - 0x40}, {"rip", 2}}, [](InstructionExecuted* one) {
      one->moved = true;
      one->sp = -0x40;
    });
  }
  RegisterRow row(const std::string& name) const {
    for (const RegisterRow& one : register_rows(Messages::of("en"), info_, moment_)) {
      if (one.name == name) return one;
    }
    ADD_FAILURE() << name << " is not there";
    return {};
  }
  std::string headline() const { return narrate(Messages::of("en"), moment_).headline; }

  store::TraceInfo info_;
  state::Moment moment_;
};

TEST_F(Instructions, OnlyOneIsNowAndOneIsNext) {
  EXPECT_FALSE(instruction_rows(info_, moment_.after).at(0).now);
  execute_up_to_the_move();
  const std::vector<InstructionRow> rows = instruction_rows(info_, moment_.after);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[2].bytes, "03 ff");
  EXPECT_EQ(rows[1].block, "move sp");
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].now, i == 1) << i;
    EXPECT_EQ(rows[i].next, i == 2) << i;
  }
}

TEST_F(Instructions, ARegisterIsTheOriginsThenTheTargets) {
  EXPECT_TRUE(register_rows(Messages::of("en"), info_, moment_).empty());
  execute_up_to_the_move();
  EXPECT_EQ(row("rsp").value, "-0x40");
  EXPECT_EQ(row("rsp").before, "-0x100");
  EXPECT_EQ(row("rsp").whose, "main");  // the target's stack is in use already
  EXPECT_EQ(row("rbx").whose, "gr1");   // and the origin's register still there
  EXPECT_EQ(row("rbx").before, "");
  EXPECT_EQ(row("mxcsr").role, Role::control_word);
  EXPECT_EQ(row("rax").whose, "nobody");
  EXPECT_EQ(row("rip").whose, "switch");
  execute(2, {{"rbx", 0x5555}, {"rip", 4}}, [](InstructionExecuted* one) {
    one->moved = true;
    one->sp = -0x40;
    one->read_at = -0x18, one->read = 8;
  });
  EXPECT_EQ(row("rbx").whose, "main");
  EXPECT_TRUE(row("rbx").written);  // though it is the same number
  EXPECT_EQ(row("rbx").before, "");
  EXPECT_FALSE(row("rsp").written);
}

TEST_F(Instructions, SentencesSayWhatEachDoes) {
  execute_up_to_the_move();
  EXPECT_EQ(headline(), "addq %rax, %rsp: the stack pointer moves 192 bytes up.");
  EXPECT_THAT(narrate(Messages::of("en"), moment_).detail, HasSubstr("main’s stack is in use"));
  execute(2, {{"rbx", 1}}, [](InstructionExecuted* one) {
    one->moved = true;
    one->sp = -0x40;
    one->read_at = -0x18, one->read = 8;
  });
  EXPECT_EQ(headline(), "movq 0x28(%rsp), %rbx: rbx comes back, from -0x18.");
  execute(4, {{"rsp", kBase}}, [](InstructionExecuted* one) {
    one->moved = one->returned = true;
    one->sp = -0x8;
  });
  EXPECT_EQ(headline(), "retq: arch_switch returns, and main goes on.");
}

TEST_F(Instructions, TheSwitchsEndIsTheirs) {
  execute_up_to_the_move();
  EXPECT_EQ(known_sp(moment_.after, told_by(moment_.after).own_stack), -0x40);
  tell(facts::Delivered{2, 1, facts::Payload::value, "()"});
  EXPECT_FALSE(told_by(moment_.after).machine);
  EXPECT_TRUE(register_rows(Messages::of("en"), info_, moment_).empty());
}

TEST_F(Instructions, AreTextWithMarks) {
  execute_up_to_the_move();
  EXPECT_THAT(disassembly_text(Messages::of("en"), info_, moment_.after),
              HasSubstr(">   0x1  02     addq %rax, %rsp        move sp\n.   0x2  03 ff"));
  EXPECT_THAT(registers_text(Messages::of("en"), info_, moment_),
              HasSubstr("> rsp    -0x40   main    was -0x100\n"));
  EXPECT_THAT(disassembly_text(Messages::of("en"), {}, moment_.after), HasSubstr("no code"));
  EXPECT_THAT(registers_text(Messages::of("en"), info_, {}), HasSubstr("--detail instructions"));
}

}  // namespace
}  // namespace greenlens::words
