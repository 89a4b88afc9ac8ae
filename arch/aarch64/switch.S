// arch_switch for AArch64, AAPCS64 (Procedure Call Standard for the Arm 64-bit Architecture,
// sections 6.1.1 and 6.1.2).
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers and the control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 16, or the processor refuses to use it as an address.
//
//     caller's frame
//   +-----------------+
//   | return address  | 168  x30, the link register: calls push nothing
//   | x29             | 160  the frame pointer
//   | x28             | 152
//   | x27             | 144
//   | x26             | 136
//   | x25             | 128
//   | x24             | 120
//   | x23             | 112
//   | x22             | 104
//   | x21             | 96
//   | x20             | 88
//   | x19             | 80
//   | d15             | 72   the low halves of v8-v15; the ABI lets a callee lose the high ones
//   | d14             | 64
//   | d13             | 56
//   | d12             | 48
//   | d11             | 40
//   | d10             | 32
//   | d9              | 24
//   | d8              | 16   8 bytes below it are unused
//   | fpcr            | 0    sp points here
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
//  | o's      |  | o's      |  | o's      |  | is in the|  +----------+  +----------+ t+176
//  | callers  |  | callers  |  | callers  |  | heap)    |  | t's frame|  | t's frame|
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
// >+----------+  +----------+  +----------+  :          :  : frames   :  :          : o+176
//  :          :  | o's frame|  | o's frame|  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  sp = o+176, a multiple of 16. The call leaves its return address in x30 and
//                    does not move sp
//   spilled          sp = o: our own frame, with x30 on top of it
//   in save          it copies what is in the target's way to the heap, from o upwards: our frame
//                    is the lowest part of it. It answers t - o
//   sp moved         sp = t. What lies above is still the origin's. What lies below is free: it has
//                    been copied
//   in restore       the target's bytes come back to where they were, and with them its frame
//   reloaded         the registers are the target's, x30 among them: ret goes to its caller, and sp
//                    = t+176 is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+ >+----------+  | its      | o+176
//  | o's frame|  | o's frame|  :          :  | frames   |
// >+----------+ >+----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but w0
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// Who holds what:           on entry      at call save      at call restore
//   x0                      hooks         hooks             hooks
//   x1                      -             sp (origin's)     sp (target's)
//   x19                     caller's      hooks             hooks
//   x9                      -             save              restore
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is x0 to x17, v0 to v7 and v16 to
// v31, the high halves of v8 to v15, and the condition flags. x18 belongs to the platform, not to a
// call, and TPIDR_EL0 to the thread: they stay as they are.
//
// Plain stores and loads at fixed offsets, two neighbours at once as this CPU likes it: nothing
// depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table
// below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .text
        .globl  arch_switch
        .type   arch_switch, %function
        .p2align 4
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
arch_switch:
        .cfi_startproc
        // Signs the return address with sp, where pointer authentication exists; elsewhere this is
        // a nop. A slice returns to the addresses it came from, so sp is the same when the
        // signature is checked, however often the stack has been moved in between. As the first
        // instruction it also is the landing pad that an indirect call must meet (BTI).
        paciasp
        .cfi_negate_ra_state
        // Room for the frame, at once: sp must be a multiple of 16 whenever it is used as an
        // address, so there is no storing word by word while it moves.
        sub     sp, sp, #176
        .cfi_adjust_cfa_offset 176

        // What the ABI says a call preserves. A call pushes nothing: x30 holds the return address,
        // and is spilled because the hooks are called, too, each with a return address of its own.
        // It lies beside x29, which with it makes the record that frame pointers walk by.
MARK(spill)
        stp     x29, x30, [sp, #160]
        .cfi_rel_offset x29, 160
        .cfi_rel_offset x30, 168
        stp     x27, x28, [sp, #144]
        .cfi_rel_offset x27, 144
        .cfi_rel_offset x28, 152
        stp     x25, x26, [sp, #128]
        .cfi_rel_offset x25, 128
        .cfi_rel_offset x26, 136
        stp     x23, x24, [sp, #112]
        .cfi_rel_offset x23, 112
        .cfi_rel_offset x24, 120
        stp     x21, x22, [sp, #96]
        .cfi_rel_offset x21, 96
        .cfi_rel_offset x22, 104
        stp     x19, x20, [sp, #80]
        .cfi_rel_offset x19, 80
        .cfi_rel_offset x20, 88
        // Of the vector registers v8 to v15 a callee keeps the low 8 bytes: d8 to d15. To store
        // more would make every switch slower for what no caller may rely on.
        stp     d14, d15, [sp, #64]
        .cfi_rel_offset d14, 64
        .cfi_rel_offset d15, 72
        stp     d12, d13, [sp, #48]
        .cfi_rel_offset d12, 48
        .cfi_rel_offset d13, 56
        stp     d10, d11, [sp, #32]
        .cfi_rel_offset d10, 32
        .cfi_rel_offset d11, 40
        stp     d8, d9, [sp, #16]
        .cfi_rel_offset d8, 16
        .cfi_rel_offset d9, 24
        // The control word is callee-saved, too: the rounding mode belongs to the program that set
        // it, and a greenlet is a program. It goes to memory by way of a general register. The
        // flags that computations leave behind are in another one, fpsr, and no call keeps them.
        mrs     x9, fpcr
        str     x9, [sp, #0]

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at sp will
        // be another by then. x19 itself has been spilled.
        mov     x19, x0
        mov     x1, sp
        ldr     x9, [x19, #0]
MARK(call_save)
        blr     x9
        // Distances are multiples of 16. An odd answer, 1 or -1, means that this stack goes on. w0
        // already holds what to return, and the frame at sp is still our own: reloading it gives
        // back what x19 held.
        tbnz    x0, #0, .Lreload

        // The switch proper. From here until restore has returned, nothing above sp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the frame pointer is 0, the return address undefined.
        mov     x29, xzr
MARK(move_sp)
        add     sp, sp, x0
        .cfi_remember_state
        .cfi_undefined x30

        // restore(hooks, sp). Its frame lies below sp and so below the target's bytes: they can be
        // written without pulling the ground from under the function that writes. x19 is the only
        // thing that is known to be right.
        mov     x0, x19
        mov     x1, sp
        ldr     x9, [x19, #8]
MARK(call_restore)
        blr     x9
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and w0 is what restore left in it.
        mov     w0, #0

        // The same offsets, other values: this is where the target continues. x19 is overwritten
        // like the others; the hooks have done their work.
MARK(reload)
        ldp     x29, x30, [sp, #160]
        .cfi_restore x29
        .cfi_restore x30
        ldp     x27, x28, [sp, #144]
        .cfi_restore x27
        .cfi_restore x28
        ldp     x25, x26, [sp, #128]
        .cfi_restore x25
        .cfi_restore x26
        ldp     x23, x24, [sp, #112]
        .cfi_restore x23
        .cfi_restore x24
        ldp     x21, x22, [sp, #96]
        .cfi_restore x21
        .cfi_restore x22
        ldp     x19, x20, [sp, #80]
        .cfi_restore x19
        .cfi_restore x20
        ldp     d14, d15, [sp, #64]
        .cfi_restore d14
        .cfi_restore d15
        ldp     d12, d13, [sp, #48]
        .cfi_restore d12
        .cfi_restore d13
        ldp     d10, d11, [sp, #32]
        .cfi_restore d10
        .cfi_restore d11
        ldp     d8, d9, [sp, #16]
        .cfi_restore d8
        .cfi_restore d9
        // Slow on some processors, but to leave it out when nothing has changed would cost a
        // comparison and an unforeseeable branch.
        ldr     x9, [sp, #0]
        msr     fpcr, x9

        // Into the caller: the one that was suspended here, or on a first start our own.
        add     sp, sp, #176
        .cfi_adjust_cfa_offset -176
        // Takes the signature off, or spoils the return address if it was made with another sp.
        autiasp
        .cfi_negate_ra_state
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run x0, argument x1
        .globl  arch_enter
        .type   arch_enter, %function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined x30
        hint    #34                     // bti c, for assemblers that do not know it
        mov     x29, xzr                // who walks by frame pointers ends here, too
        mov     x9, x0
        mov     x0, x1
        blr     x9
        b       arch_switch_begin       // x30 is still where blr returned: walks end there again
        .cfi_endproc
        .size   arch_enter, . - arch_enter

// The blocks as an array of arch_mark { name, address, line }; describe.c checks the layout.
#define ROW(name) .xword .L##name##_text, .L##name; .word .L##name##_line, 0
        .section .rodata.arch_marks, "a", %progbits
.Lspill_text:        .string "spill"
.Lcall_save_text:    .string "call save"
.Lmove_sp_text:      .string "move sp"
.Lcall_restore_text: .string "call restore"
.Lreload_text:       .string "reload"
        .section .data.rel.ro.arch_marks, "aw", %progbits
        .p2align 3
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

        // This code keeps the rules of BTI and of pointer authentication: one file without this
        // note would switch both off for the whole program (AAELF64, "Program Property").
        .section .note.gnu.property, "a", %note
        .p2align 3
        .word   4, 16, 5                // sizes of name and content; NT_GNU_PROPERTY_TYPE_0
        .string "GNU"
        .word   0xc0000000, 4, 3, 0     // ..._AARCH64_FEATURE_1_AND, 4 bytes: BTI and PAC; filler

        // This code needs no executable stack.
        .section .note.GNU-stack, "", %progbits
