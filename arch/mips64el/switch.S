// arch_switch for mips64el, MIPSpro N64 ABI as in "MIPSpro N32 ABI Handbook", chapter 2 "Calling Convention".
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers, the return address and the control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is a multiple of 16, as
// the ABI wants it at every call.
//
//     caller's frame
//   +-----------------+
//   | return address  | 152   ra, as the call of arch_switch left it
//   | s0              | 144
//   | s1              | 136
//   | s2              | 128
//   | s3              | 120
//   | s4              | 112
//   | s5              | 104
//   | s6              | 96
//   | s7              | 88
//   | s8              | 80   or fp
//   | gp              | 72
//   | f24             | 64
//   | f25             | 56
//   | f26             | 48
//   | f27             | 40
//   | f28             | 32
//   | f29             | 24
//   | f30             | 16
//   | f31             | 8
//   | fcsr            | 0   4 bytes; 4 more are unused; sp points here
//   +-----------------+
//     frames of the hooks
//
// Who holds what:           on entry      at call save      at call restore
//   a0                      hooks         hooks             hooks
//   a1                      -             sp (origin's)     sp (target's)
//   t9                      -             save              restore
//   s0                      caller's      hooks             hooks
//   v0                      -             -                 distance
//
// A call leaves its return address in ra, not on the stack: it has to be spilled like the others, for the hooks are
// called too. Position independent code finds its table of addresses (gp) by its own address and expects that in
// t9; each function has its own gp and gives its caller's back, so gp is callee-saved here like s0. Everything else in
// the caller's hands is caller-saved: the compiler has already put it into the caller's own frame, and those
// bytes travel with the slice. Each line saves or restores one register and nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .abicalls
        .text
        .globl  arch_switch
        .type   arch_switch, @function
        .p2align 3
        // The instruction behind a jump or branch, its delay slot, is executed before control gets to the target. Here
        // the source says what stands there, not the assembler.
        .set    noreorder
        .set    nomacro
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
arch_switch:
        .cfi_startproc
        // Room for the frame: 20 words, a multiple of 16 bytes.
        daddiu  $sp, $sp, -160
        .cfi_adjust_cfa_offset 160

        // What the ABI says a call preserves: s0 to s8, gp, f24 to f31. The control word fcsr is among it: rounding
        // mode, exception masks and the treatment of tiny numbers belong to the program that set them. The flags and
        // conditions in the same word come along.
MARK(spill)
        sd      $ra, 152($sp)
        .cfi_rel_offset 31, 152
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

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register: the frame that
        // s0 was spilled to may be another one afterwards.
        move    $s0, $a0
        move    $a1, $sp
MARK(call_save)
        ld      $t9, 0($s0)
        jalr    $t9
        nop
        // Distances are multiples of 16. An odd answer (1 or -1) means that this stack goes on: v0 already holds what
        // to return, and the frame is still our own.
        andi    $t0, $v0, 1
        bnez    $t0, .Lreload
        nop

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet.
MARK(move_sp)
        daddu   $sp, $sp, $v0

        // restore(hooks, sp). Its own frame lies below the target's bytes.
        move    $a0, $s0
        move    $a1, $sp
MARK(call_restore)
        ld      $t9, 8($s0)
        jalr    $t9
        nop
        // The result has to be made here: the one in the target's frame would be of long ago.
        move    $v0, $zero

        // The same offsets, another greenlet's values: this is where the target continues.
MARK(reload)
        ld      $ra, 152($sp)
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

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        daddiu  $sp, $sp, 160
        .cfi_adjust_cfa_offset -160
        jr      $ra
        nop
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
//   run a0, argument a1
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 3
arch_enter:
        .cfi_startproc
        .cfi_undefined 31
        move    $25, $4                 // a function called by its address finds that in t9
        move    $4, $5
        jalr    $25
        nop
        break
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
