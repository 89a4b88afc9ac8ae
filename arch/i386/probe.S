// arch_probe for i386, System V ABI: what does a call leave in the callee-saved registers?
//
//   void arch_probe(arch_probe_call* probe): on the stack
//     0(probe) call | 4 argument | 8 in | 12 out | 16 sp_before | 20 sp_after | 24 result
//
// The order of the words is that of probe.c: ebx ebp esi edi x87, and mxcsr where it exists. Words
// have 64 bits, low half first.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from sp, at the call:
//   48 probe | 44 return address | 40 unused | 36 ebp | 32 ebx | 28 esi | 24 edi
//   20 x87 | 16 mxcsr
//   4 three times the address of arch_probe_returned: where a switch comes to that returns with sp
//     8 to 16 bytes too high
//   0 the argument of call

        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 4
arch_probe:
        .cfi_startproc
        endbr32
        subl    $44, %esp
        .cfi_adjust_cfa_offset 44

        // The caller's own.
        movl    %ebp, 36(%esp)
        .cfi_rel_offset ebp, 36
        movl    %ebx, 32(%esp)
        .cfi_rel_offset ebx, 32
        movl    %esi, 28(%esp)
        .cfi_rel_offset esi, 28
        movl    %edi, 24(%esp)
        .cfi_rel_offset edi, 24
        fnstcw  20(%esp)

        // Data is found by the instruction's own address.
        call    .Lecx_is_here
        addl    $_GLOBAL_OFFSET_TABLE_, %ecx
        leal    arch_probe_returned@GOTOFF(%ecx), %eax
        movl    %eax, 12(%esp)
        movl    %eax, 8(%esp)
        movl    %eax, 4(%esp)

        // Where to find all this again.
        movl    48(%esp), %edx
        movl    %edx, arch_probe_returning@GOTOFF(%ecx)
        movl    %esp, 16(%edx)
        movl    $0, 20(%edx)

        // The values to survive.
        movl    8(%edx), %eax
        cmpl    $0, arch_has_sse@GOTOFF(%ecx)
        jz      .Lloaded
        stmxcsr 16(%esp)
        ldmxcsr 40(%eax)
.Lloaded:
        movl    0(%eax), %ebx
        movl    8(%eax), %ebp
        movl    16(%eax), %esi
        movl    24(%eax), %edi
        fldcw   32(%eax)

        movl    4(%edx), %eax
        movl    %eax, 0(%esp)
        call    *0(%edx)
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was. (The call for our own address uses it where it is.)
        call    .Lecx_is_here
        addl    $_GLOBAL_OFFSET_TABLE_, %ecx
        movl    arch_probe_returning@GOTOFF(%ecx), %edx
        movl    %esp, 20(%edx)
        movl    16(%edx), %esp
        movl    %eax, 24(%edx)

        // What became of them. Words narrower than 64 bits are stored with zeros above.
        movl    12(%edx), %eax
        movl    %ebx, 0(%eax)
        movl    $0, 4(%eax)
        movl    %ebp, 8(%eax)
        movl    $0, 12(%eax)
        movl    %esi, 16(%eax)
        movl    $0, 20(%eax)
        movl    %edi, 24(%eax)
        movl    $0, 28(%eax)
        movl    $0, 32(%eax)
        movl    $0, 36(%eax)
        fnstcw  32(%eax)
        cmpl    $0, arch_has_sse@GOTOFF(%ecx)
        jz      .Lstored
        stmxcsr 40(%eax)
        movl    $0, 44(%eax)
        ldmxcsr 16(%esp)
.Lstored:

        fldcw   20(%esp)
        movl    36(%esp), %ebp
        .cfi_restore ebp
        movl    32(%esp), %ebx
        .cfi_restore ebx
        movl    28(%esp), %esi
        .cfi_restore esi
        movl    24(%esp), %edi
        .cfi_restore edi
        addl    $44, %esp
        .cfi_adjust_cfa_offset -44
        ret
        .cfi_endproc

        // Answers in ecx where its caller continues.
.Lecx_is_here:
        .cfi_startproc
        movl    (%esp), %ecx
        ret
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        // IBT, as in switch.S.
        .section .note.gnu.property, "a", @note
        .p2align 2
        .long   4, 12, 5
        .string "GNU"
        .long   0xc0000002, 4, 1

        .section .note.GNU-stack, "", @progbits
