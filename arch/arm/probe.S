// arch_probe for 32-bit ARM, AAPCS-VFP: what does a call leave in the callee-saved registers?
//
//   void arch_probe(arch_probe_call* probe (r0))
//     [r0, #0] call | 4 argument | 8 in | 12 out | 16 sp_before | 20 sp_after | 24 result
//
// The order of the words is that of probe.c: r4 to r11, d8 to d15, fpscr. Words have 64 bits, low
// half first.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from sp:
//   108 lr | 76 r4 to r11 | 68 unused | 64 fpscr | 0 d8 to d15

// What an instruction reads from pc lies that far behind it.
#ifdef __thumb__
#define PC_AHEAD 4
#else
#define PC_AHEAD 8
#endif

        .syntax unified
        .eabi_attribute 25, 1           // Tag_ABI_align_preserved, as in switch.S
        .text
        .globl  arch_probe
        .type   arch_probe, %function
        .p2align 4
#ifdef __thumb__
        .thumb
        .thumb_func
#else
        .arm
#endif
arch_probe:
        .fnstart
        .cfi_sections .debug_frame
        .cfi_startproc
        sub     sp, sp, #112
        .cfi_adjust_cfa_offset 112
        .save   {r4-r11, lr}
        .pad    #12
        .vsave  {d8-d15}

        // The caller's own.
        add     ip, sp, #76
        stm     ip, {r4-r11, lr}
        .cfi_rel_offset r4, 76
        .cfi_rel_offset r5, 80
        .cfi_rel_offset r6, 84
        .cfi_rel_offset r7, 88
        .cfi_rel_offset r8, 92
        .cfi_rel_offset r9, 96
        .cfi_rel_offset r10, 100
        .cfi_rel_offset r11, 104
        .cfi_rel_offset lr, 108
        vmrs    ip, fpscr
        str     ip, [sp, #64]
        vstm    sp, {d8-d15}
        .cfi_rel_offset d8, 0
        .cfi_rel_offset d9, 8
        .cfi_rel_offset d10, 16
        .cfi_rel_offset d11, 24
        .cfi_rel_offset d12, 32
        .cfi_rel_offset d13, 40
        .cfi_rel_offset d14, 48
        .cfi_rel_offset d15, 56

        // Where to find all this again: by the distance from here, which the instruction set
        // changes.
        ldr     ip, .Lfrom_before
.Lbefore:
        add     ip, pc
        str     r0, [ip]
        mov     r1, sp
        str     r1, [r0, #16]
        mov     r1, #0
        str     r1, [r0, #20]

        // The values to survive.
        ldr     r1, [r0, #8]
        ldr     r4, [r1, #0]
        ldr     r5, [r1, #8]
        ldr     r6, [r1, #16]
        ldr     r7, [r1, #24]
        ldr     r8, [r1, #32]
        ldr     r9, [r1, #40]
        ldr     r10, [r1, #48]
        ldr     r11, [r1, #56]
        add     ip, r1, #64
        vldm    ip, {d8-d15}
        ldr     ip, [r1, #128]
        vmsr    fpscr, ip

        ldr     ip, [r0, #0]
        ldr     r0, [r0, #4]
        blx     ip
#ifdef __thumb__
        .thumb_func                     // bit 0, as in the return address: Thumb state
#endif
        .globl  arch_probe_returned
        .hidden arch_probe_returned
        .type   arch_probe_returned, %function
arch_probe_returned:

        // sp first: as it came, then as it was.
        ldr     ip, .Lfrom_after
.Lafter:
        add     ip, pc
        ldr     ip, [ip]
        mov     r1, sp
        str     r1, [ip, #20]
        ldr     r1, [ip, #16]
        mov     sp, r1
        str     r0, [ip, #24]

        // What became of them. Words narrower than 64 bits are stored with zeros above.
        ldr     r0, [ip, #12]
        mov     r1, #0
        str     r4, [r0, #0]
        str     r1, [r0, #4]
        str     r5, [r0, #8]
        str     r1, [r0, #12]
        str     r6, [r0, #16]
        str     r1, [r0, #20]
        str     r7, [r0, #24]
        str     r1, [r0, #28]
        str     r8, [r0, #32]
        str     r1, [r0, #36]
        str     r9, [r0, #40]
        str     r1, [r0, #44]
        str     r10, [r0, #48]
        str     r1, [r0, #52]
        str     r11, [r0, #56]
        str     r1, [r0, #60]
        add     ip, r0, #64
        vstm    ip, {d8-d15}
        vmrs    ip, fpscr
        str     ip, [r0, #128]
        str     r1, [r0, #132]

        ldr     ip, [sp, #64]
        vmsr    fpscr, ip
        vldm    sp, {d8-d15}
        .cfi_restore d8
        .cfi_restore d9
        .cfi_restore d10
        .cfi_restore d11
        .cfi_restore d12
        .cfi_restore d13
        .cfi_restore d14
        .cfi_restore d15
        add     ip, sp, #76
        ldm     ip, {r4-r11, lr}
        .cfi_restore r4
        .cfi_restore r5
        .cfi_restore r6
        .cfi_restore r7
        .cfi_restore r8
        .cfi_restore r9
        .cfi_restore r10
        .cfi_restore r11
        .cfi_restore lr
        add     sp, sp, #112
        .cfi_adjust_cfa_offset -112
        bx      lr
        .p2align 2
.Lfrom_before:
        .word   arch_probe_returning - (.Lbefore + PC_AHEAD)
.Lfrom_after:
        .word   arch_probe_returning - (.Lafter + PC_AHEAD)
        .cfi_endproc
        .fnend
        .size   arch_probe, . - arch_probe

        .section .note.GNU-stack, "", %progbits
