// arch_probe for AArch64, AAPCS64: what does a call leave in the callee-saved registers?
//
//   void arch_probe(arch_probe_call* probe (x0))
//     [x0, #0] call | 8 argument | 16 in | 24 out | 32 sp_before | 40 sp_after | 48 result
//
// The order of the words is that of probe.c: x19 to x29, d8 to d15, fpcr.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from sp:
//   168 x30 | 160 x29 | 80 x19 to x28 | 16 d8 to d15 | 8 unused | 0 fpcr

        .text
        .globl  arch_probe
        .type   arch_probe, %function
        .p2align 4
arch_probe:
        .cfi_startproc
        paciasp
        .cfi_negate_ra_state
        sub     sp, sp, #176
        .cfi_adjust_cfa_offset 176

        // The caller's own.
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
        mrs     x9, fpcr
        str     x9, [sp, #0]

        // Where to find all this again.
        adrp    x9, arch_probe_returning
        str     x0, [x9, #:lo12:arch_probe_returning]
        mov     x10, sp
        str     x10, [x0, #32]
        str     xzr, [x0, #40]

        // The values to survive.
        ldr     x10, [x0, #16]
        ldp     x19, x20, [x10, #0]
        ldp     x21, x22, [x10, #16]
        ldp     x23, x24, [x10, #32]
        ldp     x25, x26, [x10, #48]
        ldp     x27, x28, [x10, #64]
        ldr     x29, [x10, #80]
        ldp     d8, d9, [x10, #88]
        ldp     d10, d11, [x10, #104]
        ldp     d12, d13, [x10, #120]
        ldp     d14, d15, [x10, #136]
        ldr     x9, [x10, #152]
        msr     fpcr, x9

        ldr     x9, [x0, #0]
        ldr     x0, [x0, #8]
        blr     x9
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was. A misaligned one may be moved, but not used.
        adrp    x9, arch_probe_returning
        ldr     x9, [x9, #:lo12:arch_probe_returning]
        mov     x10, sp
        str     x10, [x9, #40]
        ldr     x10, [x9, #32]
        mov     sp, x10
        sxtw    x0, w0
        str     x0, [x9, #48]

        // What became of them.
        ldr     x0, [x9, #24]
        stp     x19, x20, [x0, #0]
        stp     x21, x22, [x0, #16]
        stp     x23, x24, [x0, #32]
        stp     x25, x26, [x0, #48]
        stp     x27, x28, [x0, #64]
        str     x29, [x0, #80]
        stp     d8, d9, [x0, #88]
        stp     d10, d11, [x0, #104]
        stp     d12, d13, [x0, #120]
        stp     d14, d15, [x0, #136]
        mrs     x9, fpcr
        str     x9, [x0, #152]

        ldr     x9, [sp, #0]
        msr     fpcr, x9
        ldp     d8, d9, [sp, #16]
        .cfi_restore d8
        .cfi_restore d9
        ldp     d10, d11, [sp, #32]
        .cfi_restore d10
        .cfi_restore d11
        ldp     d12, d13, [sp, #48]
        .cfi_restore d12
        .cfi_restore d13
        ldp     d14, d15, [sp, #64]
        .cfi_restore d14
        .cfi_restore d15
        ldp     x19, x20, [sp, #80]
        .cfi_restore x19
        .cfi_restore x20
        ldp     x21, x22, [sp, #96]
        .cfi_restore x21
        .cfi_restore x22
        ldp     x23, x24, [sp, #112]
        .cfi_restore x23
        .cfi_restore x24
        ldp     x25, x26, [sp, #128]
        .cfi_restore x25
        .cfi_restore x26
        ldp     x27, x28, [sp, #144]
        .cfi_restore x27
        .cfi_restore x28
        ldp     x29, x30, [sp, #160]
        .cfi_restore x29
        .cfi_restore x30
        add     sp, sp, #176
        .cfi_adjust_cfa_offset -176
        autiasp
        .cfi_negate_ra_state
        ret
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        // BTI and PAC, as in switch.S.
        .section .note.gnu.property, "a", %note
        .p2align 3
        .word   4, 16, 5
        .string "GNU"
        .word   0xc0000000, 4, 3, 0

        .section .note.GNU-stack, "", %progbits
