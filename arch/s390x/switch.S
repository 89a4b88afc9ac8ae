// arch_switch for s390x, ELF ABI s390x Supplement 1.6 (sections 1.2.1 "Registers" and 1.2.2 "The Stack Frame").
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers, the return address and the control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is a multiple of 8, as
// r15 has to be. The general registers go where this ABI wants them: into the caller's frame.
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
// The save area is the trap of this ABI. A callee spills its registers not into its own frame but into the lowest 160
// bytes of its caller's. So restore's own registers, its return address among them, lie in our save area. Were that a
// part of the slice, restore would overwrite them with those of a long finished save, and return there. Hence sp is
// 160 bytes above r15: the save area belongs to the hooks, and only what lies above it to the spilled frame. For the
// same reason the caller's save area is ours, and belongs to the spilled frame.
//
// Who holds what:           on entry      at call save      at call restore
//   r2                      hooks         hooks             hooks
//   r3                      -             sp (origin's)     sp (target's)
//   r10                     caller's      hooks             hooks
//   r2, between the calls:  -             -                 distance
//
// The right halves of the vector registers v8 to v15, whose left halves are f8 to f15, and all others are caller-saved.
// The access registers hold the thread's pointer and never change. Everything else in the caller's hands is
// caller-saved: the compiler has already put it into the caller's own frame, and those bytes travel with the slice.
// Plain moves to fixed offsets, not one stmg for all: each line saves or restores one register and nothing depends
// on their order.

// Names the block that starts on the next line: its address and its line number go into the table below.
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
        // Room for the frame, and at its end a back chain: the address of the caller's frame, for tools that walk
        // without unwind information. To DWARF, a caller's frame begins 160 bytes above its r15.
        lgr     %r1, %r15
        aghi    %r15, -FRAME
        .cfi_adjust_cfa_offset FRAME
        .cfi_val_offset %r15, -160
        stg     %r1, 0(%r15)

        // What the ABI says a call preserves: r6 to r13, f8 to f15. The control word fpc is among it: rounding modes
        // and exception masks belong to the program that set them. The status bits of fpc come along. (Unwind
        // information numbers f8, f10, f12 and f14 as 24 to 27, and f9, f11, f13 and f15 as 28 to 31.)
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
        stfpc   SAVE+0(%r15)

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register: the frame that
        // r10 was spilled to may be another one afterwards. (r11 is left alone: it may be the caller's frame pointer.)
        lgr     %r10, %r2
        la      %r3, SAVE(%r15)
MARK(call_save)
        lg      %r1, 0(%r10)
        basr    %r14, %r1
        // Distances are multiples of 8. An odd answer (1 or -1) means that this stack goes on: r2 already holds what to
        // return, and the frame is still our own.
        tmll    %r2, 1
        jnz     .Lreload

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet. The back
        // chain at r15 is made anew.
MARK(move_sp)
        agr     %r15, %r2
        la      %r1, FRAME(%r15)
        stg     %r1, 0(%r15)

        // restore(hooks, sp). Its own frame and what it spills lie below the target's bytes.
        lgr     %r2, %r10
        la      %r3, SAVE(%r15)
MARK(call_restore)
        lg      %r1, 8(%r10)
        basr    %r14, %r1
        // The result has to be made here: the one in the target's frame would be of long ago.
        lghi    %r2, 0

        // The same offsets, another greenlet's values: this is where the target continues.
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
        lfpc    SAVE+0(%r15)

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        aghi    %r15, FRAME
        .cfi_adjust_cfa_offset -FRAME
        .cfi_restore %r15
        br      %r14
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
//   run r2, argument r3
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined %r14
        aghi    %r15, -160              // the callee saves registers in its caller's frame
        .cfi_adjust_cfa_offset 160
        xc      0(8, %r15), 0(%r15)     // who walks by back chains ends here, too
        lgr     %r1, %r2
        lgr     %r2, %r3
        basr    %r14, %r1
        j       .+2                     // no instruction: traps
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
