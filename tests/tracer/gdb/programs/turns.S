// A switch for each CPU, as people write them: registers in a record, whose first two words are
// where to go on and the stack pointer. `forgetful_switch` is the same and leaves one out.
#if defined(__riscv)
        .text
        .globl  thread_switch
        .type   thread_switch, @function
thread_switch:
        sd      ra, 0(a0)
        sd      sp, 8(a0)
        sd      s0, 16(a0)
        sd      s1, 24(a0)
        sd      s2, 32(a0)
        sd      s3, 40(a0)
        sd      s4, 48(a0)
        sd      s5, 56(a0)
        sd      s6, 64(a0)
        sd      s7, 72(a0)
        sd      s8, 80(a0)
        sd      s9, 88(a0)
        sd      s10, 96(a0)
        sd      s11, 104(a0)
        ld      ra, 0(a1)
        ld      sp, 8(a1)
        ld      s0, 16(a1)
        ld      s1, 24(a1)
        ld      s2, 32(a1)
        ld      s3, 40(a1)
        ld      s4, 48(a1)
        ld      s5, 56(a1)
        ld      s6, 64(a1)
        ld      s7, 72(a1)
        ld      s8, 80(a1)
        ld      s9, 88(a1)
        ld      s10, 96(a1)
        ld      s11, 104(a1)
        ret
        .size   thread_switch, .-thread_switch
        .globl  forgetful_switch
        .type   forgetful_switch, @function
forgetful_switch:
        sd      ra, 0(a0)
        sd      sp, 8(a0)
        sd      s1, 24(a0)
        sd      s2, 32(a0)
        sd      s3, 40(a0)
        sd      s4, 48(a0)
        sd      s5, 56(a0)
        sd      s6, 64(a0)
        sd      s7, 72(a0)
        sd      s8, 80(a0)
        sd      s9, 88(a0)
        sd      s10, 96(a0)
        sd      s11, 104(a0)
        ld      ra, 0(a1)
        ld      sp, 8(a1)
        ld      s1, 24(a1)
        ld      s2, 32(a1)
        ld      s3, 40(a1)
        ld      s4, 48(a1)
        ld      s5, 56(a1)
        ld      s6, 64(a1)
        ld      s7, 72(a1)
        ld      s8, 80(a1)
        ld      s9, 88(a1)
        ld      s10, 96(a1)
        ld      s11, 104(a1)
        ret
        .size   forgetful_switch, .-forgetful_switch
#endif
#if defined(__aarch64__)
        .text
        .globl  thread_switch
        .type   thread_switch, %function
thread_switch:
        mov     x9, sp
        stp     x30, x9, [x0]
        stp     x19, x20, [x0, #16]
        stp     x21, x22, [x0, #32]
        stp     x23, x24, [x0, #48]
        stp     x25, x26, [x0, #64]
        stp     x27, x28, [x0, #80]
        str     x29, [x0, #96]
        stp     d8, d9, [x0, #104]
        stp     d10, d11, [x0, #120]
        stp     d12, d13, [x0, #136]
        stp     d14, d15, [x0, #152]
        ldp     x30, x9, [x1]
        ldp     x19, x20, [x1, #16]
        ldp     x21, x22, [x1, #32]
        ldp     x23, x24, [x1, #48]
        ldp     x25, x26, [x1, #64]
        ldp     x27, x28, [x1, #80]
        ldr     x29, [x1, #96]
        ldp     d8, d9, [x1, #104]
        ldp     d10, d11, [x1, #120]
        ldp     d12, d13, [x1, #136]
        ldp     d14, d15, [x1, #152]
        mov     sp, x9
        ret
        .size   thread_switch, .-thread_switch
        .globl  forgetful_switch
        .type   forgetful_switch, %function
forgetful_switch:
        mov     x9, sp
        stp     x30, x9, [x0]
        stp     x21, x22, [x0, #32]
        stp     x23, x24, [x0, #48]
        stp     x25, x26, [x0, #64]
        stp     x27, x28, [x0, #80]
        str     x29, [x0, #96]
        stp     d8, d9, [x0, #104]
        stp     d10, d11, [x0, #120]
        stp     d12, d13, [x0, #136]
        stp     d14, d15, [x0, #152]
        ldp     x30, x9, [x1]
        ldp     x21, x22, [x1, #32]
        ldp     x23, x24, [x1, #48]
        ldp     x25, x26, [x1, #64]
        ldp     x27, x28, [x1, #80]
        ldr     x29, [x1, #96]
        ldp     d8, d9, [x1, #104]
        ldp     d10, d11, [x1, #120]
        ldp     d12, d13, [x1, #136]
        ldp     d14, d15, [x1, #152]
        mov     sp, x9
        ret
        .size   forgetful_switch, .-forgetful_switch
#endif
#if defined(__arm__)
        .text
        .syntax unified
        .arm
        .globl  thread_switch
        .type   thread_switch, %function
thread_switch:
        str     lr, [r0]
        str     sp, [r0, #4]
        add     r2, r0, #8
        stmia   r2!, {r4-r11}
        vstmia  r2, {d8-d15}
        ldr     lr, [r1]
        ldr     sp, [r1, #4]
        add     r2, r1, #8
        ldmia   r2!, {r4-r11}
        vldmia  r2, {d8-d15}
        bx      lr
        .size   thread_switch, .-thread_switch
#endif
#if defined(__powerpc64__)
        .text
        .abiversion 2
        .globl  thread_switch
        .type   thread_switch, @function
thread_switch:
        mflr    0
        std     0, 0(3)
        std     1, 8(3)
        std     14, 16(3)
        std     15, 24(3)
        std     16, 32(3)
        std     17, 40(3)
        std     18, 48(3)
        std     19, 56(3)
        std     20, 64(3)
        std     21, 72(3)
        std     22, 80(3)
        std     23, 88(3)
        std     24, 96(3)
        std     25, 104(3)
        std     26, 112(3)
        std     27, 120(3)
        std     28, 128(3)
        std     29, 136(3)
        std     30, 144(3)
        std     31, 152(3)
        std     2,160(3)
        mfcr    0
        stw     0,168(3)
        stfd    14, 176(3)
        stfd    15, 184(3)
        stfd    16, 192(3)
        stfd    17, 200(3)
        stfd    18, 208(3)
        stfd    19, 216(3)
        stfd    20, 224(3)
        stfd    21, 232(3)
        stfd    22, 240(3)
        stfd    23, 248(3)
        stfd    24, 256(3)
        stfd    25, 264(3)
        stfd    26, 272(3)
        stfd    27, 280(3)
        stfd    28, 288(3)
        stfd    29, 296(3)
        stfd    30, 304(3)
        stfd    31, 312(3)
        ld      0, 0(4)
        mtlr    0
        ld      1, 8(4)
        ld      14, 16(4)
        ld      15, 24(4)
        ld      16, 32(4)
        ld      17, 40(4)
        ld      18, 48(4)
        ld      19, 56(4)
        ld      20, 64(4)
        ld      21, 72(4)
        ld      22, 80(4)
        ld      23, 88(4)
        ld      24, 96(4)
        ld      25, 104(4)
        ld      26, 112(4)
        ld      27, 120(4)
        ld      28, 128(4)
        ld      29, 136(4)
        ld      30, 144(4)
        ld      31, 152(4)
        ld      2,160(4)
        lwz     0,168(4)
        mtcrf   255,0
        lfd     14, 176(4)
        lfd     15, 184(4)
        lfd     16, 192(4)
        lfd     17, 200(4)
        lfd     18, 208(4)
        lfd     19, 216(4)
        lfd     20, 224(4)
        lfd     21, 232(4)
        lfd     22, 240(4)
        lfd     23, 248(4)
        lfd     24, 256(4)
        lfd     25, 264(4)
        lfd     26, 272(4)
        lfd     27, 280(4)
        lfd     28, 288(4)
        lfd     29, 296(4)
        lfd     30, 304(4)
        lfd     31, 312(4)
        ld      12, 0(4)
        blr
        .size   thread_switch, .-thread_switch
#endif
#if defined(__s390x__)
        .text
        .globl  thread_switch
        .type   thread_switch, @function
thread_switch:
        stg     %r14, 0(%r2)
        stg     %r15, 8(%r2)
        stmg    %r6, %r13, 16(%r2)
        std     %f8, 80(%r2)
        std     %f9, 88(%r2)
        std     %f10, 96(%r2)
        std     %f11, 104(%r2)
        std     %f12, 112(%r2)
        std     %f13, 120(%r2)
        std     %f14, 128(%r2)
        std     %f15, 136(%r2)
        lg      %r14, 0(%r3)
        lg      %r15, 8(%r3)
        lmg     %r6, %r13, 16(%r3)
        ld      %f8, 80(%r3)
        ld      %f9, 88(%r3)
        ld      %f10, 96(%r3)
        ld      %f11, 104(%r3)
        ld      %f12, 112(%r3)
        ld      %f13, 120(%r3)
        ld      %f14, 128(%r3)
        ld      %f15, 136(%r3)
        br      %r14
        .size   thread_switch, .-thread_switch
        .globl  forgetful_switch
        .type   forgetful_switch, @function
forgetful_switch:
        stg     %r14, 0(%r2)
        stg     %r15, 8(%r2)
        std     %f8, 80(%r2)
        std     %f9, 88(%r2)
        std     %f10, 96(%r2)
        std     %f11, 104(%r2)
        std     %f12, 112(%r2)
        std     %f13, 120(%r2)
        std     %f14, 128(%r2)
        std     %f15, 136(%r2)
        lg      %r14, 0(%r3)
        lg      %r15, 8(%r3)
        ld      %f8, 80(%r3)
        ld      %f9, 88(%r3)
        ld      %f10, 96(%r3)
        ld      %f11, 104(%r3)
        ld      %f12, 112(%r3)
        ld      %f13, 120(%r3)
        ld      %f14, 128(%r3)
        ld      %f15, 136(%r3)
        br      %r14
        .size   forgetful_switch, .-forgetful_switch
#endif
#if defined(__mips__)
        .text
        .set    noreorder
        .set    nomacro
        .globl  thread_switch
        .type   thread_switch, @function
thread_switch:
        sd      $31,0($4)
        sd      $29,8($4)
        sd      $16,16($4)
        sd      $17,24($4)
        sd      $18,32($4)
        sd      $19,40($4)
        sd      $20,48($4)
        sd      $21,56($4)
        sd      $22,64($4)
        sd      $23,72($4)
        sd      $30,80($4)
        sd      $28,88($4)
        s.d     $f24,96($4)
        s.d     $f25,104($4)
        s.d     $f26,112($4)
        s.d     $f27,120($4)
        s.d     $f28,128($4)
        s.d     $f29,136($4)
        s.d     $f30,144($4)
        s.d     $f31,152($4)
        ld      $31,0($5)
        ld      $29,8($5)
        ld      $16,16($5)
        ld      $17,24($5)
        ld      $18,32($5)
        ld      $19,40($5)
        ld      $20,48($5)
        ld      $21,56($5)
        ld      $22,64($5)
        ld      $23,72($5)
        ld      $30,80($5)
        ld      $28,88($5)
        l.d     $f24,96($5)
        l.d     $f25,104($5)
        l.d     $f26,112($5)
        l.d     $f27,120($5)
        l.d     $f28,128($5)
        l.d     $f29,136($5)
        l.d     $f30,144($5)
        l.d     $f31,152($5)
        move    $25,$31
        jr      $31
        nop
        .size   thread_switch, .-thread_switch
#endif
#if defined(__i386__)
        .text
        .globl  thread_switch
        .type   thread_switch, @function
thread_switch:
        movl    4(%esp), %eax
        movl    8(%esp), %edx
        pushl   %ebp
        pushl   %ebx
        pushl   %esi
        pushl   %edi
        movl    %esp, 4(%eax)
        movl    4(%edx), %esp
        popl    %edi
        popl    %esi
        popl    %ebx
        popl    %ebp
        ret
        .size   thread_switch, .-thread_switch
#endif
        .section .note.GNU-stack,"",%progbits
