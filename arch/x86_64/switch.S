// arch_switch for x86-64, System V AMD64 ABI (psABI 1.0, section 3.2.1 "Registers"; AT&T syntax).
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers and the two control words into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is
// a multiple of 16, as every call instruction needs it.
//
//     caller's frame
//   +-----------------+
//   | return address  | 56   pushed by the call of arch_switch
//   | rbp             | 48
//   | rbx             | 40
//   | r12             | 32
//   | r13             | 24
//   | r14             | 16
//   | r15             | 8
//   | x87 control word| 4    2 bytes; 2 more are unused
//   | mxcsr           | 0    4 bytes; sp points here
//   +-----------------+
//     frames of the hooks
//
// The stack in every state of a switch. The origin calls; its frame comes to lie at o. The target
// called this function earlier, from a place whose frame lay at t: here above o, but below it is as
// good. `>` is where rsp points when no hook runs; what is dotted means nothing to anybody.
//
//   before        spilled       in save       sp moved      in restore    reloaded
//   the call
//
//  |          |  |          |  |          |  | o's bytes|  | t's      |  | t's      |
//  |          |  |          |  |          |  | (a copy  |  | callers  |  | callers  |
//  | o's      |  | o's      |  | o's      |  | is in the|  +----------+  +----------+ t+64
//  | callers  |  | callers  |  | callers  |  | heap)    |  | t's frame|  | t's frame|
//  |          |  |          |  |          | >+----------+ >+----------+ >+----------+ t
//  |          |  |          |  |          |  :          :  : restore's:  :          :
// >+----------+  +----------+  +----------+  :          :  : frames   :  :          : o+64
//  :          :  | o's frame|  | o's frame|  :          :  :          :  :          :
//  :          : >+----------+ >+----------+  :          :  :          :  :          : o
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  rsp = o+64, a multiple of 16
//   spilled          the call has pushed the return address, to o+56; we stored the rest
//   in save          it copies what is in the target's way to the heap, from o upwards: our frame
//                    is the lowest part of it. It answers t - o
//   sp moved         rsp = t. What lies above is still the origin's. What lies below is free: it
//                    has been copied
//   in restore       the target's bytes come back to where they were, and with them its frame
//   reloaded         the registers are the target's. ret takes its return address, and rsp = t+64
//                    is what it was before the target's own call
//
// A first start: the target has no frame to go to. save copies as before, and answers 1.
//
//   in save       reloaded      returned 1    later: the
//                                             new greenlet
//
//  | o's      |  | o's      |  | o's      |  | o's      |
//  | callers  |  | callers  |  | callers  |  | callers  |
//  |          |  |          |  |          |  +----------+ stack_stop
//  +----------+  +----------+ >+----------+  | its      | o+64
//  | o's frame|  | o's frame|  :          :  | frames   |
// >+----------+ >+----------+  :          :  |          | o
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but rax
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// Who holds what:           on entry      at call save      at call restore
//   rdi                     hooks         hooks             hooks
//   rsi                     -             sp (origin's)     sp (target's)
//   rbx                     caller's      hooks             hooks
//   rax                     -             -                 distance
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is rax, rcx, rdx, rsi, rdi, r8 to
// r11, all vector registers, and the flags, of which the ABI promises one thing, that the direction
// flag is clear: the hooks, being functions, promise that too. fs, the thread's pointer, stays: a
// greenlet belongs to its thread.
//
// The red zone, 128 bytes below rsp where a function that calls nobody may keep data without moving
// rsp, is no concern: our caller does call somebody.

// Names the block that starts on the next line: its address and its line number go into the table
// below.
#define MARK(name) .L##name: .set .L##name##_line, __LINE__ + 1

        .text
        .globl  arch_switch
        .type   arch_switch, @function
        .p2align 4
        .globl  arch_switch_begin
        .hidden arch_switch_begin
arch_switch_begin:
arch_switch:
        .cfi_startproc
        // A landing pad for indirect calls, which land nowhere else when the processor checks
        // (IBT). Where it does not, this is a nop.
        endbr64

        // Room for the frame. With the return address it is 64 bytes, so rsp is aligned again.
        // Space is made at once and then filled by plain stores, not pushed word by word: each line
        // below saves or restores one register, nothing depends on their order, and unwind
        // information has one rule for rsp instead of six.
        subq    $56, %rsp
        .cfi_adjust_cfa_offset 56

        // What the ABI says a call preserves. rbp is one of them whether or not it serves as a
        // frame pointer.
MARK(spill)
        movq    %rbp, 48(%rsp)
        .cfi_rel_offset rbp, 48
        movq    %rbx, 40(%rsp)
        .cfi_rel_offset rbx, 40
        movq    %r12, 32(%rsp)
        .cfi_rel_offset r12, 32
        movq    %r13, 24(%rsp)
        .cfi_rel_offset r13, 24
        movq    %r14, 16(%rsp)
        .cfi_rel_offset r14, 16
        movq    %r15, 8(%rsp)
        .cfi_rel_offset r15, 8
        // The control words are callee-saved, too: the rounding mode belongs to the program that
        // set it, and a greenlet is a program. There are two units, and each has its own. `n`:
        // without first waiting for pending x87 exceptions, which are not ours to raise. mxcsr has
        // status bits beside its control bits; they come along, for they cannot be stored apart.
        fnstcw  4(%rsp)
        stmxcsr 0(%rsp)

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at rsp will
        // be another by then. rbx itself has been spilled.
        movq    %rdi, %rbx
        movq    %rsp, %rsi
MARK(call_save)
        call    *0(%rbx)
        // Distances are multiples of 16. An odd answer, 1 or -1, means that this stack goes on. rax
        // already holds what to return, and the frame at rsp is still our own: reloading it gives
        // back what rbx held.
        testb   $1, %al
        jnz     .Lreload

        // The switch proper. From here until restore has returned, nothing above rsp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the frame pointer is 0, the return address undefined.
        xorl    %ebp, %ebp
MARK(move_sp)
        addq    %rax, %rsp
        .cfi_remember_state
        .cfi_undefined rip

        // restore(hooks, sp). This call pushes its return address, and restore has its frame, below
        // rsp and so below the target's bytes: they can be written without pulling the ground from
        // under the function that writes. rbx is the only thing that is known to be right.
        movq    %rbx, %rdi
        movq    %rsp, %rsi
MARK(call_restore)
        call    *8(%rbx)
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        // The result has to be made here. A local or a register from before the move would be of
        // long ago, when the target was suspended, and rax is what restore left in it.
        xorl    %eax, %eax

        // The same offsets, other values: this is where the target continues. rbx is overwritten
        // like the others; the hooks have done their work.
MARK(reload)
        movq    48(%rsp), %rbp
        .cfi_restore rbp
        movq    40(%rsp), %rbx
        .cfi_restore rbx
        movq    32(%rsp), %r12
        .cfi_restore r12
        movq    24(%rsp), %r13
        .cfi_restore r13
        movq    16(%rsp), %r14
        .cfi_restore r14
        movq    8(%rsp), %r15
        .cfi_restore r15
        // mxcsr brings its status bits along: they are the target's, too. Loading them raises
        // nothing, whatever they say.
        fldcw   4(%rsp)
        ldmxcsr 0(%rsp)

        // Into the caller: the one that was suspended here, or on a first start our own. `ret`
        // finds an address that another call pushed: the processor's own guess of where it goes is
        // wrong.
        addq    $56, %rsp
        .cfi_adjust_cfa_offset -56
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run rdi, argument rsi
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined rip
        endbr64
        subq    $8, %rsp
        .cfi_adjust_cfa_offset 8
        xorl    %ebp, %ebp              // who walks by frame pointers ends here, too
        movq    %rdi, %rax
        movq    %rsi, %rdi
        call    *%rax
        // A jump, with our own place as the address that it returns to: what the processor
        // remembers of calls is then what it was when arch_enter was called.
.Lentered:
        movq    %rax, %rdi
        leaq    .Lentered(%rip), %rax
        movq    %rax, 8(%rsp)
        addq    $8, %rsp
        .cfi_adjust_cfa_offset -8
        jmp     arch_switch_begin
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

        // Indirect calls land on endbr64 here: one file without this note would switch the check
        // (IBT) off for the whole program. Shadow stacks (bit 2) are not claimed: a moved stack is
        // what they are there to stop.
        .section .note.gnu.property, "a", @note
        .p2align 3
        .long   4, 16, 5                // sizes of name and content; NT_GNU_PROPERTY_TYPE_0
        .string "GNU"
        .long   0xc0000002, 4, 1, 0     // GNU_PROPERTY_X86_FEATURE_1_AND, 4 bytes: IBT; filler

        // This code needs no executable stack.
        .section .note.GNU-stack, "", @progbits
