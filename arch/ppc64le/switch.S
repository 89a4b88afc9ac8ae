// arch_switch for ppc64le, OpenPOWER 64-bit ELF V2 ABI 1.4 (sections 2.2.1 "Registers" and 2.2.2 "The Stack Frame").
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers, the return address and the control words into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is a multiple of 16, as
// r1 has to be. Two of the slots lie in the caller's frame, where this ABI wants them.
//
//     caller's frame
//   | return address  | 544   lr, in the slot that the ABI gives a callee in its caller's frame
//   | cr              | 536   4 bytes, likewise; cr2 to cr4 are preserved; 4 bytes above are unused
//   | (back chain)    |       the caller's own; its r1 points here
//   +-----------------+
//   | r2              | 512   TOC pointer; the 8 bytes above are unused
//   | r14             | 504
//   | r15             | 496
//   | r16             | 488
//   | r17             | 480
//   | r18             | 472
//   | r19             | 464
//   | r20             | 456
//   | r21             | 448
//   | r22             | 440
//   | r23             | 432
//   | r24             | 424
//   | r25             | 416
//   | r26             | 408
//   | r27             | 400
//   | r28             | 392
//   | r29             | 384
//   | r30             | 376
//   | r31             | 368
//   | f14             | 360
//   | f15             | 352
//   | f16             | 344
//   | f17             | 336
//   | f18             | 328
//   | f19             | 320
//   | f20             | 312
//   | f21             | 304
//   | f22             | 296
//   | f23             | 288
//   | f24             | 280
//   | f25             | 272
//   | f26             | 264
//   | f27             | 256
//   | f28             | 248
//   | f29             | 240
//   | f30             | 232
//   | f31             | 224
//   | vrsave          | 216   4 bytes; 4 more are unused
//   | fpscr           | 208
//   | v20             | 192   16 bytes
//   | v21             | 176
//   | v22             | 160
//   | v23             | 144
//   | v24             | 128
//   | v25             | 112
//   | v26             | 96
//   | v27             | 80
//   | v28             | 64
//   | v29             | 48
//   | v30             | 32
//   | v31             | 16
//   | vscr            | 0   16 bytes, as it comes in a vector register; sp points here
//   +-----------------+
//   | (link area)     |       the hooks' own 32 bytes; r1 points to the lowest
//   +-----------------+
//     frames of the hooks
//
// The link area is the trap of this ABI. A callee writes its return address and its condition register not into its
// own frame but 16 and 8 bytes above its caller's r1. So restore's own return address lies in our link area. Were
// that a part of the slice, restore would overwrite it with the one of a long finished save, and return
// there. Hence sp is 32 bytes above r1: the link area belongs to the hooks, and only what lies above
// it to the spilled frame.
//
// Who holds what:           on entry      at call save      at call restore
//   r3                      hooks         hooks             hooks
//   r4                      -             sp (origin's)     sp (target's)
//   r12                     -             save              restore
//   r30                     caller's      hooks             hooks
//   r3, between the calls:  -             -                 distance
//
// A function finds its table of contents (r2) by its own address, and expects that in r12 when it is called through a
// pointer; it may leave another r2 behind. This function has no use for r2 itself, but its caller has: it is
// spilled. r13 is the thread's and never changes. Everything else in the caller's hands is caller-saved: the compiler
// has already put it into the caller's own frame, and those bytes travel with the slice. Plain moves to fixed
// offsets: each register has its own lines and nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

// From r1 to the sp of the hooks, and from r1 to the caller's frame: link area, slots.
#define LINK 32
#define FRAME 560

        .text
        .globl  arch_switch
        .type   arch_switch, @function
        .p2align 4
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
arch_switch:
        .cfi_startproc
        // Room for the frame, and at its end the back chain: the address of the caller's frame.
        stdu    %r1, -FRAME(%r1)
        .cfi_adjust_cfa_offset FRAME

        // What the ABI says a call preserves: cr2 to cr4, r14 to r31, f14 to f31, v20 to v31. The control words are
        // among it: rounding modes and exception masks (fpscr) and the vector unit's treatment of tiny numbers
        // (vscr) belong to the program that set them. Their status bits come along. The ABI reserves vrsave, which
        // once told the system which vector registers are in use; setjmp keeps it, and so does a switch.
MARK(spill)
        mflr    %r0
        std     %r0, LINK+544(%r1)
        .cfi_rel_offset 65, LINK+544
        mfcr    %r0
        stw     %r0, LINK+536(%r1)
        .cfi_rel_offset 70, LINK+536
        .cfi_rel_offset 71, LINK+536
        .cfi_rel_offset 72, LINK+536
        std     %r2, LINK+512(%r1)
        .cfi_rel_offset 2, LINK+512
        std     %r14, LINK+504(%r1)
        .cfi_rel_offset 14, LINK+504
        std     %r15, LINK+496(%r1)
        .cfi_rel_offset 15, LINK+496
        std     %r16, LINK+488(%r1)
        .cfi_rel_offset 16, LINK+488
        std     %r17, LINK+480(%r1)
        .cfi_rel_offset 17, LINK+480
        std     %r18, LINK+472(%r1)
        .cfi_rel_offset 18, LINK+472
        std     %r19, LINK+464(%r1)
        .cfi_rel_offset 19, LINK+464
        std     %r20, LINK+456(%r1)
        .cfi_rel_offset 20, LINK+456
        std     %r21, LINK+448(%r1)
        .cfi_rel_offset 21, LINK+448
        std     %r22, LINK+440(%r1)
        .cfi_rel_offset 22, LINK+440
        std     %r23, LINK+432(%r1)
        .cfi_rel_offset 23, LINK+432
        std     %r24, LINK+424(%r1)
        .cfi_rel_offset 24, LINK+424
        std     %r25, LINK+416(%r1)
        .cfi_rel_offset 25, LINK+416
        std     %r26, LINK+408(%r1)
        .cfi_rel_offset 26, LINK+408
        std     %r27, LINK+400(%r1)
        .cfi_rel_offset 27, LINK+400
        std     %r28, LINK+392(%r1)
        .cfi_rel_offset 28, LINK+392
        std     %r29, LINK+384(%r1)
        .cfi_rel_offset 29, LINK+384
        std     %r30, LINK+376(%r1)
        .cfi_rel_offset 30, LINK+376
        std     %r31, LINK+368(%r1)
        .cfi_rel_offset 31, LINK+368
        stfd    %f14, LINK+360(%r1)
        .cfi_rel_offset 46, LINK+360
        stfd    %f15, LINK+352(%r1)
        .cfi_rel_offset 47, LINK+352
        stfd    %f16, LINK+344(%r1)
        .cfi_rel_offset 48, LINK+344
        stfd    %f17, LINK+336(%r1)
        .cfi_rel_offset 49, LINK+336
        stfd    %f18, LINK+328(%r1)
        .cfi_rel_offset 50, LINK+328
        stfd    %f19, LINK+320(%r1)
        .cfi_rel_offset 51, LINK+320
        stfd    %f20, LINK+312(%r1)
        .cfi_rel_offset 52, LINK+312
        stfd    %f21, LINK+304(%r1)
        .cfi_rel_offset 53, LINK+304
        stfd    %f22, LINK+296(%r1)
        .cfi_rel_offset 54, LINK+296
        stfd    %f23, LINK+288(%r1)
        .cfi_rel_offset 55, LINK+288
        stfd    %f24, LINK+280(%r1)
        .cfi_rel_offset 56, LINK+280
        stfd    %f25, LINK+272(%r1)
        .cfi_rel_offset 57, LINK+272
        stfd    %f26, LINK+264(%r1)
        .cfi_rel_offset 58, LINK+264
        stfd    %f27, LINK+256(%r1)
        .cfi_rel_offset 59, LINK+256
        stfd    %f28, LINK+248(%r1)
        .cfi_rel_offset 60, LINK+248
        stfd    %f29, LINK+240(%r1)
        .cfi_rel_offset 61, LINK+240
        stfd    %f30, LINK+232(%r1)
        .cfi_rel_offset 62, LINK+232
        stfd    %f31, LINK+224(%r1)
        .cfi_rel_offset 63, LINK+224
        mfvrsave %r0
        stw     %r0, LINK+216(%r1)
        mffs    %f0
        stfd    %f0, LINK+208(%r1)
        li      %r11, LINK+192
        stvx    %v20, %r11, %r1
        .cfi_rel_offset 97, LINK+192
        li      %r11, LINK+176
        stvx    %v21, %r11, %r1
        .cfi_rel_offset 98, LINK+176
        li      %r11, LINK+160
        stvx    %v22, %r11, %r1
        .cfi_rel_offset 99, LINK+160
        li      %r11, LINK+144
        stvx    %v23, %r11, %r1
        .cfi_rel_offset 100, LINK+144
        li      %r11, LINK+128
        stvx    %v24, %r11, %r1
        .cfi_rel_offset 101, LINK+128
        li      %r11, LINK+112
        stvx    %v25, %r11, %r1
        .cfi_rel_offset 102, LINK+112
        li      %r11, LINK+96
        stvx    %v26, %r11, %r1
        .cfi_rel_offset 103, LINK+96
        li      %r11, LINK+80
        stvx    %v27, %r11, %r1
        .cfi_rel_offset 104, LINK+80
        li      %r11, LINK+64
        stvx    %v28, %r11, %r1
        .cfi_rel_offset 105, LINK+64
        li      %r11, LINK+48
        stvx    %v29, %r11, %r1
        .cfi_rel_offset 106, LINK+48
        li      %r11, LINK+32
        stvx    %v30, %r11, %r1
        .cfi_rel_offset 107, LINK+32
        li      %r11, LINK+16
        stvx    %v31, %r11, %r1
        .cfi_rel_offset 108, LINK+16
        mfvscr  %v0
        li      %r11, LINK+0
        stvx    %v0, %r11, %r1

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register: the frame that
        // r30 was spilled to may be another one afterwards. (r31 is left alone: it may be the caller's frame pointer.)
        mr      %r30, %r3
        addi    %r4, %r1, LINK
MARK(call_save)
        ld      %r12, 0(%r30)
        mtctr   %r12
        bctrl
        // Distances are multiples of 16. An odd answer (1 or -1) means that this stack goes on: r3 already holds what
        // to return, and the frame is still our own.
        andi.   %r0, %r3, 1
        bne     .Lreload

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet. r1 always
        // has to point to a back chain, so one instruction moves r1 and stores the chain there.
MARK(move_sp)
        addi    %r0, %r1, FRAME
        add     %r0, %r0, %r3
        stdux   %r0, %r1, %r3

        // restore(hooks, sp). Its own frame and its return address lie below the target's bytes.
        mr      %r3, %r30
        addi    %r4, %r1, LINK
MARK(call_restore)
        ld      %r12, 8(%r30)
        mtctr   %r12
        bctrl
        // The result has to be made here: the one in the target's frame would be of long ago.
        li      %r3, 0

        // The same offsets, another greenlet's values: this is where the target continues.
MARK(reload)
        ld      %r0, LINK+544(%r1)
        mtlr    %r0
        .cfi_restore 65
        lwz     %r0, LINK+536(%r1)
        mtcrf   0x38, %r0
        .cfi_restore 70
        .cfi_restore 71
        .cfi_restore 72
        ld      %r2, LINK+512(%r1)
        .cfi_restore 2
        ld      %r14, LINK+504(%r1)
        .cfi_restore 14
        ld      %r15, LINK+496(%r1)
        .cfi_restore 15
        ld      %r16, LINK+488(%r1)
        .cfi_restore 16
        ld      %r17, LINK+480(%r1)
        .cfi_restore 17
        ld      %r18, LINK+472(%r1)
        .cfi_restore 18
        ld      %r19, LINK+464(%r1)
        .cfi_restore 19
        ld      %r20, LINK+456(%r1)
        .cfi_restore 20
        ld      %r21, LINK+448(%r1)
        .cfi_restore 21
        ld      %r22, LINK+440(%r1)
        .cfi_restore 22
        ld      %r23, LINK+432(%r1)
        .cfi_restore 23
        ld      %r24, LINK+424(%r1)
        .cfi_restore 24
        ld      %r25, LINK+416(%r1)
        .cfi_restore 25
        ld      %r26, LINK+408(%r1)
        .cfi_restore 26
        ld      %r27, LINK+400(%r1)
        .cfi_restore 27
        ld      %r28, LINK+392(%r1)
        .cfi_restore 28
        ld      %r29, LINK+384(%r1)
        .cfi_restore 29
        ld      %r30, LINK+376(%r1)
        .cfi_restore 30
        ld      %r31, LINK+368(%r1)
        .cfi_restore 31
        lfd     %f14, LINK+360(%r1)
        .cfi_restore 46
        lfd     %f15, LINK+352(%r1)
        .cfi_restore 47
        lfd     %f16, LINK+344(%r1)
        .cfi_restore 48
        lfd     %f17, LINK+336(%r1)
        .cfi_restore 49
        lfd     %f18, LINK+328(%r1)
        .cfi_restore 50
        lfd     %f19, LINK+320(%r1)
        .cfi_restore 51
        lfd     %f20, LINK+312(%r1)
        .cfi_restore 52
        lfd     %f21, LINK+304(%r1)
        .cfi_restore 53
        lfd     %f22, LINK+296(%r1)
        .cfi_restore 54
        lfd     %f23, LINK+288(%r1)
        .cfi_restore 55
        lfd     %f24, LINK+280(%r1)
        .cfi_restore 56
        lfd     %f25, LINK+272(%r1)
        .cfi_restore 57
        lfd     %f26, LINK+264(%r1)
        .cfi_restore 58
        lfd     %f27, LINK+256(%r1)
        .cfi_restore 59
        lfd     %f28, LINK+248(%r1)
        .cfi_restore 60
        lfd     %f29, LINK+240(%r1)
        .cfi_restore 61
        lfd     %f30, LINK+232(%r1)
        .cfi_restore 62
        lfd     %f31, LINK+224(%r1)
        .cfi_restore 63
        lwz     %r0, LINK+216(%r1)
        mtvrsave %r0
        lfd     %f0, LINK+208(%r1)
        mtfsf   0xff, %f0, 1, 0
        li      %r11, LINK+192
        lvx     %v20, %r11, %r1
        .cfi_restore 97
        li      %r11, LINK+176
        lvx     %v21, %r11, %r1
        .cfi_restore 98
        li      %r11, LINK+160
        lvx     %v22, %r11, %r1
        .cfi_restore 99
        li      %r11, LINK+144
        lvx     %v23, %r11, %r1
        .cfi_restore 100
        li      %r11, LINK+128
        lvx     %v24, %r11, %r1
        .cfi_restore 101
        li      %r11, LINK+112
        lvx     %v25, %r11, %r1
        .cfi_restore 102
        li      %r11, LINK+96
        lvx     %v26, %r11, %r1
        .cfi_restore 103
        li      %r11, LINK+80
        lvx     %v27, %r11, %r1
        .cfi_restore 104
        li      %r11, LINK+64
        lvx     %v28, %r11, %r1
        .cfi_restore 105
        li      %r11, LINK+48
        lvx     %v29, %r11, %r1
        .cfi_restore 106
        li      %r11, LINK+32
        lvx     %v30, %r11, %r1
        .cfi_restore 107
        li      %r11, LINK+16
        lvx     %v31, %r11, %r1
        .cfi_restore 108
        li      %r11, LINK+0
        lvx     %v0, %r11, %r1
        mtvscr  %v0

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        addi    %r1, %r1, FRAME
        .cfi_adjust_cfa_offset -FRAME
        blr
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
//   run r3, argument r4
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined 65               // lr
        addi    %r1, %r1, -32           // the callee saves lr and cr in its caller's frame
        .cfi_adjust_cfa_offset 32
        li      %r0, 0
        std     %r0, 0(%r1)             // who walks by back chains ends here, too
        mr      %r12, %r3               // a function called by its address finds that in r12
        mr      %r3, %r4
        mtctr   %r12
        bctrl
        trap
        .cfi_endproc
        .size   arch_enter, . - arch_enter

// The blocks as an array of arch_mark { name, address, line }; describe.c checks the layout.
#define ROW(name) .quad .L##name##_text, .L##name; .long .L##name##_line, 0
        .section .rodata.arch_marks, "a", @progbits
.Lspill_text:        .string "spill"
.Lcall_save_text:    .string "call save"
.Lmove_sp_text:      .string "move sp"
.Lcall_restore_text: .string "call restore"
.Lreload_text:       .string "reload"
        .section .data.rel.ro.arch_marks, "aw", @progbits
        .p2align 3
        .globl  arch_switch_marks
        .hidden arch_switch_marks
        .type   arch_switch_marks, @object
arch_switch_marks:
        ROW(spill)
        ROW(call_save)
        ROW(move_sp)
        ROW(call_restore)
        ROW(reload)
        .size   arch_switch_marks, . - arch_switch_marks

        // This code needs no executable stack.
        .section .note.GNU-stack, "", @progbits
