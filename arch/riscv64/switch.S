// arch_switch for riscv64, RISC-V psABI 1.0, calling convention lp64d (section 1.1 "Register
// Convention").
//
// The operation, in five blocks that arch_describe() names:
//   spill         put callee-saved registers, return address and control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 16, as the ABI wants it at every call.
//
//     caller's frame
//   +-----------------+
//   | return address  | 200   ra, as the call of arch_switch left it
//   | s0              | 192
//   | s1              | 184
//   | s2              | 176
//   | s3              | 168
//   | s4              | 160
//   | s5              | 152
//   | s6              | 144
//   | s7              | 136
//   | s8              | 128
//   | s9              | 120
//   | s10             | 112
//   | s11             | 104
//   | fs0             | 96
//   | fs1             | 88
//   | fs2             | 80
//   | fs3             | 72
//   | fs4             | 64
//   | fs5             | 56
//   | fs6             | 48
//   | fs7             | 40
//   | fs8             | 32
//   | fs9             | 24
//   | fs10            | 16
//   | fs11            | 8
//   | fcsr            | 0    4 bytes; 4 more are unused; sp points here
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
//  | o's      |  | o's      |  | o's      |  | is in the|  +----------+  +----------+ t+208
//  | callers  |  | callers  |  | callers  |  | heap)    |  | t's frame|  | t's frame|
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
// >+----------+  +----------+  +----------+  :          :  : frames   :  :          : o+208
//  :          :  | o's frame|  | o's frame|  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  sp = o+208, a multiple of 16. The call leaves its return address in ra and
//                    does not move sp
//   spilled          sp = o: our own frame, with ra on top of it
//   in save          it copies what is in the target's way to the heap, from o upwards: our frame
//                    is the lowest part of it. It answers t - o
//   sp moved         sp = t. What lies above is still the origin's. What lies below is free: it has
//                    been copied
//   in restore       the target's bytes come back to where they were, and with them its frame
//   reloaded         the registers are the target's, ra among them: ret goes to its caller, and sp
//                    = t+208 is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+ >+----------+  | its      | o+208
//  | o's frame|  | o's frame|  :          :  | frames   |
// >+----------+ >+----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but a0
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// Who holds what:           on entry      at call save      at call restore
//   a0                      hooks         hooks             hooks
//   a1                      -             sp (origin's)     sp (target's)
//   s1                      caller's      hooks             hooks
//   a0, between the calls:  -             -                 distance
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is t0 to t6, a0 to a7, ft0 to
// ft11, fa0 to fa7 and all vector registers. gp belongs to the program and tp to the thread: nobody
// changes them. Each line saves or restores one register and nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table
// below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .text
        .globl  arch_switch
        .type   arch_switch, @function
        .p2align 2
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
.Lswitch:
arch_switch:
        .cfi_startproc
        // Room for the frame, at once: 26 words, a multiple of 16 bytes. There are no instructions
        // that push or store several registers.
        addi    sp, sp, -208
        .cfi_adjust_cfa_offset 208

        // What the ABI says a call preserves. A call pushes nothing: ra holds the return address,
        // and is spilled because the hooks are called, too, each with a return address of its own.
MARK(spill)
        sd      ra, 200(sp)
        .cfi_rel_offset ra, 200
        sd      s0, 192(sp)
        .cfi_rel_offset s0, 192
        sd      s1, 184(sp)
        .cfi_rel_offset s1, 184
        sd      s2, 176(sp)
        .cfi_rel_offset s2, 176
        sd      s3, 168(sp)
        .cfi_rel_offset s3, 168
        sd      s4, 160(sp)
        .cfi_rel_offset s4, 160
        sd      s5, 152(sp)
        .cfi_rel_offset s5, 152
        sd      s6, 144(sp)
        .cfi_rel_offset s6, 144
        sd      s7, 136(sp)
        .cfi_rel_offset s7, 136
        sd      s8, 128(sp)
        .cfi_rel_offset s8, 128
        sd      s9, 120(sp)
        .cfi_rel_offset s9, 120
        sd      s10, 112(sp)
        .cfi_rel_offset s10, 112
        sd      s11, 104(sp)
        .cfi_rel_offset s11, 104
        fsd     fs0, 96(sp)
        .cfi_rel_offset fs0, 96
        fsd     fs1, 88(sp)
        .cfi_rel_offset fs1, 88
        fsd     fs2, 80(sp)
        .cfi_rel_offset fs2, 80
        fsd     fs3, 72(sp)
        .cfi_rel_offset fs3, 72
        fsd     fs4, 64(sp)
        .cfi_rel_offset fs4, 64
        fsd     fs5, 56(sp)
        .cfi_rel_offset fs5, 56
        fsd     fs6, 48(sp)
        .cfi_rel_offset fs6, 48
        fsd     fs7, 40(sp)
        .cfi_rel_offset fs7, 40
        fsd     fs8, 32(sp)
        .cfi_rel_offset fs8, 32
        fsd     fs9, 24(sp)
        .cfi_rel_offset fs9, 24
        fsd     fs10, 16(sp)
        .cfi_rel_offset fs10, 16
        fsd     fs11, 8(sp)
        .cfi_rel_offset fs11, 8
        // fcsr has thread storage duration, says the ABI: its rounding mode (frm) belongs to the
        // program that set it, and a greenlet is a program. The exception flags in the same word
        // come along. It goes to memory by way of a general register, and is 4 bytes long.
        frcsr   t0
        sw      t0, 0(sp)

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at sp will
        // be another by then. s1 itself has been spilled. (s0 is left alone: it may be the caller's
        // frame pointer, which tools follow while the hooks run.)
        mv      s1, a0
        mv      a1, sp
MARK(call_save)
        ld      t0, 0(s1)               // t0: no argument, and the callee may change it
        jalr    t0
        // Distances are multiples of 16. An odd answer, 1 or -1, means that this stack goes on. a0
        // already holds what to return, and the frame at sp is still our own: reloading it gives
        // back what s1 held.
        andi    t0, a0, 1
        bnez    t0, .Lreload

        // The switch proper. From here until restore has returned, nothing above sp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the frame pointer is 0, the return address undefined.
        li      s0, 0
MARK(move_sp)
        add     sp, sp, a0
        .cfi_remember_state
        .cfi_undefined ra

        // restore(hooks, sp). Its frame lies below sp and so below the target's bytes: they can be
        // written without pulling the ground from under the function that writes. s1 is the only
        // thing that is known to be right.
        mv      a0, s1
        mv      a1, sp
MARK(call_restore)
        ld      t0, 8(s1)
        jalr    t0
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and a0 is what restore left in it.
        li      a0, 0

        // The same offsets, other values: this is where the target continues. s1 is overwritten
        // like the others; the hooks have done their work.
MARK(reload)
        ld      ra, 200(sp)
        .cfi_restore ra
        ld      s0, 192(sp)
        .cfi_restore s0
        ld      s1, 184(sp)
        .cfi_restore s1
        ld      s2, 176(sp)
        .cfi_restore s2
        ld      s3, 168(sp)
        .cfi_restore s3
        ld      s4, 160(sp)
        .cfi_restore s4
        ld      s5, 152(sp)
        .cfi_restore s5
        ld      s6, 144(sp)
        .cfi_restore s6
        ld      s7, 136(sp)
        .cfi_restore s7
        ld      s8, 128(sp)
        .cfi_restore s8
        ld      s9, 120(sp)
        .cfi_restore s9
        ld      s10, 112(sp)
        .cfi_restore s10
        ld      s11, 104(sp)
        .cfi_restore s11
        fld     fs0, 96(sp)
        .cfi_restore fs0
        fld     fs1, 88(sp)
        .cfi_restore fs1
        fld     fs2, 80(sp)
        .cfi_restore fs2
        fld     fs3, 72(sp)
        .cfi_restore fs3
        fld     fs4, 64(sp)
        .cfi_restore fs4
        fld     fs5, 56(sp)
        .cfi_restore fs5
        fld     fs6, 48(sp)
        .cfi_restore fs6
        fld     fs7, 40(sp)
        .cfi_restore fs7
        fld     fs8, 32(sp)
        .cfi_restore fs8
        fld     fs9, 24(sp)
        .cfi_restore fs9
        fld     fs10, 16(sp)
        .cfi_restore fs10
        fld     fs11, 8(sp)
        .cfi_restore fs11
        lw      t0, 0(sp)
        fscsr   t0

        // Into the caller: the one that was suspended here, or on a first start our own.
        addi    sp, sp, 208
        .cfi_adjust_cfa_offset -208
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run a0, argument a1
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 2
arch_enter:
        .cfi_startproc
        .cfi_undefined ra
        li      s0, 0                   // who walks by frame pointers ends here, too
        mv      t0, a0
        mv      a0, a1
        jalr    t0
        j       .Lswitch                // ra is still where jalr returned: walks end there again
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
