// A switch of two functions, as setjmp() and longjmp() are: one notes where it was called and returns
// 0, the other makes it return once more, with another result.
//
//   int save(struct place* place (rdi))
//   void restore(struct place* place (rdi), int result (esi))
//
// struct place, 72 bytes:
//   0 rbx | 8 rbp | 16 r12 | 24 r13 | 32 r14 | 40 r15 | 48 rsp | 56 rip | 64 mxcsr | 68 x87
        .text
        .globl  save
        .type   save, @function
save:
        movq    %rbx, 0(%rdi)
        movq    %rbp, 8(%rdi)
        movq    %r12, 16(%rdi)
        movq    %r13, 24(%rdi)
        movq    %r14, 32(%rdi)
        movq    %r15, 40(%rdi)
        leaq    8(%rsp), %rax           // as it is when we have returned
        movq    %rax, 48(%rdi)
        movq    (%rsp), %rax
        movq    %rax, 56(%rdi)
        stmxcsr 64(%rdi)
        fnstcw  68(%rdi)
        xorl    %eax, %eax
        ret
        .size   save, . - save

        .globl  restore
        .type   restore, @function
restore:
        movq    0(%rdi), %rbx
        movq    8(%rdi), %rbp
        movq    16(%rdi), %r12
        movq    24(%rdi), %r13
        movq    32(%rdi), %r14
        movq    40(%rdi), %r15
        movq    48(%rdi), %rsp
        ldmxcsr 64(%rdi)
        fldcw   68(%rdi)
        movl    %esi, %eax
        jmp     *56(%rdi)
        .size   restore, . - restore

        .section .note.GNU-stack, "", @progbits
