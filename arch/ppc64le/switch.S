// arch_switch for ppc64le, OpenPOWER 64-bit ELF V2 ABI 1.4 (sections 2.2.1 "Registers" and 2.2.2
// "The Stack Frame").
//
// The operation, in five blocks that arch_describe() names:
//   spill         put callee-saved registers, return address and control words into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 16, as r1 has to be. Two of the slots lie in the caller's frame, where this ABI
// wants them.
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
// The stack in every state of a switch. The origin calls; its frame comes to lie at o. The target
// called this function earlier, from a place whose frame lay at t: here above o, but below it is as
// good. `>` is where r1 points when no hook runs; what is dotted means nothing to anybody.
//
//   before        spilled       in save       sp moved      in restore    reloaded
//   the call
//
//  |          |  |          |  |          |  | o's bytes|  | t's      |  | t's      |
//  | o's      |  | o's      |  | o's      |  | (a copy  |  | callers  |  | callers  |
//  | callers  |  | callers  |  | callers  |  | is in the|  +----------+  +----------+ t+552
//  |          |  |          |  |          |  | heap)    |  | lr and cr|  | lr and cr|
//  |          |  |          |  |          |  |          |  +----------+  +----------+ t+528
//  |          |  |          |  |          |  |          |  | r2 - vscr|  | r2 - vscr|
//  |          |  |          |  |          |  +----------+  +----------+  +----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
//  |          |  |          |  |          |  :          :  : lr and cr:  :          :
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t-32
//  |          |  +----------+  +----------+  :          :  : restore's:  :          : o+552
//  | (room)   |  | lr and cr|  | lr and cr|  :          :  : frames   :  :          :
// >+----------+  +----------+  +----------+  :          :  :          :  :          : o+528
//  :          :  | r2 - vscr|  | r2 - vscr|  :          :  :          :  :          :
//  :          :  +----------+  +----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : lr and cr:  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o-32
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  r1 = o+528, the lower end of the caller's frame, whose lowest 32 bytes are its
//                    link area: a back chain, and room for our cr and our return address, which the
//                    call leaves in lr
//   spilled          r1 = o-32. lr and cr lie in the caller's link area, the rest in our frame,
//                    above the link area that we in turn owe to those we call
//   in save          it has put its return address and its cr into that link area. It copies what
//                    is in the target's way to the heap, from o upwards, so with our lr and cr but
//                    without its own. It answers t - o
//   sp moved         r1 = t-32. What lies above t is still the origin's. What lies below is free:
//                    it has been copied
//   in restore       it has put its return address between t-32 and t. The target's bytes come back
//                    above
//   reloaded         the registers are the target's, lr among them: blr goes to its caller, and r1
//                    = t+528 is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+  |          |  | its      | o+552
//  | lr and cr|  | lr and cr|  |          |  | frames   |
//  +----------+  +----------+ >+----------+  |          | o+528
//  | r2 - vscr|  | r2 - vscr|  :          :  |          |
//  +----------+  +----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : lr and cr:  :          :  :          :  |          |
// >+----------+ >+----------+  :          :  |          | o-32
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but r3
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// The link area is the trap of this ABI. A callee writes its return address and its condition
// register not into its own frame but 16 and 8 bytes above its caller's r1. So restore's own return
// address lies in our link area. Were that a part of the slice, restore would overwrite it with the
// one of a long finished save, and return there. Hence sp is 32 bytes above r1: the link area
// belongs to the hooks, and only what lies above it to the spilled frame.
//
// Who holds what:           on entry      at call save      at call restore
//   r3                      hooks         hooks             hooks
//   r4                      -             sp (origin's)     sp (target's)
//   r12                     -             save              restore
//   r30                     caller's      hooks             hooks
//   r3, between the calls:  -             -                 distance
//
// A function finds its table of contents (r2) by its own address, and expects that in r12 when it
// is called through a pointer; it may leave another r2 behind. This function has no use for r2
// itself, but its caller has: it is spilled.
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is r0, r3 to r12, f0 to f13, v0
// to v19, ctr, xer, and the rest of cr. Of f14 to f31 the ABI keeps 8 bytes, though they are halves
// of longer registers. r13 is the thread's and never changes.
//
// Plain moves to fixed offsets: each register has its own lines and nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table
// below.
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
        // Room for the frame, and at its end the back chain: the address of the caller's frame. One
        // instruction does both, so that r1 points to a back chain at every moment, as the ABI
        // demands.
        stdu    %r1, -FRAME(%r1)
        .cfi_adjust_cfa_offset FRAME

        // What the ABI says a call preserves: cr2 to cr4, r14 to r31, f14 to f31, v20 to v31. A
        // call pushes nothing: lr holds the return address, and is spilled because the hooks are
        // called, too. lr, cr and the control words go to memory by way of r0, f0 or v0, which any
        // call may change. (Unwind information numbers lr as 65, cr2 to cr4 as 70 to 72, f0 as 32
        // and v0 as 77.)
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
        // The ABI reserves vrsave, which once told the system which vector registers are in use;
        // setjmp keeps it, and so does a switch.
        mfvrsave %r0
        stw     %r0, LINK+216(%r1)
        // The control words are callee-saved, too: rounding modes and exception masks (fpscr) and
        // the vector unit's treatment of tiny numbers (vscr) belong to the program that set them,
        // and a greenlet is a program. Their status bits come along.
        mffs    %f0
        stfd    %f0, LINK+208(%r1)
        // A vector goes to the sum of two registers; there is no offset in the instruction. The
        // lowest four bits of that address are ignored, so the slots have to be multiples of 16.
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

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at r1 will
        // be another by then. r30 itself has been spilled. (r31 is left alone: it may be the
        // caller's frame pointer, which tools follow while the hooks run.) sp is 32 bytes above r1:
        // what lies between is for save to fill, and none of the frame.
        mr      %r30, %r3
        addi    %r4, %r1, LINK
MARK(call_save)
        ld      %r12, 0(%r30)           // r12: where a function looks for its own address
        mtctr   %r12
        bctrl
        // Distances are multiples of 16. An odd answer, 1 or -1, means that this stack goes on. r3
        // already holds what to return, and the frame at r1 is still our own: reloading it gives
        // back what r30 held.
        andi.   %r0, %r3, 1
        bne     .Lreload

        // The switch proper. From here until restore has returned, nothing above sp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the back chain ends here, and the return address is undefined. r1 always has to
        // point to a back chain, so one instruction moves r1 and stores the 0 there: the 32 bytes
        // below sp are free.
        li      %r0, 0
MARK(move_sp)
        stdux   %r0, %r1, %r3
        .cfi_remember_state
        .cfi_undefined 65               // lr

        // restore(hooks, sp). Its frame lies below r1, and its return address between r1 and sp, so
        // below the target's bytes: they can be written without pulling the ground from under the
        // function that writes. r30 is the only thing that is known to be right.
        mr      %r3, %r30
        addi    %r4, %r1, LINK
MARK(call_restore)
        ld      %r12, 8(%r30)
        mtctr   %r12
        bctrl
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        addi    %r0, %r1, FRAME
        std     %r0, 0(%r1)
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and r3 is what restore left in it.
        li      %r3, 0

        // The same offsets, other values: this is where the target continues. r30 is overwritten
        // like the others; the hooks have done their work.
MARK(reload)
        ld      %r0, LINK+544(%r1)
        mtlr    %r0
        .cfi_restore 65
        // Only cr2 to cr4: the others are the callee's to change, and need not be waited for.
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
        // All of fpscr: with the 1, also the half that holds the decimal rounding mode.
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

        // Into the caller: the one that was suspended here, or on a first start our own. r1 is
        // computed: the back chain says the same, but would have to be loaded.
        addi    %r1, %r1, FRAME
        .cfi_adjust_cfa_offset -FRAME
        blr
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run r3, argument r4
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined 65               // lr
        li      %r0, 0                  // who walks by back chains ends here, too
        stdu    %r0, -32(%r1)           // the callee saves lr and cr in its caller's frame
        .cfi_adjust_cfa_offset 32
        mr      %r12, %r3               // a function called by its address finds that in r12
        mr      %r3, %r4
        mtctr   %r12
        bctrl
        b       arch_switch_begin       // lr is still where bctrl returned: walks end there again
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
