// arch_probe for ppc64le, OpenPOWER ELF V2 ABI: what does a call leave in the callee-saved
// registers?
//
//   void arch_probe(arch_probe_call* probe (r3))
//     0(r3) call | 8 argument | 16 in | 24 out | 32 sp_before | 40 sp_after | 48 result
//
// The order of the words is that of probe.c: r2, r14 ... r31, cr, f14 ... f31, fpscr, vrsave, vscr,
// and two words each for v20 ... v31. Those are moved as pairs of doublewords (lxvd2x): `in` and
// `out` need not be multiples of 16.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// r2 is preserved only by a function that asks for it by name, as arch_switch is by the program
// itself and not through a shared library's stub: it says so by having no local entry point.
//
// The frame, offsets from r1, whose caller's frame begins at 576:
//   592 lr | 584 cr | 568 unused | 560 r2 | 552 r14 | ... | 416 r31 | 408 f14 | ... | 272 f31
//   264 vrsave | 256 fpscr | 240 scratch, 16 bytes | 224 vscr | 208 v20 | ... | 32 v31
//   0 link area for `call`

// The address of arch_probe_returning, without r2: by way of this instruction's own address.
// Changes lr.
#define FIND_RETURNING(register, here) \
        bcl     20, 31, here; \
here:   mflr    register; \
        addis   register, register, (arch_probe_returning - here)@ha; \
        addi    register, register, (arch_probe_returning - here)@l

        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 4
arch_probe:
        .cfi_startproc
        stdu    %r1, -576(%r1)
        .cfi_adjust_cfa_offset 576

        // The caller's own, and where to store what is found.
        mflr    %r0
        std     %r0, 592(%r1)
        .cfi_rel_offset 65, 592
        mfcr    %r0
        stw     %r0, 584(%r1)
        .cfi_rel_offset 70, 584
        .cfi_rel_offset 71, 584
        .cfi_rel_offset 72, 584
        std     %r4, 568(%r1)
        std     %r2, 560(%r1)
        .cfi_rel_offset 2, 560
        std     %r14, 552(%r1)
        .cfi_rel_offset 14, 552
        std     %r15, 544(%r1)
        .cfi_rel_offset 15, 544
        std     %r16, 536(%r1)
        .cfi_rel_offset 16, 536
        std     %r17, 528(%r1)
        .cfi_rel_offset 17, 528
        std     %r18, 520(%r1)
        .cfi_rel_offset 18, 520
        std     %r19, 512(%r1)
        .cfi_rel_offset 19, 512
        std     %r20, 504(%r1)
        .cfi_rel_offset 20, 504
        std     %r21, 496(%r1)
        .cfi_rel_offset 21, 496
        std     %r22, 488(%r1)
        .cfi_rel_offset 22, 488
        std     %r23, 480(%r1)
        .cfi_rel_offset 23, 480
        std     %r24, 472(%r1)
        .cfi_rel_offset 24, 472
        std     %r25, 464(%r1)
        .cfi_rel_offset 25, 464
        std     %r26, 456(%r1)
        .cfi_rel_offset 26, 456
        std     %r27, 448(%r1)
        .cfi_rel_offset 27, 448
        std     %r28, 440(%r1)
        .cfi_rel_offset 28, 440
        std     %r29, 432(%r1)
        .cfi_rel_offset 29, 432
        std     %r30, 424(%r1)
        .cfi_rel_offset 30, 424
        std     %r31, 416(%r1)
        .cfi_rel_offset 31, 416
        stfd    %f14, 408(%r1)
        .cfi_rel_offset 46, 408
        stfd    %f15, 400(%r1)
        .cfi_rel_offset 47, 400
        stfd    %f16, 392(%r1)
        .cfi_rel_offset 48, 392
        stfd    %f17, 384(%r1)
        .cfi_rel_offset 49, 384
        stfd    %f18, 376(%r1)
        .cfi_rel_offset 50, 376
        stfd    %f19, 368(%r1)
        .cfi_rel_offset 51, 368
        stfd    %f20, 360(%r1)
        .cfi_rel_offset 52, 360
        stfd    %f21, 352(%r1)
        .cfi_rel_offset 53, 352
        stfd    %f22, 344(%r1)
        .cfi_rel_offset 54, 344
        stfd    %f23, 336(%r1)
        .cfi_rel_offset 55, 336
        stfd    %f24, 328(%r1)
        .cfi_rel_offset 56, 328
        stfd    %f25, 320(%r1)
        .cfi_rel_offset 57, 320
        stfd    %f26, 312(%r1)
        .cfi_rel_offset 58, 312
        stfd    %f27, 304(%r1)
        .cfi_rel_offset 59, 304
        stfd    %f28, 296(%r1)
        .cfi_rel_offset 60, 296
        stfd    %f29, 288(%r1)
        .cfi_rel_offset 61, 288
        stfd    %f30, 280(%r1)
        .cfi_rel_offset 62, 280
        stfd    %f31, 272(%r1)
        .cfi_rel_offset 63, 272
        mfvrsave %r0
        stw     %r0, 264(%r1)
        mffs    %f0
        stfd    %f0, 256(%r1)
        li      %r11, 208
        stvx    %v20, %r11, %r1
        .cfi_rel_offset 97, 208
        li      %r11, 192
        stvx    %v21, %r11, %r1
        .cfi_rel_offset 98, 192
        li      %r11, 176
        stvx    %v22, %r11, %r1
        .cfi_rel_offset 99, 176
        li      %r11, 160
        stvx    %v23, %r11, %r1
        .cfi_rel_offset 100, 160
        li      %r11, 144
        stvx    %v24, %r11, %r1
        .cfi_rel_offset 101, 144
        li      %r11, 128
        stvx    %v25, %r11, %r1
        .cfi_rel_offset 102, 128
        li      %r11, 112
        stvx    %v26, %r11, %r1
        .cfi_rel_offset 103, 112
        li      %r11, 96
        stvx    %v27, %r11, %r1
        .cfi_rel_offset 104, 96
        li      %r11, 80
        stvx    %v28, %r11, %r1
        .cfi_rel_offset 105, 80
        li      %r11, 64
        stvx    %v29, %r11, %r1
        .cfi_rel_offset 106, 64
        li      %r11, 48
        stvx    %v30, %r11, %r1
        .cfi_rel_offset 107, 48
        li      %r11, 32
        stvx    %v31, %r11, %r1
        .cfi_rel_offset 108, 32
        mfvscr  %v0
        li      %r11, 224
        stvx    %v0, %r11, %r1

        // Where to find all this again.
        FIND_RETURNING(%r12, .Lbefore)
        std     %r3, 0(%r12)
        std     %r1, 32(%r3)
        li      %r0, 0
        std     %r0, 40(%r3)

        // The values to survive.
        ld      %r5, 16(%r3)
        ld      %r2, 0(%r5)
        ld      %r14, 8(%r5)
        ld      %r15, 16(%r5)
        ld      %r16, 24(%r5)
        ld      %r17, 32(%r5)
        ld      %r18, 40(%r5)
        ld      %r19, 48(%r5)
        ld      %r20, 56(%r5)
        ld      %r21, 64(%r5)
        ld      %r22, 72(%r5)
        ld      %r23, 80(%r5)
        ld      %r24, 88(%r5)
        ld      %r25, 96(%r5)
        ld      %r26, 104(%r5)
        ld      %r27, 112(%r5)
        ld      %r28, 120(%r5)
        ld      %r29, 128(%r5)
        ld      %r30, 136(%r5)
        ld      %r31, 144(%r5)
        ld      %r0, 152(%r5)
        mtcrf   0x38, %r0
        lfd     %f14, 160(%r5)
        lfd     %f15, 168(%r5)
        lfd     %f16, 176(%r5)
        lfd     %f17, 184(%r5)
        lfd     %f18, 192(%r5)
        lfd     %f19, 200(%r5)
        lfd     %f20, 208(%r5)
        lfd     %f21, 216(%r5)
        lfd     %f22, 224(%r5)
        lfd     %f23, 232(%r5)
        lfd     %f24, 240(%r5)
        lfd     %f25, 248(%r5)
        lfd     %f26, 256(%r5)
        lfd     %f27, 264(%r5)
        lfd     %f28, 272(%r5)
        lfd     %f29, 280(%r5)
        lfd     %f30, 288(%r5)
        lfd     %f31, 296(%r5)
        ld      %r0, 312(%r5)
        mtvrsave %r0
        lfd     %f0, 304(%r5)
        mtfsf   0xff, %f0, 1, 0
        li      %r11, 328
        lxvd2x  %vs52, %r5, %r11
        li      %r11, 344
        lxvd2x  %vs53, %r5, %r11
        li      %r11, 360
        lxvd2x  %vs54, %r5, %r11
        li      %r11, 376
        lxvd2x  %vs55, %r5, %r11
        li      %r11, 392
        lxvd2x  %vs56, %r5, %r11
        li      %r11, 408
        lxvd2x  %vs57, %r5, %r11
        li      %r11, 424
        lxvd2x  %vs58, %r5, %r11
        li      %r11, 440
        lxvd2x  %vs59, %r5, %r11
        li      %r11, 456
        lxvd2x  %vs60, %r5, %r11
        li      %r11, 472
        lxvd2x  %vs61, %r5, %r11
        li      %r11, 488
        lxvd2x  %vs62, %r5, %r11
        li      %r11, 504
        lxvd2x  %vs63, %r5, %r11
        // vscr is the lowest word of a vector register.
        ld      %r0, 320(%r5)
        std     %r0, 240(%r1)
        li      %r0, 0
        std     %r0, 248(%r1)
        li      %r11, 240
        lvx     %v0, %r11, %r1
        mtvscr  %v0

        ld      %r12, 0(%r3)
        ld      %r3, 8(%r3)
        fmr     %f0, %f14               // a switch has to ask for fpscr and vscr by itself
        vor     %v0, %v20, %v20
        mtctr   %r12
        bctrl
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was.
        FIND_RETURNING(%r12, .Lafter)
        ld      %r12, 0(%r12)
        std     %r1, 40(%r12)
        ld      %r1, 32(%r12)
        extsw   %r3, %r3
        std     %r3, 48(%r12)

        // What became of them. Words narrower than 64 bits are stored with zeros above.
        ld      %r4, 24(%r12)
        std     %r2, 0(%r4)
        std     %r14, 8(%r4)
        std     %r15, 16(%r4)
        std     %r16, 24(%r4)
        std     %r17, 32(%r4)
        std     %r18, 40(%r4)
        std     %r19, 48(%r4)
        std     %r20, 56(%r4)
        std     %r21, 64(%r4)
        std     %r22, 72(%r4)
        std     %r23, 80(%r4)
        std     %r24, 88(%r4)
        std     %r25, 96(%r4)
        std     %r26, 104(%r4)
        std     %r27, 112(%r4)
        std     %r28, 120(%r4)
        std     %r29, 128(%r4)
        std     %r30, 136(%r4)
        std     %r31, 144(%r4)
        mfcr    %r0
        std     %r0, 152(%r4)
        stfd    %f14, 160(%r4)
        stfd    %f15, 168(%r4)
        stfd    %f16, 176(%r4)
        stfd    %f17, 184(%r4)
        stfd    %f18, 192(%r4)
        stfd    %f19, 200(%r4)
        stfd    %f20, 208(%r4)
        stfd    %f21, 216(%r4)
        stfd    %f22, 224(%r4)
        stfd    %f23, 232(%r4)
        stfd    %f24, 240(%r4)
        stfd    %f25, 248(%r4)
        stfd    %f26, 256(%r4)
        stfd    %f27, 264(%r4)
        stfd    %f28, 272(%r4)
        stfd    %f29, 280(%r4)
        stfd    %f30, 288(%r4)
        stfd    %f31, 296(%r4)
        mfvrsave %r0
        std     %r0, 312(%r4)
        mffs    %f0
        stfd    %f0, 304(%r4)
        li      %r11, 328
        stxvd2x %vs52, %r4, %r11
        li      %r11, 344
        stxvd2x %vs53, %r4, %r11
        li      %r11, 360
        stxvd2x %vs54, %r4, %r11
        li      %r11, 376
        stxvd2x %vs55, %r4, %r11
        li      %r11, 392
        stxvd2x %vs56, %r4, %r11
        li      %r11, 408
        stxvd2x %vs57, %r4, %r11
        li      %r11, 424
        stxvd2x %vs58, %r4, %r11
        li      %r11, 440
        stxvd2x %vs59, %r4, %r11
        li      %r11, 456
        stxvd2x %vs60, %r4, %r11
        li      %r11, 472
        stxvd2x %vs61, %r4, %r11
        li      %r11, 488
        stxvd2x %vs62, %r4, %r11
        li      %r11, 504
        stxvd2x %vs63, %r4, %r11
        mfvscr  %v0
        li      %r11, 240
        stvx    %v0, %r11, %r1
        lwz     %r0, 240(%r1)
        std     %r0, 320(%r4)

        ld      %r2, 560(%r1)
        .cfi_restore 2
        ld      %r14, 552(%r1)
        .cfi_restore 14
        ld      %r15, 544(%r1)
        .cfi_restore 15
        ld      %r16, 536(%r1)
        .cfi_restore 16
        ld      %r17, 528(%r1)
        .cfi_restore 17
        ld      %r18, 520(%r1)
        .cfi_restore 18
        ld      %r19, 512(%r1)
        .cfi_restore 19
        ld      %r20, 504(%r1)
        .cfi_restore 20
        ld      %r21, 496(%r1)
        .cfi_restore 21
        ld      %r22, 488(%r1)
        .cfi_restore 22
        ld      %r23, 480(%r1)
        .cfi_restore 23
        ld      %r24, 472(%r1)
        .cfi_restore 24
        ld      %r25, 464(%r1)
        .cfi_restore 25
        ld      %r26, 456(%r1)
        .cfi_restore 26
        ld      %r27, 448(%r1)
        .cfi_restore 27
        ld      %r28, 440(%r1)
        .cfi_restore 28
        ld      %r29, 432(%r1)
        .cfi_restore 29
        ld      %r30, 424(%r1)
        .cfi_restore 30
        ld      %r31, 416(%r1)
        .cfi_restore 31
        lfd     %f14, 408(%r1)
        .cfi_restore 46
        lfd     %f15, 400(%r1)
        .cfi_restore 47
        lfd     %f16, 392(%r1)
        .cfi_restore 48
        lfd     %f17, 384(%r1)
        .cfi_restore 49
        lfd     %f18, 376(%r1)
        .cfi_restore 50
        lfd     %f19, 368(%r1)
        .cfi_restore 51
        lfd     %f20, 360(%r1)
        .cfi_restore 52
        lfd     %f21, 352(%r1)
        .cfi_restore 53
        lfd     %f22, 344(%r1)
        .cfi_restore 54
        lfd     %f23, 336(%r1)
        .cfi_restore 55
        lfd     %f24, 328(%r1)
        .cfi_restore 56
        lfd     %f25, 320(%r1)
        .cfi_restore 57
        lfd     %f26, 312(%r1)
        .cfi_restore 58
        lfd     %f27, 304(%r1)
        .cfi_restore 59
        lfd     %f28, 296(%r1)
        .cfi_restore 60
        lfd     %f29, 288(%r1)
        .cfi_restore 61
        lfd     %f30, 280(%r1)
        .cfi_restore 62
        lfd     %f31, 272(%r1)
        .cfi_restore 63
        lwz     %r0, 264(%r1)
        mtvrsave %r0
        lfd     %f0, 256(%r1)
        mtfsf   0xff, %f0, 1, 0
        li      %r11, 208
        lvx     %v20, %r11, %r1
        .cfi_restore 97
        li      %r11, 192
        lvx     %v21, %r11, %r1
        .cfi_restore 98
        li      %r11, 176
        lvx     %v22, %r11, %r1
        .cfi_restore 99
        li      %r11, 160
        lvx     %v23, %r11, %r1
        .cfi_restore 100
        li      %r11, 144
        lvx     %v24, %r11, %r1
        .cfi_restore 101
        li      %r11, 128
        lvx     %v25, %r11, %r1
        .cfi_restore 102
        li      %r11, 112
        lvx     %v26, %r11, %r1
        .cfi_restore 103
        li      %r11, 96
        lvx     %v27, %r11, %r1
        .cfi_restore 104
        li      %r11, 80
        lvx     %v28, %r11, %r1
        .cfi_restore 105
        li      %r11, 64
        lvx     %v29, %r11, %r1
        .cfi_restore 106
        li      %r11, 48
        lvx     %v30, %r11, %r1
        .cfi_restore 107
        li      %r11, 32
        lvx     %v31, %r11, %r1
        .cfi_restore 108
        li      %r11, 224
        lvx     %v0, %r11, %r1
        mtvscr  %v0
        lwz     %r0, 584(%r1)
        mtcrf   0x38, %r0
        .cfi_restore 70
        .cfi_restore 71
        .cfi_restore 72
        ld      %r0, 592(%r1)
        mtlr    %r0
        .cfi_restore 65
        addi    %r1, %r1, 576
        .cfi_adjust_cfa_offset -576
        blr
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        .section .note.GNU-stack, "", @progbits
