// arch_probe for s390x, ELF ABI s390x Supplement: what does a call leave in the callee-saved
// registers?
//
// switch.S says how DWARF numbers the floating-point registers.
//
//   void arch_probe(arch_probe_call* probe (r2))
//     0(r2) call | 8 argument | 16 in | 24 out | 32 sp_before | 40 sp_after | 48 result
//
// The order of the words is that of probe.c: r6 ... r13, f8 ... f15, fpc.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from r15, whose caller's frame begins at 240:
//   352 r14 | 344 r13 | ... | 288 r6 | 232 f8 | ... | 176 f15 | 168 fpc | 160 unused
//   0 save area for `call`

        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 4
arch_probe:
        .cfi_startproc
        lgr     %r1, %r15
        aghi    %r15, -240
        .cfi_adjust_cfa_offset 240
        .cfi_escape 0x14, 15, 20  // r15: 160 below the frame of the caller, as in switch.S
        stg     %r1, 0(%r15)

        // The caller's own.
        stg     %r14, 352(%r15)
        .cfi_rel_offset %r14, 352
        stg     %r6, 288(%r15)
        .cfi_rel_offset %r6, 288
        stg     %r7, 296(%r15)
        .cfi_rel_offset %r7, 296
        stg     %r8, 304(%r15)
        .cfi_rel_offset %r8, 304
        stg     %r9, 312(%r15)
        .cfi_rel_offset %r9, 312
        stg     %r10, 320(%r15)
        .cfi_rel_offset %r10, 320
        stg     %r11, 328(%r15)
        .cfi_rel_offset %r11, 328
        stg     %r12, 336(%r15)
        .cfi_rel_offset %r12, 336
        stg     %r13, 344(%r15)
        .cfi_rel_offset %r13, 344
        std     %f8, 232(%r15)
        .cfi_rel_offset 24, 232
        std     %f9, 224(%r15)
        .cfi_rel_offset 28, 224
        std     %f10, 216(%r15)
        .cfi_rel_offset 25, 216
        std     %f11, 208(%r15)
        .cfi_rel_offset 29, 208
        std     %f12, 200(%r15)
        .cfi_rel_offset 26, 200
        std     %f13, 192(%r15)
        .cfi_rel_offset 30, 192
        std     %f14, 184(%r15)
        .cfi_rel_offset 27, 184
        std     %f15, 176(%r15)
        .cfi_rel_offset 31, 176
        stfpc   168(%r15)

        // Where to find all this again.
        larl    %r1, arch_probe_returning
        stg     %r2, 0(%r1)
        stg     %r15, 32(%r2)
        lghi    %r1, 0
        stg     %r1, 40(%r2)

        // The values to survive. fpc is the low half of its word.
        lg      %r3, 16(%r2)
        lg      %r6, 0(%r3)
        lg      %r7, 8(%r3)
        lg      %r8, 16(%r3)
        lg      %r9, 24(%r3)
        lg      %r10, 32(%r3)
        lg      %r11, 40(%r3)
        lg      %r12, 48(%r3)
        lg      %r13, 56(%r3)
        ld      %f8, 64(%r3)
        ld      %f9, 72(%r3)
        ld      %f10, 80(%r3)
        ld      %f11, 88(%r3)
        ld      %f12, 96(%r3)
        ld      %f13, 104(%r3)
        ld      %f14, 112(%r3)
        ld      %f15, 120(%r3)
        lg      %r1, 128(%r3)
        sfpc    %r1

        lg      %r1, 0(%r2)
        lg      %r2, 8(%r2)
        basr    %r14, %r1
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was.
        larl    %r1, arch_probe_returning
        lg      %r1, 0(%r1)
        stg     %r15, 40(%r1)
        lg      %r15, 32(%r1)
        lgfr    %r2, %r2
        stg     %r2, 48(%r1)

        // What became of them. fpc is stored with zeros above.
        lg      %r3, 24(%r1)
        stg     %r6, 0(%r3)
        stg     %r7, 8(%r3)
        stg     %r8, 16(%r3)
        stg     %r9, 24(%r3)
        stg     %r10, 32(%r3)
        stg     %r11, 40(%r3)
        stg     %r12, 48(%r3)
        stg     %r13, 56(%r3)
        std     %f8, 64(%r3)
        std     %f9, 72(%r3)
        std     %f10, 80(%r3)
        std     %f11, 88(%r3)
        std     %f12, 96(%r3)
        std     %f13, 104(%r3)
        std     %f14, 112(%r3)
        std     %f15, 120(%r3)
        lghi    %r1, 0
        efpc    %r1
        stg     %r1, 128(%r3)

        lg      %r14, 352(%r15)
        .cfi_restore %r14
        lg      %r6, 288(%r15)
        .cfi_restore %r6
        lg      %r7, 296(%r15)
        .cfi_restore %r7
        lg      %r8, 304(%r15)
        .cfi_restore %r8
        lg      %r9, 312(%r15)
        .cfi_restore %r9
        lg      %r10, 320(%r15)
        .cfi_restore %r10
        lg      %r11, 328(%r15)
        .cfi_restore %r11
        lg      %r12, 336(%r15)
        .cfi_restore %r12
        lg      %r13, 344(%r15)
        .cfi_restore %r13
        ld      %f8, 232(%r15)
        .cfi_restore 24
        ld      %f9, 224(%r15)
        .cfi_restore 28
        ld      %f10, 216(%r15)
        .cfi_restore 25
        ld      %f11, 208(%r15)
        .cfi_restore 29
        ld      %f12, 200(%r15)
        .cfi_restore 26
        ld      %f13, 192(%r15)
        .cfi_restore 30
        ld      %f14, 184(%r15)
        .cfi_restore 27
        ld      %f15, 176(%r15)
        .cfi_restore 31
        lfpc    168(%r15)
        aghi    %r15, 240
        .cfi_adjust_cfa_offset -240
        .cfi_restore %r15
        br      %r14
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        .section .note.GNU-stack, "", @progbits
