// A course's exercise, thread_switch(uint64 old, uint64 new): where the old thread's registers go, and where those of the new one
// are. It is wrong: docs/probe.md says how that is found.
        .text
        .globl  thread_switch
        .type   thread_switch, @function
thread_switch:
        movq    %rsp, 0(%rdi)
        movq    %rbp, 8(%rdi)
        movq    %rbx, 16(%rdi)
        movq    %r12, 24(%rdi)
        movq    %r13, 32(%rdi)
        movq    %r15, 48(%rdi)

        movq    0(%rsi), %rsp
        movq    8(%rsi), %rbp
        movq    16(%rsi), %rbx
        movq    24(%rsi), %r12
        movq    32(%rsi), %r13
        movq    40(%rsi), %r14
        movq    48(%rsi), %r15
        ret
        .size   thread_switch, . - thread_switch

        .section .note.GNU-stack, "", @progbits
