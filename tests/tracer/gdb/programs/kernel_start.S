// The machine begins at the first byte of all.
#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif
        .text
        .globl  start
start:
        csrr    t0, mhartid
        bnez    t0, sleep
        .option push
        .option norelax
        lla     gp, __global_pointer$
        .option pop
        lla     sp, stack0 + 4096
        call    kernel_main
sleep:
        wfi
        j       sleep

        .globl  swtch
        .type   swtch, @function
swtch:
        STORE   ra, 0 * WORD(a0)
        STORE   sp, 1 * WORD(a0)
        STORE   s0, 2 * WORD(a0)
        STORE   s1, 3 * WORD(a0)
        STORE   s2, 4 * WORD(a0)
        STORE   s3, 5 * WORD(a0)
        STORE   s4, 6 * WORD(a0)
        STORE   s5, 7 * WORD(a0)
        STORE   s6, 8 * WORD(a0)
        STORE   s7, 9 * WORD(a0)
        STORE   s8, 10 * WORD(a0)
        STORE   s9, 11 * WORD(a0)
        STORE   s10, 12 * WORD(a0)
        STORE   s11, 13 * WORD(a0)
        LOAD    ra, 0 * WORD(a1)
        LOAD    sp, 1 * WORD(a1)
        LOAD    s0, 2 * WORD(a1)
        LOAD    s1, 3 * WORD(a1)
        LOAD    s2, 4 * WORD(a1)
        LOAD    s3, 5 * WORD(a1)
        LOAD    s4, 6 * WORD(a1)
        LOAD    s5, 7 * WORD(a1)
        LOAD    s6, 8 * WORD(a1)
        LOAD    s7, 9 * WORD(a1)
        LOAD    s8, 10 * WORD(a1)
        LOAD    s9, 11 * WORD(a1)
        LOAD    s10, 12 * WORD(a1)
        LOAD    s11, 13 * WORD(a1)
        ret
        .size   swtch, .-swtch
