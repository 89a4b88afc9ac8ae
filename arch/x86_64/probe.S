// arch_probe for x86-64, System V AMD64 ABI: what does a call leave in the callee-saved registers?
//
//   void arch_probe(const uint64_t* in (rdi), uint64_t* out (rsi), void (*call)(void*) (rdx), void* argument (rcx))
//
// The order of the words is that of probe.c: rbx rbp r12 r13 r14 r15 mxcsr x87.
//
// The frame, offsets from sp:
//   72 return address | 64 unused | 56 out | 48 rbp | 40 rbx | 32 r12 | 24 r13 | 16 r14 | 8 r15 | 4 x87 | 0 mxcsr

        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 4
arch_probe:
        .cfi_startproc
        endbr64
        subq    $72, %rsp
        .cfi_adjust_cfa_offset 72

        // The caller's own, and where to store what is found.
        movq    %rsi, 56(%rsp)
        movq    %rbp, 48(%rsp)
        .cfi_rel_offset rbp, 48
        movq    %rbx, 40(%rsp)
        .cfi_rel_offset rbx, 40
        movq    %r12, 32(%rsp)
        .cfi_rel_offset r12, 32
        movq    %r13, 24(%rsp)
        .cfi_rel_offset r13, 24
        movq    %r14, 16(%rsp)
        .cfi_rel_offset r14, 16
        movq    %r15, 8(%rsp)
        .cfi_rel_offset r15, 8
        fnstcw  4(%rsp)
        stmxcsr 0(%rsp)

        // The values to survive.
        movq    0(%rdi), %rbx
        movq    8(%rdi), %rbp
        movq    16(%rdi), %r12
        movq    24(%rdi), %r13
        movq    32(%rdi), %r14
        movq    40(%rdi), %r15
        ldmxcsr 48(%rdi)
        fldcw   56(%rdi)

        movq    %rcx, %rdi
        call    *%rdx

        // What became of them. Words narrower than 64 bits are stored with zeros above.
        movq    56(%rsp), %rax
        movq    %rbx, 0(%rax)
        movq    %rbp, 8(%rax)
        movq    %r12, 16(%rax)
        movq    %r13, 24(%rax)
        movq    %r14, 32(%rax)
        movq    %r15, 40(%rax)
        movq    $0, 48(%rax)
        movq    $0, 56(%rax)
        stmxcsr 48(%rax)
        fnstcw  56(%rax)

        movq    48(%rsp), %rbp
        .cfi_restore rbp
        movq    40(%rsp), %rbx
        .cfi_restore rbx
        movq    32(%rsp), %r12
        .cfi_restore r12
        movq    24(%rsp), %r13
        .cfi_restore r13
        movq    16(%rsp), %r14
        .cfi_restore r14
        movq    8(%rsp), %r15
        .cfi_restore r15
        fldcw   4(%rsp)
        ldmxcsr 0(%rsp)
        addq    $72, %rsp
        .cfi_adjust_cfa_offset -72
        ret
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        // IBT, as in switch.S.
        .section .note.gnu.property, "a", @note
        .p2align 3
        .long   4, 16, 5
        .string "GNU"
        .long   0xc0000002, 4, 1, 0

        .section .note.GNU-stack, "", @progbits
