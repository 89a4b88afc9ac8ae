// arch_probe for riscv64, RISC-V psABI, lp64d: what does a call leave in the callee-saved
// registers?
//
//   void arch_probe(arch_probe_call* probe (a0))
//     0(a0) call | 8 argument | 16 in | 24 out | 32 sp_before | 40 sp_after | 48 result
//
// The order of the words is that of probe.c: s0 ... s11, fs0 ... fs11, fcsr.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from sp:
//   216 unused | 208 ra | 200 unused | 192 s0 | 184 s1 | ... | 104 s11
//   96 fs0 | ... | 8 fs11 | 0 fcsr

        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 2
arch_probe:
        .cfi_startproc
        addi    sp, sp, -224
        .cfi_adjust_cfa_offset 224

        // The caller's own.
        sd      ra, 208(sp)
        .cfi_rel_offset ra, 208
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
        frcsr   t0
        sw      t0, 0(sp)

        // Where to find all this again.
        lla     t0, arch_probe_returning
        sd      a0, 0(t0)
        sd      sp, 32(a0)
        sd      zero, 40(a0)

        // The values to survive.
        ld      t1, 16(a0)
        ld      s0, 0(t1)
        ld      s1, 8(t1)
        ld      s2, 16(t1)
        ld      s3, 24(t1)
        ld      s4, 32(t1)
        ld      s5, 40(t1)
        ld      s6, 48(t1)
        ld      s7, 56(t1)
        ld      s8, 64(t1)
        ld      s9, 72(t1)
        ld      s10, 80(t1)
        ld      s11, 88(t1)
        fld     fs0, 96(t1)
        fld     fs1, 104(t1)
        fld     fs2, 112(t1)
        fld     fs3, 120(t1)
        fld     fs4, 128(t1)
        fld     fs5, 136(t1)
        fld     fs6, 144(t1)
        fld     fs7, 152(t1)
        fld     fs8, 160(t1)
        fld     fs9, 168(t1)
        fld     fs10, 176(t1)
        fld     fs11, 184(t1)
        ld      t0, 192(t1)
        fscsr   t0

        ld      t0, 0(a0)
        ld      a0, 8(a0)
        jalr    t0
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was.
        lla     t1, arch_probe_returning
        ld      t1, 0(t1)
        sd      sp, 40(t1)
        ld      sp, 32(t1)
        sext.w  a0, a0
        sd      a0, 48(t1)

        // What became of them. fcsr is stored with zeros above.
        ld      a0, 24(t1)
        sd      s0, 0(a0)
        sd      s1, 8(a0)
        sd      s2, 16(a0)
        sd      s3, 24(a0)
        sd      s4, 32(a0)
        sd      s5, 40(a0)
        sd      s6, 48(a0)
        sd      s7, 56(a0)
        sd      s8, 64(a0)
        sd      s9, 72(a0)
        sd      s10, 80(a0)
        sd      s11, 88(a0)
        fsd     fs0, 96(a0)
        fsd     fs1, 104(a0)
        fsd     fs2, 112(a0)
        fsd     fs3, 120(a0)
        fsd     fs4, 128(a0)
        fsd     fs5, 136(a0)
        fsd     fs6, 144(a0)
        fsd     fs7, 152(a0)
        fsd     fs8, 160(a0)
        fsd     fs9, 168(a0)
        fsd     fs10, 176(a0)
        fsd     fs11, 184(a0)
        frcsr   t0
        sd      t0, 192(a0)

        ld      ra, 208(sp)
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
        addi    sp, sp, 224
        .cfi_adjust_cfa_offset -224
        ret
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        .section .note.GNU-stack, "", @progbits
