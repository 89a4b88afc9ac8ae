// arch_switch for 32-bit ARM with hardware floating point, AAPCS-VFP (Procedure Call Standard for the Arm Architecture, sections
// 6.1.1 and 6.1.2); unwinding as in EHABI (Exception Handling ABI for the Arm Architecture). One text for both
// instruction sets: what the C compiler makes, Thumb or ARM, this file becomes too.
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers and the control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is a multiple of 8, as
// every call needs it.
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
// Who holds what:           on entry      at call save      at call restore
//   r0                      hooks         hooks             hooks
//   r1                      -             sp (origin's)     sp (target's)
//   r4                      caller's      hooks             hooks
//   ip                      -             save              restore
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the caller's
// own frame, and those bytes travel with the slice. Plain stores and loads at fixed offsets, not push and pop: each line
// saves or restores one register and nothing depends on their order.

#ifndef __ARM_PCS_VFP
#error "arch/arm passes doubles in registers (armhf). Compile with -mfloat-abi=hard, or write arch/armel for software floating point."
#endif

// Names the block that starts on the next line: its address and its line number go into the table below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .syntax unified
        .eabi_attribute 25, 1           // Tag_ABI_align_preserved: sp stays a multiple of 8
        .text
        .globl  arch_switch
        .type   arch_switch, %function
        .p2align 4
        .globl  arch_switch_begin       // without the bit 0 of a Thumb function's address
        .hidden arch_switch_begin
arch_switch_begin:
#ifdef __thumb__
        .thumb
        .thumb_func                     // sets bit 0 of the function's address: calls arrive in Thumb state
#else
        .arm
#endif
arch_switch:
        // The same facts three times: .save, .vsave and .pad tell C++ exceptions the frame as a whole, from the top down;
        // .cfi tells debuggers, instruction by instruction.
        .fnstart
        .cfi_sections .debug_frame
        .cfi_startproc
        // Room for the frame.
        sub     sp, sp, #104
        .cfi_adjust_cfa_offset 104
        .save   {r4-r11, lr}
        .pad    #4
        .vsave  {d8-d15}

        // What the ABI says a call preserves. The control bits of fpscr are among it: the rounding mode
        // belongs to the program that set it. The status bits of fpscr come along with them.
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
        vmrs    ip, fpscr               // goes to memory by way of a general register
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

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register: the frame that
        // r4 was spilled to may be another one afterwards.
        mov     r4, r0
        mov     r1, sp
        ldr     ip, [r4, #0]
MARK(call_save)
        blx     ip                      // x: bit 0 of the address chooses Thumb or ARM
        // Distances are multiples of 8. An odd answer (1 or -1) means that this stack goes on: r0 already holds what
        // to return, and the frame is still our own.
        tst     r0, #1
        bne     .Lreload

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet.
MARK(move_sp)
        add     sp, sp, r0

        // restore(hooks, sp). Its own frame lies below the target's bytes.
        mov     r0, r4
        mov     r1, sp
        ldr     ip, [r4, #4]
MARK(call_restore)
        blx     ip
        // The result has to be made here: the one in the target's frame would be of long ago.
        mov     r0, #0

        // The same offsets, another greenlet's values: this is where the target continues.
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

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        add     sp, sp, #104
        .cfi_adjust_cfa_offset -104
        bx      lr
        .cfi_endproc
        .fnend
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
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
