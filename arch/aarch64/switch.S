// arch_switch for AArch64, AAPCS64 (Procedure Call Standard for the Arm 64-bit Architecture, sections 6.1.1 and 6.1.2).
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers and the control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is a multiple of 16, or the
// processor refuses to use it as an address.
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
// Who holds what:           on entry      at call save      at call restore
//   x0                      hooks         hooks             hooks
//   x1                      -             sp (origin's)     sp (target's)
//   x19                     caller's      hooks             hooks
//   x9                      -             save              restore
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the caller's
// own frame, and those bytes travel with the slice. x18 belongs to the platform, not to a call: it stays as it is.
//
// Plain stores and loads at fixed offsets, two neighbours at once as this CPU likes it: nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table below.
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
        // Signs the return address with sp, where pointer authentication exists; elsewhere it does nothing. A slice returns
        // to the addresses it came from, so the signature still fits when it is checked. As the first
        // instruction it also is the landing pad that an indirect call must meet (BTI).
        paciasp
        .cfi_negate_ra_state
        // Room for the frame.
        sub     sp, sp, #176
        .cfi_adjust_cfa_offset 176

        // What the ABI says a call preserves. The control word is among it: the rounding mode belongs to the
        // program that set it. The flags that computations leave behind are in another register, fpsr: no call keeps it.
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
        mrs     x9, fpcr                // system registers go to memory by way of a general one
        str     x9, [sp, #0]

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register: the frame that
        // x19 was spilled to may be another one afterwards.
        mov     x19, x0
        mov     x1, sp
        ldr     x9, [x19, #0]
MARK(call_save)
        blr     x9
        // Distances are multiples of 16. An odd answer (1 or -1) means that this stack goes on: w0 already holds what
        // to return, and the frame is still our own.
        tbnz    x0, #0, .Lreload

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet.
MARK(move_sp)
        add     sp, sp, x0

        // restore(hooks, sp). Its own frame lies below the target's bytes.
        mov     x0, x19
        mov     x1, sp
        ldr     x9, [x19, #8]
MARK(call_restore)
        blr     x9
        // The result has to be made here: the one in the target's frame would be of long ago.
        mov     w0, #0

        // The same offsets, another greenlet's values: this is where the target continues.
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
        ldr     x9, [sp, #0]
        msr     fpcr, x9

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        add     sp, sp, #176
        .cfi_adjust_cfa_offset -176
        autiasp                         // takes the signature off, or spoils a return address that was tampered with
        .cfi_negate_ra_state
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
//   run x0, argument x1
        .globl  arch_enter
        .type   arch_enter, %function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined x30
        hint    #34                     // bti c
        mov     x29, xzr                // who walks by frame pointers ends here, too
        mov     x9, x0
        mov     x0, x1
        blr     x9
        brk     #0
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

        // This code keeps the rules of BTI and of pointer authentication: one file without this note would switch both off
        // for the whole program (AAELF64, "Program Property").
        .section .note.gnu.property, "a", %note
        .p2align 3
        .word   4, 16, 5                // sizes of name and content; NT_GNU_PROPERTY_TYPE_0
        .string "GNU"
        .word   0xc0000000, 4, 3, 0     // GNU_PROPERTY_AARCH64_FEATURE_1_AND, 4 bytes: BTI (1) and PAC (2); filler

        // This code needs no executable stack.
        .section .note.GNU-stack, "", %progbits
