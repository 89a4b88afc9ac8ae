// arch_probe for mips64el, N64 ABI: what does a call leave in the callee-saved registers?
//
//   void arch_probe(arch_probe_call* probe (a0))
//     0(a0) call | 8 argument | 16 in | 24 out | 32 sp_before | 40 sp_after | 48 result
//
// The order of the words is that of probe.c: s0 ... s8, gp, f24 ... f31, fcsr.
//
// A wrong switch may leave anything behind: no register is right, and sp is somewhere else. So what
// is needed after the call is found in the struct, and the struct at a fixed place in memory
// (arch_probe_returning). The frame below only keeps the caller's own registers, where unwinders
// look for them; sp is taken back from the struct before the frame is read.
//
// The frame, offsets from sp:
//   168 unused | 160 ra | 152 unused | 144 s0 | ... | 88 s7 | 80 s8 | 72 gp
//   64 f24 | ... | 8 f31 | 0 fcsr

// The address of arch_probe_returning, without gp: by way of this instruction's own address.
// Changes ra.
#define FIND_RETURNING(register, here) \
        bal     here; \
        nop; \
here:   lui     register, %hi(%neg(%gp_rel(here))); \
        daddiu  register, register, %lo(%neg(%gp_rel(here))); \
        daddu   register, register, $ra; \
        ld      register, %got_disp(arch_probe_returning)(register)

        .abicalls
        .text
        .globl  arch_probe
        .type   arch_probe, @function
        .p2align 3
        .set    noreorder
        .set    nomacro
arch_probe:
        .cfi_startproc
        daddiu  $sp, $sp, -176
        .cfi_adjust_cfa_offset 176

        // The caller's own.
        sd      $ra, 160($sp)
        .cfi_rel_offset 31, 160
        sd      $s0, 144($sp)
        .cfi_rel_offset 16, 144
        sd      $s1, 136($sp)
        .cfi_rel_offset 17, 136
        sd      $s2, 128($sp)
        .cfi_rel_offset 18, 128
        sd      $s3, 120($sp)
        .cfi_rel_offset 19, 120
        sd      $s4, 112($sp)
        .cfi_rel_offset 20, 112
        sd      $s5, 104($sp)
        .cfi_rel_offset 21, 104
        sd      $s6, 96($sp)
        .cfi_rel_offset 22, 96
        sd      $s7, 88($sp)
        .cfi_rel_offset 23, 88
        sd      $s8, 80($sp)
        .cfi_rel_offset 30, 80
        sd      $gp, 72($sp)
        .cfi_rel_offset 28, 72
        sdc1    $f24, 64($sp)
        .cfi_rel_offset 56, 64
        sdc1    $f25, 56($sp)
        .cfi_rel_offset 57, 56
        sdc1    $f26, 48($sp)
        .cfi_rel_offset 58, 48
        sdc1    $f27, 40($sp)
        .cfi_rel_offset 59, 40
        sdc1    $f28, 32($sp)
        .cfi_rel_offset 60, 32
        sdc1    $f29, 24($sp)
        .cfi_rel_offset 61, 24
        sdc1    $f30, 16($sp)
        .cfi_rel_offset 62, 16
        sdc1    $f31, 8($sp)
        .cfi_rel_offset 63, 8
        cfc1    $t0, $31
        sw      $t0, 0($sp)

        // Where to find all this again.
        FIND_RETURNING($t1, .Lbefore)
        sd      $a0, 0($t1)
        sd      $sp, 32($a0)
        sd      $zero, 40($a0)

        // The values to survive.
        ld      $t1, 16($a0)
        ld      $s0, 0($t1)
        ld      $s1, 8($t1)
        ld      $s2, 16($t1)
        ld      $s3, 24($t1)
        ld      $s4, 32($t1)
        ld      $s5, 40($t1)
        ld      $s6, 48($t1)
        ld      $s7, 56($t1)
        ld      $s8, 64($t1)
        ld      $gp, 72($t1)
        ldc1    $f24, 80($t1)
        ldc1    $f25, 88($t1)
        ldc1    $f26, 96($t1)
        ldc1    $f27, 104($t1)
        ldc1    $f28, 112($t1)
        ldc1    $f29, 120($t1)
        ldc1    $f30, 128($t1)
        ldc1    $f31, 136($t1)
        ld      $t0, 144($t1)
        ctc1    $t0, $31

        ld      $t9, 0($a0)
        ld      $a0, 8($a0)
        jalr    $t9
        move    $t0, $zero              // a switch has to ask for fcsr by itself
        .globl  arch_probe_returned
        .hidden arch_probe_returned
arch_probe_returned:

        // sp first: as it came, then as it was.
        FIND_RETURNING($t1, .Lafter)
        ld      $t1, 0($t1)
        sd      $sp, 40($t1)
        ld      $sp, 32($t1)
        sd      $v0, 48($t1)            // an int, which this ABI extends to the whole register

        // What became of them. fcsr is stored with zeros above.
        ld      $a1, 24($t1)
        sd      $s0, 0($a1)
        sd      $s1, 8($a1)
        sd      $s2, 16($a1)
        sd      $s3, 24($a1)
        sd      $s4, 32($a1)
        sd      $s5, 40($a1)
        sd      $s6, 48($a1)
        sd      $s7, 56($a1)
        sd      $s8, 64($a1)
        sd      $gp, 72($a1)
        sdc1    $f24, 80($a1)
        sdc1    $f25, 88($a1)
        sdc1    $f26, 96($a1)
        sdc1    $f27, 104($a1)
        sdc1    $f28, 112($a1)
        sdc1    $f29, 120($a1)
        sdc1    $f30, 128($a1)
        sdc1    $f31, 136($a1)
        cfc1    $t0, $31
        sw      $t0, 144($a1)
        sw      $zero, 148($a1)

        ld      $ra, 160($sp)
        .cfi_restore 31
        ld      $s0, 144($sp)
        .cfi_restore 16
        ld      $s1, 136($sp)
        .cfi_restore 17
        ld      $s2, 128($sp)
        .cfi_restore 18
        ld      $s3, 120($sp)
        .cfi_restore 19
        ld      $s4, 112($sp)
        .cfi_restore 20
        ld      $s5, 104($sp)
        .cfi_restore 21
        ld      $s6, 96($sp)
        .cfi_restore 22
        ld      $s7, 88($sp)
        .cfi_restore 23
        ld      $s8, 80($sp)
        .cfi_restore 30
        ld      $gp, 72($sp)
        .cfi_restore 28
        ldc1    $f24, 64($sp)
        .cfi_restore 56
        ldc1    $f25, 56($sp)
        .cfi_restore 57
        ldc1    $f26, 48($sp)
        .cfi_restore 58
        ldc1    $f27, 40($sp)
        .cfi_restore 59
        ldc1    $f28, 32($sp)
        .cfi_restore 60
        ldc1    $f29, 24($sp)
        .cfi_restore 61
        ldc1    $f30, 16($sp)
        .cfi_restore 62
        ldc1    $f31, 8($sp)
        .cfi_restore 63
        lw      $t0, 0($sp)
        ctc1    $t0, $31
        daddiu  $sp, $sp, 176
        .cfi_adjust_cfa_offset -176
        jr      $ra
        nop
        .cfi_endproc
        .size   arch_probe, . - arch_probe

        .section .note.GNU-stack, "", @progbits
