// arch_switch for mips64el, MIPSpro N64 ABI as in "MIPSpro N32 ABI Handbook", chapter 2 "Calling
// Convention".
//
// The operation, in five blocks that arch_describe() names:
//   spill         put callee-saved registers, return address and control word into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 16, as the ABI wants it at every call.
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
// The stack in every state of a switch. The origin calls; its frame comes to lie at o. The target
// called this function earlier, from a place whose frame lay at t: here above o, but below it is as
// good. `>` is where sp points when no hook runs; what is dotted means nothing to anybody.
//
//   before        spilled       in save       sp moved      in restore    reloaded
//   the call
//
//  |          |  |          |  |          |  | o's bytes|  | t's      |  | t's      |
//  |          |  |          |  |          |  | (a copy  |  | callers  |  | callers  |
//  | o's      |  | o's      |  | o's      |  | is in the|  +----------+  +----------+ t+160
//  | callers  |  | callers  |  | callers  |  | heap)    |  | t's frame|  | t's frame|
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
// >+----------+  +----------+  +----------+  :          :  : frames   :  :          : o+160
//  :          :  | o's frame|  | o's frame|  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  sp = o+160, a multiple of 16. The call leaves its return address in ra and
//                    does not move sp
//   spilled          sp = o: our own frame, with ra on top of it
//   in save          it copies what is in the target's way to the heap, from o upwards: our frame
//                    is the lowest part of it. It answers t - o
//   sp moved         sp = t. What lies above is still the origin's. What lies below is free: it has
//                    been copied
//   in restore       the target's bytes come back to where they were, and with them its frame
//   reloaded         the registers are the target's, ra among them: jr ra goes to its caller, and
//                    sp = t+160 is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+ >+----------+  | its      | o+160
//  | o's frame|  | o's frame|  :          :  | frames   |
// >+----------+ >+----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but v0
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// Who holds what:           on entry      at call save      at call restore
//   a0                      hooks         hooks             hooks
//   a1                      -             sp (origin's)     sp (target's)
//   t9                      -             save              restore
//   s0                      caller's      hooks             hooks
//   v0                      -             -                 distance
//
// Position independent code finds its table of addresses (gp) by its own address, and expects that
// in t9; each function has its own gp and gives its caller's back, so gp is callee-saved like s0,
// here too: this function uses none, but may be returned to in another library than it was called
// from.
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is a0 to a7, t0 to t3, t8, t9,
// v0, v1, hi, lo, and f0 to f23. k0 and k1 are the system's. Each line saves or restores one
// register and nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table
// below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .abicalls
        .text
        .globl  arch_switch
        .type   arch_switch, @function
        .p2align 3
        // The instruction behind a jump or branch, its delay slot, is executed before control gets
        // to the target. noreorder: here the source says what stands there. nomacro: and each line
        // is one instruction, so that a delay slot cannot get half of one.
        .set    noreorder
        .set    nomacro
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
.Lswitch:
arch_switch:
        .cfi_startproc
        // Room for the frame, at once: 20 words, a multiple of 16 bytes.
        daddiu  $sp, $sp, -160
        .cfi_adjust_cfa_offset 160

        // What the ABI says a call preserves: s0 to s8, gp, f24 to f31. A call pushes nothing: ra
        // holds the return address, and is spilled because the hooks are called, too. (Unwind
        // information numbers the registers as the hardware does, and the floating-point ones from
        // 32 on.)
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
        // $31 is fcsr here. Its rounding mode, exception masks and treatment of tiny numbers belong
        // to the program that set them, and a greenlet is a program. The flags and conditions in
        // the same word come along. It goes to memory by way of a general register.
        cfc1    $t0, $31
        sw      $t0, 0($sp)

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at sp will
        // be another by then. s0 itself has been spilled.
        move    $s0, $a0
        move    $a1, $sp
MARK(call_save)
        ld      $t9, 0($s0)             // t9: where a function looks for its own address
        jalr    $t9
        nop                             // the delay slot
        // Distances are multiples of 16. An odd answer, 1 or -1, means that this stack goes on. v0
        // already holds what to return, and the frame at sp is still our own: reloading it gives
        // back what s0 held.
        andi    $t0, $v0, 1
        bnez    $t0, .Lreload
        nop

        // The switch proper. From here until restore has returned, nothing above sp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the return address is undefined.
MARK(move_sp)
        daddu   $sp, $sp, $v0
        .cfi_remember_state
        .cfi_undefined 31

        // restore(hooks, sp). Its frame lies below sp and so below the target's bytes: they can be
        // written without pulling the ground from under the function that writes. s0 is the only
        // thing that is known to be right.
        move    $a0, $s0
        move    $a1, $sp
MARK(call_restore)
        ld      $t9, 8($s0)
        jalr    $t9
        nop
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and v0 is what restore left in it.
        move    $v0, $zero

        // The same offsets, other values: this is where the target continues. s0 is overwritten
        // like the others; the hooks have done their work.
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
        // A cause bit (12 to 17) that is loaded together with its mask traps at once. A program
        // that runs has no such pair.
        lw      $t0, 0($sp)
        ctc1    $t0, $31

        // Into the caller: the one that was suspended here, or on a first start our own.
        daddiu  $sp, $sp, 160
        .cfi_adjust_cfa_offset -160
        jr      $ra
        nop
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
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
        b       .Lswitch                // ra is still where jalr returned: walks end there again
        move    $4, $2
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
