// Switches as people write them, some of them with a mistake. Each has a name of its own, so that
// one program can use any of them.
#if defined(__x86_64__)

        .text

// void thread_switch(void** from_sp, void* to_sp): registers on the stack, as in a first exercise.
        .globl  thread_switch
thread_switch:
        pushq   %rbx
        pushq   %rbp
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbp
        popq    %rbx
        ret

// The same, which forgets a register.
        .globl  forgets_rbx
forgets_rbx:
        pushq   %rax
        pushq   %rbp
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbp
        popq    %rax
        ret

// The same, which gets two of them back in the wrong order.
        .globl  mixes_up
mixes_up:
        pushq   %rbx
        pushq   %rbp
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        popq    %r14
        popq    %r15
        popq    %r13
        popq    %r12
        popq    %rbp
        popq    %rbx
        ret

// The same, whose caller finds the stack pointer sixteen bytes too high.
        .globl  sp_too_high
sp_too_high:
        pushq   %rbx
        pushq   %rbp
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbp
        popq    %rbx
        ret     $16

// void swtch(struct context* from, struct context* to): registers in a record, as kernels have it.
        .globl  swtch
        .type   swtch, @function
swtch:
        movq    (%rsp), %rax
        movq    %rax, 0(%rdi)
        leaq    8(%rsp), %rcx
        movq    %rcx, 8(%rdi)
        movq    %rbx, 16(%rdi)
        movq    %rbp, 24(%rdi)
        movq    %r12, 32(%rdi)
        movq    %r13, 40(%rdi)
        movq    %r14, 48(%rdi)
        movq    %r15, 56(%rdi)
        movq    8(%rsi), %rsp
        movq    16(%rsi), %rbx
        movq    24(%rsi), %rbp
        movq    32(%rsi), %r12
        movq    40(%rsi), %r13
        movq    48(%rsi), %r14
        movq    56(%rsi), %r15
        jmpq    *0(%rsi)
        .size   swtch, .-swtch
#endif
        .section .note.GNU-stack,"",%progbits
