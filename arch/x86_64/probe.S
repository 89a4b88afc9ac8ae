// arch_probe for x86-64, System V AMD64 ABI: what does a call leave in the callee-saved registers?
//
//   void arch_probe(arch_probe_call* probe (rdi))
//     0(rdi) call | 8 argument | 16 in | 24 out | 32 sp_before | 40 sp_after | 48 result
//
// The order of the words is that of probe.c: rbx rbp r12 r13 r14 r15 mxcsr x87.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from sp, at the call:
//   88 return address | 80 rbp | 72 rbx | 64 r12 | 56 r13 | 48 r14 | 40 r15 | 36 x87 | 32 mxcsr
//   0 four times the address of arch_probe_returned: where a switch comes to that returns with sp
//     8 to 32 bytes too high

        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 4
arch_probe:
        .cfi_startproc
        endbr64
        subq    $88, %rsp
        .cfi_adjust_cfa_offset 88

        // The caller's own.
        movq    %rbp, 80(%rsp)
        .cfi_rel_offset rbp, 80
        movq    %rbx, 72(%rsp)
        .cfi_rel_offset rbx, 72
        movq    %r12, 64(%rsp)
        .cfi_rel_offset r12, 64
        movq    %r13, 56(%rsp)
        .cfi_rel_offset r13, 56
        movq    %r14, 48(%rsp)
        .cfi_rel_offset r14, 48
        movq    %r15, 40(%rsp)
        .cfi_rel_offset r15, 40
        fnstcw  36(%rsp)
        stmxcsr 32(%rsp)
        leaq    arch_probe_returned(%rip), %rax
        movq    %rax, 24(%rsp)
        movq    %rax, 16(%rsp)
        movq    %rax, 8(%rsp)
        movq    %rax, 0(%rsp)

        // Where to find all this again.
        movq    %rdi, arch_probe_returning(%rip)
        movq    %rsp, 32(%rdi)
        movq    $0, 40(%rdi)

        // The values to survive.
        movq    16(%rdi), %rax
        movq    0(%rax), %rbx
        movq    8(%rax), %rbp
        movq    16(%rax), %r12
        movq    24(%rax), %r13
        movq    32(%rax), %r14
        movq    40(%rax), %r15
        ldmxcsr 48(%rax)
        fldcw   56(%rax)

        movq    0(%rdi), %rdx
        movq    8(%rdi), %rdi
        call    *%rdx
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was.
        movq    arch_probe_returning(%rip), %rcx
        movq    %rsp, 40(%rcx)
        movq    32(%rcx), %rsp
        movslq  %eax, %rax
        movq    %rax, 48(%rcx)

        // What became of them. Words narrower than 64 bits are stored with zeros above.
        movq    24(%rcx), %rax
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

        movq    80(%rsp), %rbp
        .cfi_restore rbp
        movq    72(%rsp), %rbx
        .cfi_restore rbx
        movq    64(%rsp), %r12
        .cfi_restore r12
        movq    56(%rsp), %r13
        .cfi_restore r13
        movq    48(%rsp), %r14
        .cfi_restore r14
        movq    40(%rsp), %r15
        .cfi_restore r15
        fldcw   36(%rsp)
        ldmxcsr 32(%rsp)
        addq    $88, %rsp
        .cfi_adjust_cfa_offset -88
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
