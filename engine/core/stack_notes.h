// What AddressSanitizer notes about the stack, in a program that runs under it: which bytes lie
// between the locals of each frame. It takes for granted that a frame stays where it is until its
// function returns. Whether the engine itself was compiled for it does not matter.
//
// Here the notes about bytes that go to the heap, come back, or are left by the dead are forgotten:
// no report is false then. What a greenlet that was away writes past its locals is not reported.
#ifndef GREENLENS_ENGINE_CORE_STACK_NOTES_H_
#define GREENLENS_ENGINE_CORE_STACK_NOTES_H_

#include <cstddef>

namespace greenlens::core {

// Whether this program runs under AddressSanitizer.
bool keeps_stack_notes() noexcept;

// The bytes [begin, end) of a stack change hands. Nothing, where no notes are kept.
void forget_stack_notes(const char* begin, const char* end) noexcept;

// Copies bytes of a slice as nobody may check: what lies between locals goes along.
void copy_past_notes(char* to, const char* from, size_t count) noexcept;

// Null, or a sentence: locals lie in the heap and not on the stack, where slices are. For hosts to
// refuse a thread's first greenlet with.
const char* refusal_of_fake_stack() noexcept;

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_STACK_NOTES_H_
