// A switch that takes a handle of where to go, and gives the one of where it came from, with a word
// that travels along.
//
//   struct transfer { void* from; void* data; }
//   struct transfer switch_handle(void* to (rdi), void* data (rsi))
//   void* make_handle(void* low (rdi), size_t size (rsi), void (*fn)(struct transfer) (rdx))
//
// A handle is the stack pointer of a suspended context, with a frame like that of stack_pointer.S:
//   56 return address | 48 rbp | 40 rbx | 32 r12 | 24 r13 | 16 r14 | 8 r15
//   4 x87 control word | 0 mxcsr
        .text
        .globl  switch_handle
        .type   switch_handle, @function
switch_handle:
        subq    $56, %rsp
        movq    %rbp, 48(%rsp)
        movq    %rbx, 40(%rsp)
        movq    %r12, 32(%rsp)
        movq    %r13, 24(%rsp)
        movq    %r14, 16(%rsp)
        movq    %r15, 8(%rsp)
        fnstcw  4(%rsp)
        stmxcsr 0(%rsp)
        movq    %rsp, %rax
        movq    %rsi, %rdx
        movq    %rdi, %rsp
        movq    48(%rsp), %rbp
        movq    40(%rsp), %rbx
        movq    32(%rsp), %r12
        movq    24(%rsp), %r13
        movq    16(%rsp), %r14
        movq    8(%rsp), %r15
        fldcw   4(%rsp)
        ldmxcsr 0(%rsp)
        addq    $56, %rsp
        movq    %rax, %rdi              // the arguments of a context that begins
        ret
        .size   switch_handle, . - switch_handle

        .globl  make_handle
        .type   make_handle, @function
make_handle:
        leaq    (%rdi,%rsi), %rax
        andq    $-16, %rax
        subq    $72, %rax               // so that sp is 8 below a multiple of 16 when fn begins
        movq    $0, 64(%rax)
        movq    %rdx, 56(%rax)
        movl    $0x1f80, 0(%rax)
        movl    $0x37f, 4(%rax)
        ret
        .size   make_handle, . - make_handle

        .section .note.GNU-stack, "", @progbits
