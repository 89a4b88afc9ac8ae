// Which single instructions make a function one that may switch stacks.
#include "tracer/foreign/candidates.h"

#include <gtest/gtest.h>

namespace greenlens::foreign {
namespace {

TEST(Candidates, AreThosePuttingSomethingForeignIntoTheStackPointer) {
  for (const char* text :
       {"movq %rsi, %rsp", "movq (%rsi), %rsp", "movq 8(%rdx), %rsp", "leaq 8(%rdx), %rsp",
        "popq %rsp", "addq %rax, %rsp", "xchgq %rsp, (%rdi)", "xchgq %rax, %rsp"}) {
    EXPECT_TRUE(may_leave_the_stack(text)) << text;
  }
}

TEST(Candidates, AreNotWhatCompilersDoForAFrame) {
  for (const char* text :
       {"movq %rbp, %rsp", "leaq -0x28(%rbp), %rsp", "leaq -8(%r10), %rsp", "addq $0x38, %rsp",
        "subq %rax, %rsp", "andq $0xfffffffffffffff0, %rsp", "movq %rsp, %rbp", "movq %rsp, (%rdi)",
        "pushq %rsp", "orq $0, (%rsp)", "leave", "retq", "popq %rbx", "leaq 0x10(%rsp), %rsp",
        "movq $1, (%rsp)"}) {
    EXPECT_FALSE(may_leave_the_stack(text)) << text;
  }
}

}  // namespace
}  // namespace greenlens::foreign
