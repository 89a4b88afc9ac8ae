// A switch that stores the old stack pointer and takes the new one: everything else lies on the
// stack.
//
//   void switch_sp(void** from (rdi), void* to (rsi))
//   void* make_sp(void* top (rdi), size_t size (rsi), void (*fn)(void) (rdx))
//
// The frame of a suspended context, offsets from the stored stack pointer:
//   56 return address | 48 rbp | 40 rbx | 32 r12 | 24 r13 | 16 r14 | 8 r15
//   4 x87 control word | 0 mxcsr
        .text
        .globl  switch_sp
        .type   switch_sp, @function
switch_sp:
        pushq   %rbp
        pushq   %rbx
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        subq    $8, %rsp
        stmxcsr 0(%rsp)
        fnstcw  4(%rsp)
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        fldcw   4(%rsp)
        ldmxcsr 0(%rsp)
        addq    $8, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbx
        popq    %rbp
        ret
        .size   switch_sp, . - switch_sp

// A frame for the first switch: it "returns" to fn, which finds its own return address (0: nobody
// calls it) where a call would have pushed one.
        .globl  make_sp
        .type   make_sp, @function
make_sp:
        andq    $-16, %rdi
        leaq    -72(%rdi), %rax         // so that sp is 8 below a multiple of 16 when fn begins
        movq    $0, 64(%rax)
        movq    %rdx, 56(%rax)
        movl    $0x1f80, 0(%rax)        // as a program starts
        movl    $0x37f, 4(%rax)
        ret
        .size   make_sp, . - make_sp

        .section .note.GNU-stack, "", @progbits
