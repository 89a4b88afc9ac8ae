// arch_switch for 32-bit ARM with hardware floating point, AAPCS-VFP (Procedure Call Standard for
// the Arm Architecture, sections 6.1.1 and 6.1.2); unwinding as in EHABI (Exception Handling ABI
// for the Arm Architecture). One text for both instruction sets: what the C compiler makes, Thumb
// or ARM, this file becomes too.
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers and the control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 8, as every call needs it.
//
//     caller's frame
//   +-----------------+
//   | return address  | 100  lr, the link register: calls push nothing
//   | r11             | 96
//   | r10             | 92
//   | r9              | 88
//   | r8              | 84
//   | r7              | 80
//   | r6              | 76
//   | r5              | 72
//   | r4              | 68
//   | fpscr           | 64
//   | d15             | 56   d8-d15 are s16-s31 by another name
//   | d14             | 48
//   | d13             | 40
//   | d12             | 32
//   | d11             | 24
//   | d10             | 16
//   | d9              | 8
//   | d8              | 0    sp points here
//   +-----------------+
//     frames of the hooks
//
// The stack in every state of a switch. The origin calls; its frame comes to lie at o. The target
// called this function earlier, from a place whose frame lay at t: here above o, but below it is as
// good. `>` is where sp points when no hook runs; what is dotted means nothing to anybody.
//
//   before        spilled       in save       sp moved      in restore    reloaded
//   the call
//
//  |          |  |          |  |          |  | o's bytes|  | t's      |  | t's      |
//  |          |  |          |  |          |  | (a copy  |  | callers  |  | callers  |
//  | o's      |  | o's      |  | o's      |  | is in the|  +----------+  +----------+ t+104
//  | callers  |  | callers  |  | callers  |  | heap)    |  | t's frame|  | t's frame|
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
// >+----------+  +----------+  +----------+  :          :  : frames   :  :          : o+104
//  :          :  | o's frame|  | o's frame|  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  sp = o+104, a multiple of 8. The call leaves its return address in lr and does
//                    not move sp
//   spilled          sp = o: our own frame, with lr on top of it
//   in save          it copies what is in the target's way to the heap, from o upwards: our frame
//                    is the lowest part of it. It answers t - o
//   sp moved         sp = t. What lies above is still the origin's. What lies below is free: it has
//                    been copied
//   in restore       the target's bytes come back to where they were, and with them its frame
//   reloaded         the registers are the target's, lr among them: bx lr goes to its caller, and
//                    sp = t+104 is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+ >+----------+  | its      | o+104
//  | o's frame|  | o's frame|  :          :  | frames   |
// >+----------+ >+----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but r0
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// Who holds what:           on entry      at call save      at call restore
//   r0                      hooks         hooks             hooks
//   r1                      -             sp (origin's)     sp (target's)
//   r4                      caller's      hooks             hooks
//   ip                      -             save              restore
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is r0 to r3, ip, d0 to d7, d16 to
// d31 where they exist, and the condition flags. Plain stores and loads at fixed offsets, not push
// and pop: each line saves or restores one register and nothing depends on their order.

#ifndef __ARM_PCS_VFP
#error "arch/arm is for armhf. Compile with -mfloat-abi=hard, or write arch/armel for soft floats."
#endif

// Names the block that starts on the next line: its address and its line number go into the table
// below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .syntax unified
        .eabi_attribute 25, 1           // Tag_ABI_align_preserved: sp stays a multiple of 8
        .text
        .globl  arch_switch
        .type   arch_switch, %function
        .p2align 4
        // Not arch_switch itself: the address of a Thumb function has bit 0 set, that of its code
        // has not.
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
#ifdef __thumb__
        .thumb
        .thumb_func                     // sets bit 0 of the address: calls arrive in Thumb state
#else
        .arm
#endif
arch_switch:
        // The frame is described twice: .save, .vsave and .pad tell C++ exceptions and backtrace()
        // the frame as a whole, from the top down; .cfi tells debuggers, instruction by
        // instruction. The one is EHABI's, which knows one state from a .fnstart to its .fnend. A
        // profiler's signal comes at any instruction, so there is a pair for each of five states.
        // An unwinder looks two bytes before the place where a frame goes on: a pair begins with
        // the instruction that leads to its state.
        .fnstart
        .cfi_sections .debug_frame
        .cfi_startproc
        // Room for the frame, at once: between two pushes sp would be no multiple of 8. All
        // registers still hold what the caller left in them.
        sub     sp, sp, #104
        .cfi_adjust_cfa_offset 104
        .pad    #104

        // What the ABI says a call preserves. A call pushes nothing: lr holds the return address,
        // and is spilled because the hooks are called, too, each with a return address of its own.
MARK(spill)
        str     lr, [sp, #100]
        .cfi_rel_offset lr, 100
        str     r11, [sp, #96]
        .cfi_rel_offset r11, 96
        str     r10, [sp, #92]
        .cfi_rel_offset r10, 92
        str     r9, [sp, #88]
        .cfi_rel_offset r9, 88
        str     r8, [sp, #84]
        .cfi_rel_offset r8, 84
        str     r7, [sp, #80]
        .cfi_rel_offset r7, 80
        str     r6, [sp, #76]
        .cfi_rel_offset r6, 76
        str     r5, [sp, #72]
        .cfi_rel_offset r5, 72
        str     r4, [sp, #68]
        .cfi_rel_offset r4, 68
        // The control bits of fpscr are callee-saved: the rounding mode belongs to the program that
        // set it, and a greenlet is a program. The status bits are not, but share the word. It goes
        // to memory by way of ip, which any call may change.
        vmrs    ip, fpscr
        str     ip, [sp, #64]
        vstr    d15, [sp, #56]
        .cfi_rel_offset d15, 56
        vstr    d14, [sp, #48]
        .cfi_rel_offset d14, 48
        vstr    d13, [sp, #40]
        .cfi_rel_offset d13, 40
        vstr    d12, [sp, #32]
        .cfi_rel_offset d12, 32
        vstr    d11, [sp, #24]
        .cfi_rel_offset d11, 24
        vstr    d10, [sp, #16]
        .cfi_rel_offset d10, 16
        vstr    d9, [sp, #8]
        .cfi_rel_offset d9, 8
        vstr    d8, [sp, #0]
        .cfi_rel_offset d8, 0

        // Everything lies in the frame.
        .fnend
        .fnstart
        .save   {r4-r11, lr}
        .pad    #4
        .vsave  {d8-d15}

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at sp will
        // be another by then. r4 itself has been spilled.
        mov     r4, r0
        mov     r1, sp
        ldr     ip, [r4, #0]
MARK(call_save)
        blx     ip                      // x: bit 0 of the address says whether that is Thumb or ARM
        // Distances are multiples of 8. An odd answer, 1 or -1, means that this stack goes on. r0
        // already holds what to return, and the frame at sp is still our own: reloading it gives
        // back what r4 held.
        tst     r0, #1
        bne     .Lreload

        // The switch proper. From here until restore has returned, nothing above sp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called.
        .fnend
        .fnstart
        .cantunwind
MARK(move_sp)
        add     sp, sp, r0
        .cfi_remember_state
        .cfi_undefined lr

        // restore(hooks, sp). Its frame lies below sp and so below the target's bytes: they can be
        // written without pulling the ground from under the function that writes. r4 is the only
        // thing that is known to be right.
        mov     r0, r4
        mov     r1, sp
        ldr     ip, [r4, #4]
MARK(call_restore)
        blx     ip
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        .fnend
        .fnstart
        .save   {r4-r11, lr}
        .pad    #4
        .vsave  {d8-d15}
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and r0 is what restore left in it.
        mov     r0, #0

        // The same offsets, other values: this is where the target continues. r4 is overwritten
        // like the others; the hooks have done their work.
MARK(reload)
        ldr     lr, [sp, #100]
        .cfi_restore lr
        ldr     r11, [sp, #96]
        .cfi_restore r11
        ldr     r10, [sp, #92]
        .cfi_restore r10
        ldr     r9, [sp, #88]
        .cfi_restore r9
        ldr     r8, [sp, #84]
        .cfi_restore r8
        ldr     r7, [sp, #80]
        .cfi_restore r7
        ldr     r6, [sp, #76]
        .cfi_restore r6
        ldr     r5, [sp, #72]
        .cfi_restore r5
        ldr     r4, [sp, #68]
        .cfi_restore r4
        // The flags of the last comparison of doubles come with it. No compiler keeps them over a
        // call.
        ldr     ip, [sp, #64]
        vmsr    fpscr, ip
        vldr    d15, [sp, #56]
        .cfi_restore d15
        vldr    d14, [sp, #48]
        .cfi_restore d14
        vldr    d13, [sp, #40]
        .cfi_restore d13
        vldr    d12, [sp, #32]
        .cfi_restore d12
        vldr    d11, [sp, #24]
        .cfi_restore d11
        vldr    d10, [sp, #16]
        .cfi_restore d10
        vldr    d9, [sp, #8]
        .cfi_restore d9
        vldr    d8, [sp, #0]
        .cfi_restore d8

        // Into the caller: the one that was suspended here, or on a first start our own. bx, for
        // bit 0 of lr: the caller may be of the other instruction set. All registers hold what
        // that caller had in them.
        .fnend
        .fnstart
        add     sp, sp, #104
        .cfi_adjust_cfa_offset -104
        bx      lr
        .cfi_endproc
        .fnend
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run r0, argument r1
        .globl  arch_enter
        .type   arch_enter, %function
        .p2align 4
#ifdef __thumb__
        .thumb
        .thumb_func
#else
        .arm
#endif
arch_enter:
        .fnstart
        .cantunwind
        .cfi_startproc
        .cfi_undefined lr
        mov     r2, r0
        mov     r0, r1
        blx     r2
        bl      arch_switch
        udf     #0
        .cfi_endproc
        .fnend
        .size   arch_enter, . - arch_enter

// The blocks as an array of arch_mark { name, address, line }; describe.c checks the layout.
#define ROW(name) .word .L##name##_text, .L##name, .L##name##_line
        .section .rodata.arch_marks, "a", %progbits
.Lspill_text:        .string "spill"
.Lcall_save_text:    .string "call save"
.Lmove_sp_text:      .string "move sp"
.Lcall_restore_text: .string "call restore"
.Lreload_text:       .string "reload"
        .section .data.rel.ro.arch_marks, "aw", %progbits
        .p2align 2
        .globl  arch_switch_marks
        .hidden arch_switch_marks
        .type   arch_switch_marks, %object
arch_switch_marks:
        ROW(spill)
        ROW(call_save)
        ROW(move_sp)
        ROW(call_restore)
        ROW(reload)
        .size   arch_switch_marks, . - arch_switch_marks

        // This code needs no executable stack.
        .section .note.GNU-stack, "", %progbits
