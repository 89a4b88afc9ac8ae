// arch_switch for s390x, ELF ABI s390x Supplement 1.6 (sections 1.2.1 "Registers" and 1.2.2 "The
// Stack Frame").
//
// The operation, in five blocks that arch_describe() names:
//   spill         put callee-saved registers, return address and control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 8, as r15 has to be. The general registers go where this ABI wants them: into the
// caller's frame.
//
//     caller's frame
//   | return address  | 184   r14
//   | r13             | 176
//   | r12             | 168
//   | r11             | 160
//   | r10             | 152
//   | r9              | 144
//   | r8              | 136
//   | r7              | 128
//   | r6              | 120
//   | (back chain, ..)|       48 bytes that are not ours; the caller's r15 points here
//   +-----------------+
//   | f8              | 64
//   | f9              | 56
//   | f10             | 48
//   | f11             | 40
//   | f12             | 32
//   | f13             | 24
//   | f14             | 16
//   | f15             | 8
//   | fpc             | 0   4 bytes; 4 more are unused; sp points here
//   +-----------------+
//   | (save area)     |       the hooks' own 160 bytes; r15 points to the lowest
//   +-----------------+
//     frames of the hooks
//
// The stack in every state of a switch. The origin calls; its frame comes to lie at o. The target
// called this function earlier, from a place whose frame lay at t: here above o, but below it is as
// good. `>` is where r15 points when no hook runs; what is dotted means nothing to anybody.
//
//   before        spilled       in save       sp moved      in restore    reloaded
//   the call
//
//  |          |  |          |  |          |  | o's bytes|  | t's      |  | t's      |
//  | o's      |  | o's      |  | o's      |  | (a copy  |  | callers  |  | callers  |
//  | callers  |  | callers  |  | callers  |  | is in the|  +----------+  +----------+ t+192
//  |          |  |          |  |          |  | heap)    |  | r6 - r14 |  | r6 - r14 |
//  |          |  |          |  |          |  |          |  +----------+  +----------+ t+72
//  |          |  |          |  |          |  |          |  | f8 - fpc |  | f8 - fpc |
//  |          |  |          |  |          |  +----------+  +----------+  +----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
//  |          |  |          |  |          |  :          :  : registers:  :          :
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t-160
//  |          |  +----------+  +----------+  :          :  : restore's:  :          : o+192
//  | (room)   |  | r6 - r14 |  | r6 - r14 |  :          :  : frames   :  :          :
// >+----------+  +----------+  +----------+  :          :  :          :  :          : o+72
//  :          :  | f8 - fpc |  | f8 - fpc |  :          :  :          :  :          :
//  :          :  +----------+  +----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : registers:  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o-160
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  r15 = o+72, the lower end of the caller's frame, whose lowest 160 bytes are
//                    there for us: a back chain, and room for our registers. The call leaves its
//                    return address in r14
//   spilled          r15 = o-160. r6 to r14 lie in the caller's frame, the rest in ours, above the
//                    save area that we in turn owe to those we call
//   in save          it has put our r6 to r15 into that save area. It copies what is in the
//                    target's way to the heap, from o upwards, so with the registers but without
//                    the save area. It answers t - o
//   sp moved         r15 = t-160. What lies above t is still the origin's. What lies below is free:
//                    it has been copied
//   in restore       it has put its caller's registers between t-160 and t. The target's bytes come
//                    back above
//   reloaded         the registers are the target's, r14 among them: br %r14 goes to its caller,
//                    and r15 = t+72 is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+  |          |  | its      | o+192
//  | r6 - r14 |  | r6 - r14 |  |          |  | frames   |
//  +----------+  +----------+ >+----------+  |          | o+72
//  | f8 - fpc |  | f8 - fpc |  :          :  |          |
//  +----------+  +----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : registers:  :          :  :          :  |          |
// >+----------+ >+----------+  :          :  |          | o-160
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but r2
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// The save area is the trap of this ABI. A callee spills its registers not into its own frame but
// into the lowest 160 bytes of its caller's. So restore's own registers, its return address among
// them, lie in our save area. Were that a part of the slice, restore would overwrite them with
// those of a long finished save, and return there. Hence sp is 160 bytes above r15: the save area
// belongs to the hooks, and only what lies above it to the spilled frame. For the same reason the
// caller's save area is ours, and belongs to the spilled frame.
//
// Who holds what:           on entry      at call save      at call restore
//   r2                      hooks         hooks             hooks
//   r3                      -             sp (origin's)     sp (target's)
//   r10                     caller's      hooks             hooks
//   r2, between the calls:  -             -                 distance
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is r0 to r5, f0 to f7, the right
// halves of the vector registers v8 to v15, whose left halves are f8 to f15, all other vector
// registers, and the condition code. The access registers hold the thread's pointer and never
// change.
//
// Plain moves to fixed offsets, not one stmg for all: each line saves or restores one register and
// nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table
// below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

// From r15 to the sp of the hooks, and from r15 to the caller's frame: save area, slots.
#define SAVE 160
#define FRAME 232

        .text
        .globl  arch_switch
        .type   arch_switch, @function
        .p2align 4
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
arch_switch:
        .cfi_startproc
        // Room for the frame, and at its end a back chain: the address of the caller's frame, for
        // tools that walk without unwind information. r1 is free to hold it. To DWARF, a caller's
        // frame begins 160 bytes above its r15, and the canonical frame address is that: r15 is not
        // to be loaded from there, but is that address less 160 (.cfi_val_offset).
        lgr     %r1, %r15
        aghi    %r15, -FRAME
        .cfi_adjust_cfa_offset FRAME
        .cfi_val_offset %r15, -160
        stg     %r1, 0(%r15)

        // What the ABI says a call preserves: r6 to r13, f8 to f15. A call pushes nothing: r14
        // holds the return address, and is spilled because the hooks are called, too. Each register
        // goes to the place that the ABI has for it in the caller's save area, where tools expect
        // it. (Unwind information numbers f8, f10, f12 and f14 as 24 to 27, and f9, f11, f13 and
        // f15 as 28 to 31.)
MARK(spill)
        stg     %r14, SAVE+184(%r15)
        .cfi_rel_offset %r14, SAVE+184
        stg     %r6, SAVE+120(%r15)
        .cfi_rel_offset %r6, SAVE+120
        stg     %r7, SAVE+128(%r15)
        .cfi_rel_offset %r7, SAVE+128
        stg     %r8, SAVE+136(%r15)
        .cfi_rel_offset %r8, SAVE+136
        stg     %r9, SAVE+144(%r15)
        .cfi_rel_offset %r9, SAVE+144
        stg     %r10, SAVE+152(%r15)
        .cfi_rel_offset %r10, SAVE+152
        stg     %r11, SAVE+160(%r15)
        .cfi_rel_offset %r11, SAVE+160
        stg     %r12, SAVE+168(%r15)
        .cfi_rel_offset %r12, SAVE+168
        stg     %r13, SAVE+176(%r15)
        .cfi_rel_offset %r13, SAVE+176
        std     %f8, SAVE+64(%r15)
        .cfi_rel_offset 24, SAVE+64
        std     %f9, SAVE+56(%r15)
        .cfi_rel_offset 28, SAVE+56
        std     %f10, SAVE+48(%r15)
        .cfi_rel_offset 25, SAVE+48
        std     %f11, SAVE+40(%r15)
        .cfi_rel_offset 29, SAVE+40
        std     %f12, SAVE+32(%r15)
        .cfi_rel_offset 26, SAVE+32
        std     %f13, SAVE+24(%r15)
        .cfi_rel_offset 30, SAVE+24
        std     %f14, SAVE+16(%r15)
        .cfi_rel_offset 27, SAVE+16
        std     %f15, SAVE+8(%r15)
        .cfi_rel_offset 31, SAVE+8
        // The control word is callee-saved, too: rounding modes and exception masks belong to the
        // program that set them, and a greenlet is a program. The status bits in the same word come
        // along.
        stfpc   SAVE+0(%r15)

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at r15 will
        // be another by then. r10 itself has been spilled. (r11 is left alone: it may be the
        // caller's frame pointer, which tools follow while the hooks run.) sp is 160 bytes above
        // r15: what lies between is for save to fill, and none of the frame.
        lgr     %r10, %r2
        la      %r3, SAVE(%r15)
MARK(call_save)
        lg      %r1, 0(%r10)            // r1: no argument, and the callee may change it
        basr    %r14, %r1
        // Distances are multiples of 8. An odd answer, 1 or -1, means that this stack goes on. r2
        // already holds what to return, and the frame at r15 is still our own: reloading it gives
        // back what r10 held.
        tmll    %r2, 1
        jnz     .Lreload

        // The switch proper. From here until restore has returned, nothing above sp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the return address is undefined, and the back chain ends here. The 160 bytes
        // below sp are free, so a new one is made at their lower end, where r15 now points.
        lghi    %r1, 0
MARK(move_sp)
        agr     %r15, %r2
        .cfi_remember_state
        .cfi_undefined %r14
        stg     %r1, 0(%r15)

        // restore(hooks, sp). Its frame lies below r15, and what it spills between r15 and sp, so
        // below the target's bytes: they can be written without pulling the ground from under the
        // function that writes. r10 is the only thing that is known to be right.
        lgr     %r2, %r10
        la      %r3, SAVE(%r15)
MARK(call_restore)
        lg      %r1, 8(%r10)
        basr    %r14, %r1
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        la      %r1, FRAME(%r15)
        stg     %r1, 0(%r15)
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and r2 is what restore left in it.
        lghi    %r2, 0

        // The same offsets, other values: this is where the target continues. r10 is overwritten
        // like the others; the hooks have done their work.
MARK(reload)
        lg      %r14, SAVE+184(%r15)
        .cfi_restore %r14
        lg      %r6, SAVE+120(%r15)
        .cfi_restore %r6
        lg      %r7, SAVE+128(%r15)
        .cfi_restore %r7
        lg      %r8, SAVE+136(%r15)
        .cfi_restore %r8
        lg      %r9, SAVE+144(%r15)
        .cfi_restore %r9
        lg      %r10, SAVE+152(%r15)
        .cfi_restore %r10
        lg      %r11, SAVE+160(%r15)
        .cfi_restore %r11
        lg      %r12, SAVE+168(%r15)
        .cfi_restore %r12
        lg      %r13, SAVE+176(%r15)
        .cfi_restore %r13
        ld      %f8, SAVE+64(%r15)
        .cfi_restore 24
        ld      %f9, SAVE+56(%r15)
        .cfi_restore 28
        ld      %f10, SAVE+48(%r15)
        .cfi_restore 25
        ld      %f11, SAVE+40(%r15)
        .cfi_restore 29
        ld      %f12, SAVE+32(%r15)
        .cfi_restore 26
        ld      %f13, SAVE+24(%r15)
        .cfi_restore 30
        ld      %f14, SAVE+16(%r15)
        .cfi_restore 27
        ld      %f15, SAVE+8(%r15)
        .cfi_restore 31
        // A mask traps when an exception happens, not when it is loaded beside a flag that is set.
        lfpc    SAVE+0(%r15)

        // Into the caller: the one that was suspended here, or on a first start our own. r15 is
        // computed: the back chain says the same, but would have to be loaded.
        aghi    %r15, FRAME
        .cfi_adjust_cfa_offset -FRAME
        .cfi_restore %r15
        br      %r14
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run r2, argument r3
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined %r14
        aghi    %r15, -160              // the callee saves registers in its caller's frame, so here
        .cfi_adjust_cfa_offset 160
        xc      0(8, %r15), 0(%r15)     // who walks by back chains ends here, too
        lgr     %r1, %r2
        lgr     %r2, %r3
        basr    %r14, %r1
        jg      arch_switch_begin       // r14 is still where basr returned: walks end there again
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
