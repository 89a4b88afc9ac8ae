// What a switch promises to the machine, held against its single instructions.
#include "tracer/rules/promises.h"

#include <gmock/gmock.h>

#include "tests/tracer/rules/hand_made.h"
#include "tests/tracer/rules/lean.h"
#include "tracer/state/footprint.h"

namespace greenlens::rules {
namespace {

using namespace facts;
using namespace testing::hand_made;
using state::State;
using state::Thread;
using ::testing::HasSubstr;

// A switch of gr1's to main, in single instructions: its call, the move, the return to main's.
class CheckPromises : public ::testing::Test {
 protected:
  void SetUp() override {
    call(kMain, -0x100, {{"rbx", 1}, {"mxcsr", 0x1f80}, {"rax", 2}});
    come_back(kGr1);
    call(kGr1, -0x300, {{"rbx", 7}, {"mxcsr", 0x1f80}, {"rax", 3}});
  }
  void call(GreenletId who, Address sp, std::vector<RegisterValue> registers,
            int64_t sp_change = 0) {
    State& s = state_;
    Thread& thread = s.threads[1];
    thread.machine.reset();
    thread.in_switch.emplace();
    thread.in_switch->origin = who;
    thread.in_switch->requested = thread.in_switch->target = who == kMain ? kGr1 : kMain;
    InstructionExecuted first;
    first.next = 4, first.sp = sp, first.registers = std::move(registers);
    first.sp_change = sp_change;
    apply(&s, {0, 1, 0, 0, first});
    s.greenlets.change(who)->registers = {{"rbx", sp, 0}, {"mxcsr", sp, 0}};
  }
  void come_back(GreenletId who) { state_.threads[1].current = who; }
  static InstructionExecuted last(Address sp) {
    InstructionExecuted one;
    one.offset = 4, one.returned = true, one.moved = true;
    one.sp = sp, one.read_at = sp - 8, one.read = 8;
    one.registers = {{"rbx", 1}, {"rax", 0}};
    return one;
  }
  std::string found(const Fact& told) const { return text(check(state_, told)); }
  State state_ = after({created(), main_starts_gr1(), gr1_works()});
};

TEST_F(CheckPromises, WhoComesBackFindsItsRegistersAndItsStackPointer) {
  EXPECT_EQ(found(last(-0xf8)), "");
  EXPECT_THAT(found(last(-0xe8)), HasSubstr("sp"));
  InstructionExecuted lost = last(-0xf8);
  lost.registers = {{"rbx", 7}};
  EXPECT_THAT(found(lost), HasSubstr("rbx"));
  lost.registers = {{"rbx", 1}, {"mxcsr", 0x7f80}};
  EXPECT_THAT(found(lost), HasSubstr("mxcsr"));
  // Some of its bits are the last operation's, and nobody has to keep those.
  lost.free_bits = {{"mxcsr", 0x3f}};
  EXPECT_THAT(found(lost), HasSubstr("mxcsr"));
  lost.registers[1].value = 0x1f80 | 0x21;
  EXPECT_EQ(found(lost), "");
  // What a call may change is nobody's loss.
  lost.registers = {{"rbx", 1}, {"rax", 99}};
  EXPECT_EQ(found(lost), "");
}

// Where the first instruction makes the frame, the caller's stack pointer is the one before it.
TEST_F(CheckPromises, TheStackPointerOfACallIsTheOneBeforeTheFirstInstruction) {
  call(kMain, -0x1d0, {{"rbx", 1}}, /*sp_change=*/-0xd0);
  call(kGr1, -0x300, {{"rbx", 7}});
  InstructionExecuted back = last(-0x100);
  back.read_at = kNull, back.read = 0;  // it returns to an address in a register
  EXPECT_EQ(found(back), "");
  back.sp = -0x1d0;
  EXPECT_THAT(found(back), HasSubstr("sp"));
}

// A return into the switch itself, which then goes through its end once more.
TEST_F(CheckPromises, TheStackPointerIsNeverAboveTheCallers) {
  InstructionExecuted goes_on = last(-0xf8);
  goes_on.returned = false, goes_on.next = 8, goes_on.code = "abcd";
  goes_on.read_at = kNull, goes_on.read = 0;
  EXPECT_THAT(found(goes_on), HasSubstr("sp"));
  goes_on.sp = -0x100;  // where main called
  EXPECT_EQ(found(goes_on), "");
  // Before the move it is the origin's call.
  goes_on.moved = false;
  EXPECT_THAT(found(goes_on), HasSubstr("sp"));
  goes_on.sp = -0x300;
  EXPECT_EQ(found(goes_on), "");
}

TEST_F(CheckPromises, AReturnGoesToWhoHasCalled) {
  InstructionExecuted leaves = last(-0x300), returns = last(-0x300);
  leaves.returned = leaves.moved = false, leaves.next = 8, leaves.code = "abcd";
  leaves.read_at = kNull, leaves.read = 0, leaves.registers.clear();
  EXPECT_EQ(found(leaves), "");  // the frame, and the one behind it comes
  apply(&state_, {0, 1, 0, 0, leaves});
  returns = leaves;
  returns.offset = 8, returns.next = 4;
  EXPECT_THAT(found(returns), HasSubstr("next"));
  returns.returned = true, returns.next = 0;
  EXPECT_EQ(found(returns), "");
}

TEST_F(CheckPromises, ACallThatNobodyHasSeenIsBelieved) {
  state_.greenlets.change(kMain)->call_sp = kNull;
  EXPECT_EQ(found(last(-0x20)), "");
}

TEST_F(CheckPromises, WhatIsCalledIsCalledAlignedAndNotThroughTheStackBehindTheMove) {
  InstructionExecuted called;
  called.offset = 4, called.next = 8, called.called = true, called.sp = -0x340;
  called.read_at = -0x100, called.read = 8;
  EXPECT_EQ(found(called), "");  // the move is still to come
  called.misaligned = 8;         // the one to come
  EXPECT_THAT(found(called), HasSubstr("misaligned"));
  called.misaligned = 0;
  state_.threads[1].machine->moved = called.moved = true;
  EXPECT_THAT(found(called), HasSubstr("read_at"));
  called.read_at = -0x7fff0000;  // in the heap
  EXPECT_EQ(found(called), "");
}

// Where a call takes no address from memory, an instruction before it does.
TEST_F(CheckPromises, WhatIsReadBehindTheMoveIsTheTargets) {
  state::Stack& stack = state_.threads[1].own_stack;
  state::leave_footprint(&stack, kGr1, -0x400, -0x200);
  state::leave_footprint(&stack, kMain, -0x200, -0x80);
  InstructionExecuted reads;
  reads.offset = 4, reads.next = 8, reads.sp = -0x340;
  reads.read_at = -0x2f8, reads.read = 8;
  EXPECT_EQ(found(reads), "");  // the move is still to come
  state_.threads[1].machine->moved = reads.moved = true;
  reads.sp = -0x1e0;
  EXPECT_THAT(found(reads), HasSubstr("read_at"));
  reads.read_at = -0x1d8;  // main's, which comes back
  EXPECT_EQ(found(reads), "");
}

}  // namespace
}  // namespace greenlens::rules
