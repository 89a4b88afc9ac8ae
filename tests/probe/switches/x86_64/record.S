// A switch that keeps the registers in a record, as that of xv6 does, and the address to go on at.
//
//   void switch_record(struct context* from (rdi), struct context* to (rsi))
//   void make_record(struct context* made (rdi), void* top (rsi), void (*fn)(void) (rdx))
//
// struct context, 72 bytes:
//   0 rsp | 8 rip | 16 rbx | 24 rbp | 32 r12 | 40 r13 | 48 r14 | 56 r15 | 64 mxcsr | 68 x87
        .text
        .globl  switch_record
        .type   switch_record, @function
switch_record:
        movq    (%rsp), %rax
        movq    %rax, 8(%rdi)
        leaq    8(%rsp), %rax           // as it is when we have returned
        movq    %rax, 0(%rdi)
        movq    %rbx, 16(%rdi)
        movq    %rbp, 24(%rdi)
        movq    %r12, 32(%rdi)
        movq    %r13, 40(%rdi)
        movq    %r14, 48(%rdi)
        movq    %r15, 56(%rdi)
        stmxcsr 64(%rdi)
        fnstcw  68(%rdi)

        movq    0(%rsi), %rsp
        movq    16(%rsi), %rbx
        movq    24(%rsi), %rbp
        movq    32(%rsi), %r12
        movq    40(%rsi), %r13
        movq    48(%rsi), %r14
        movq    56(%rsi), %r15
        ldmxcsr 64(%rsi)
        fldcw   68(%rsi)
        jmp     *8(%rsi)
        .size   switch_record, . - switch_record

        .globl  make_record
        .type   make_record, @function
make_record:
        andq    $-16, %rsi
        movq    $0, -8(%rsi)            // nobody calls fn
        subq    $8, %rsi
        movq    %rsi, 0(%rdi)
        movq    %rdx, 8(%rdi)
        movl    $0x1f80, 64(%rdi)
        movl    $0x37f, 68(%rdi)
        ret
        .size   make_record, . - make_record

        .section .note.GNU-stack, "", @progbits
