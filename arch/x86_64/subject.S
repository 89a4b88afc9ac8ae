// arch_subject for x86-64, System V AMD64 ABI: calls a switch that somebody else has written.
//
//   int arch_subject(arch_subject_call* call (rdi))
//     0 function | 8 16 24 32 arguments | 40 then | 48 56 then_arguments | 64 resumes
//     72 80 results | 88 sp_before | 96 sp_after | 104 sp_between | 112 flags | 120 guard
//   arch_subject_entered
//     0 stack | 8 run | 16 sp | 24 32 arguments (rdi, rsi) | 40 48 results (rax, rdx) | 56 flags
//     64 controls: mxcsr, and the x87 control word at 68
//
// arch_probe has filled rbx, rbp, r12 to r15 and the control words, and looks at them when we are
// back: none of them is touched here.
//
// The frame, offsets from sp at the call:
//   136 return address (to arch_probe) | 0 to 135: 17 times the address of arch_subject_returned,
//   where a switch comes to that returns with sp 8 to 136 bytes too high

        .text
        .globl  arch_subject
        .type   arch_subject, @function
        .p2align 4
arch_subject:
        endbr64
        subq    $136, %rsp              // 8 mod 16 at the entry, so 0 at the call
        movq    %rdi, %r8
        leaq    arch_subject_returned(%rip), %rax
        movq    %rsp, %rdi
        movl    $17, %ecx
        rep stosq
        movq    %rsp, 88(%r8)
        movq    $0, 96(%r8)
        movq    $0, 104(%r8)
        movq    8(%r8), %rdi
        movq    16(%r8), %rsi
        movq    24(%r8), %rdx
        movq    32(%r8), %rcx
        cmpq    $0, 40(%r8)
        jne     .Ltwo_functions
        movq    64(%r8), %rax
        movq    %rax, arch_probe_returning(%rip)
        call    *0(%r8)
        .globl  arch_subject_returned
        .hidden arch_subject_returned
arch_subject_returned:
        // Whoever came back: its call is found in memory, and its stack pointer in that.
        movq    arch_probe_returning(%rip), %r8
        movq    8(%r8), %r8             // arch_probe_call.argument
        movq    %rax, 72(%r8)
        movq    %rdx, 80(%r8)
        movq    %rsp, 96(%r8)
        movq    88(%r8), %rsp
        pushfq
        popq    112(%r8)
        cld
        // What lies above now, for those who look have frames of their own there.
        movq    %rsp, %rsi
        leaq    120(%r8), %rdi
        movl    $16, %ecx
        rep movsq
        // Not by ret: what lies above may have been overwritten.
        addq    $144, %rsp
        xorl    %eax, %eax
        jmp     arch_probe_returned

        // The first one returns to .Lbetween twice: with 0 at once, and later, when somebody comes
        // back to what it has put away, with something else.
.Ltwo_functions:
        movq    %r8, .Lbetween_call(%rip)
        call    *0(%r8)
.Lbetween:
        testl   %eax, %eax
        jnz     arch_subject_returned
        movq    .Lbetween_call(%rip), %r8
        movq    %rsp, 104(%r8)
        movq    88(%r8), %rsp
        movq    64(%r8), %rax
        movq    %rax, arch_probe_returning(%rip)
        movq    48(%r8), %rdi
        movq    56(%r8), %rsi
        call    *40(%r8)
        // It may not come back.
        jmp     arch_subject_returned
        .size   arch_subject, . - arch_subject

// Where a new context begins: with any stack pointer, so nothing is done by it.
        .globl  arch_subject_begin
        .type   arch_subject_begin, @function
        .p2align 4
arch_subject_begin:
        endbr64
        movq    %rsp, arch_subject_entered+16(%rip)
        movq    arch_subject_entered(%rip), %rsp
        movq    %rdi, arch_subject_entered+24(%rip)
        movq    %rsi, arch_subject_entered+32(%rip)
        movq    %rax, arch_subject_entered+40(%rip)
        movq    %rdx, arch_subject_entered+48(%rip)
        pushfq
        popq    arch_subject_entered+56(%rip)
        stmxcsr arch_subject_entered+64(%rip)
        fnstcw  arch_subject_entered+68(%rip)
        cld
        fninit                          // as a program starts
        pushq   $0x1f80
        ldmxcsr (%rsp)
        popq    %rax
        xorl    %ebp, %ebp              // who walks by frame pointers ends here
        call    *arch_subject_entered+8(%rip)
        ud2
        .size   arch_subject_begin, . - arch_subject_begin

        .local  .Lbetween_call
        .comm   .Lbetween_call, 8, 8
        .hidden arch_subject_entered
        .globl  arch_subject_entered
        .type   arch_subject_entered, @object
        .bss
        .p2align 3
arch_subject_entered:
        .skip   72
        .size   arch_subject_entered, . - arch_subject_entered

        // IBT, as in switch.S.
        .section .note.gnu.property, "a", @note
        .p2align 3
        .long   4, 16, 5
        .string "GNU"
        .long   0xc0000002, 4, 1, 0

        .section .note.GNU-stack, "", @progbits
