// What a switch promises to the machine, held against its single instructions.
#include "tracer/rules/promises.h"

#include <gmock/gmock.h>

#include "tests/tracer/rules/hand_made.h"
#include "tests/tracer/rules/lean.h"

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

TEST_F(CheckPromises, ACallThatNobodyHasSeenIsBelieved) {
  state_.greenlets.change(kMain)->call_sp = kNull;
  EXPECT_EQ(found(last(-0x20)), "");
}

TEST_F(CheckPromises, WhatIsCalledIsCalledAlignedAndNotThroughTheStackBehindTheMove) {
  InstructionExecuted called;
  called.offset = 4, called.next = 8, called.called = true, called.sp = -0x140;
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

}  // namespace
}  // namespace greenlens::rules
