// arch_switch for i386, System V ABI, Intel386 supplement (i386 psABI 1.1, section 2.2.1 "Registers
// and the Stack Frame"; AT&T syntax).
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
//     caller's frame        hooks, the argument, is its lowest word
//   +-----------------+
//   | return address  | 28   pushed by the call of arch_switch; 4 bytes below it are unused
//   | ebp             | 20
//   | ebx             | 16
//   | esi             | 12
//   | edi             | 8
//   | x87 control word| 4    2 bytes; 2 more are unused
//   | mxcsr           | 0    4 bytes; the sp of the hooks points here
//   +-----------------+
//     16 bytes for the arguments of a hook
//     frames of the hooks
//
// The stack in every state of a switch. The origin calls; its frame comes to lie at o. The target
// called this function earlier, from a place whose frame lay at t: here above o, but below it is as
// good. `>` is where esp points when no hook runs; what is dotted means nothing to anybody.
//
//   before        spilled       in save       sp moved      in restore    reloaded
//   the call
//
//  |          |  |          |  |          |  | o's bytes|  | t's      |  | t's      |
//  |          |  |          |  |          |  | (a copy  |  | callers  |  | callers  |
//  |          |  |          |  |          |  | is in the|  +----------+  +----------+ t+32
//  | o's      |  | o's      |  | o's      |  | heap)    |  | t's frame|  | t's frame|
//  | callers  |  | callers  |  | callers  | >+----------+  +----------+ >+----------+ t
//  |          |  |          |  |          |  :          :  : arguments:  :          :
//  |          |  |          |  |          |  :          : >+----------+  :          : t-16
// >+----------+  +----------+  +----------+  :          :  : restore's:  :          : o+32
//  :          :  | o's frame|  | o's frame|  :          :  : frames   :  :          :
//  :          : >+----------+  +----------+  :          :  :          :  :          : o
//  :          :  :          :  : arguments:  :          :  :          :  :          :
//  :          :  :          : >+----------+  :          :  :          :  :          : o-16
//  :          :  :          :  : save's   :  :          :  :          :  :          :
//  :          :  :          :  : frames   :  :          :  :          :  :          :
//
//   before the call  esp = o+32, a multiple of 16; the word there is the argument, which the caller
//                    has put into its own frame
//   spilled          the call has pushed the return address, to o+28; we stored the rest
//   in save          its two arguments lie in 16 bytes of their own, and are no part of the frame.
//                    It copies what is in the target's way to the heap, from o upwards: our frame
//                    is the lowest part of it. It answers t - o
//   sp moved         esp = t. What lies above is still the origin's. What lies below is free: it
//                    has been copied
//   in restore       the target's bytes come back to where they were, and with them its frame
//   reloaded         the registers are the target's. ret takes its return address, and esp = t+32
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
//  +----------+  +----------+ >+----------+  | its      | o+32
//  | o's frame|  | o's frame|  :          :  | frames   |
//  +----------+ >+----------+  :          :  |          | o
//  : arguments:  :          :  :          :  |          |
// >+----------+  :          :  :          :  |          | o-16
//  : save's   :  :          :  :          :  |          |
//  : frames   :  :          :  :          : >+----------+
//
//   reloaded         from the frame that was spilled a moment ago: nothing has changed but eax
//   returned 1       the caller looks at the result, and calls the new greenlet's function
//   later            its frames grow over o's frame and the lower end of o's callers, up to
//                    stack_stop, a mark in o's caller's frame. Nobody minds: save has a copy. A
//                    later switch puts that in place, and this same call returns again, with 0
//
// When save fails it answers -1: the same picture up to `returned`, and nothing has been changed.
//
// Who holds what:           on entry      at call save      at call restore
//   4(%esp)                 hooks         sp (origin's)     sp (target's)
//   0(%esp)                 return addr.  hooks             hooks
//   ebx                     caller's      hooks             hooks
//   esi                     caller's      has SSE?          has SSE?
//   eax                     -             -                 distance
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the
// caller's own frame, and those bytes travel with the slice. That is eax, ecx, edx, all MMX and
// vector registers, the x87 stack, which is empty at every call, and the flags. gs, the thread's
// pointer, stays: a greenlet belongs to its thread. Plain moves to fixed offsets, not pushes: each
// line saves or restores one register and nothing depends on their order.
//
// mxcsr exists only where SSE does, and a program for i686 may meet a processor without it. It is
// asked at run time, not with __SSE__: the C library's fesetround sets mxcsr wherever there is one,
// whatever the program was compiled for.

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
        endbr32

        // Room for the frame. With the return address it is 32 bytes, so esp is aligned again.
        // Space is made at once: unwind information then has one rule for esp instead of four.
        subl    $28, %esp
        .cfi_adjust_cfa_offset 28

        // What the ABI says a call preserves. ebp is one of them whether or not it serves as a
        // frame pointer, and ebx whether or not it finds data for position independent code.
MARK(spill)
        movl    %ebp, 20(%esp)
        .cfi_rel_offset ebp, 20
        movl    %ebx, 16(%esp)
        .cfi_rel_offset ebx, 16
        movl    %esi, 12(%esp)
        .cfi_rel_offset esi, 12
        movl    %edi, 8(%esp)
        .cfi_rel_offset edi, 8
        // The control words are callee-saved, too: the rounding mode belongs to the program that
        // set it, and a greenlet is a program. `n`: without first waiting for pending x87
        // exceptions, which are not ours to raise.
        fnstcw  4(%esp)
        // mxcsr is stored only where it exists; frame.c knows. i386 cannot address data relative to
        // the instruction, so first we ask where we are. The answer waits in esi, which has been
        // spilled: at the end there is nobody to ask, for ecx and the flags are the hooks' to
        // change.
        call    .Lecx_is_here
        addl    $_GLOBAL_OFFSET_TABLE_, %ecx
        movl    arch_has_sse@GOTOFF(%ecx), %esi
        testl   %esi, %esi
        jz      .Lspilled
        stmxcsr 0(%esp)
.Lspilled:

        // save(hooks, sp). The hooks must outlive the move, so their address waits in a
        // callee-saved register, which save has to preserve. Not in the frame: the one at esp will
        // be another by then. ebx itself has been spilled. The arguments of a call lie on the
        // stack, where the callee may change them: below our frame, not in it, and 16 bytes, so
        // that esp stays aligned.
        movl    32(%esp), %ebx
        movl    %esp, %eax
        subl    $16, %esp
        .cfi_adjust_cfa_offset 16
        movl    %ebx, 0(%esp)
        movl    %eax, 4(%esp)
MARK(call_save)
        call    *0(%ebx)
        // Away with the arguments, whatever the answer: .Lresume expects esp at the frame.
        addl    $16, %esp
        .cfi_adjust_cfa_offset -16
        // Distances are multiples of 16. An odd answer, 1 or -1, means that this stack goes on. eax
        // already holds what to return, and the frame at esp is still our own: reloading it gives
        // back what ebx held.
        testb   $1, %al
        jnz     .Lresume

        // The switch proper. From here until restore has returned, nothing above esp may be read,
        // and nothing written: those bytes are not the target's yet, and no longer ours. Whoever
        // walks up the stack meanwhile, as a profiler does at any instruction, is told that nobody
        // called: the frame pointer is 0, the return address undefined.
        xorl    %ebp, %ebp
MARK(move_sp)
        addl    %eax, %esp
        .cfi_remember_state
        .cfi_undefined eip

        // restore(hooks, sp). Its arguments, its return address and its frame lie below esp and so
        // below the target's bytes: they can be written without pulling the ground from under the
        // function that writes. ebx and esi are the only things that are known to be right.
        movl    %esp, %eax
        subl    $16, %esp
        .cfi_adjust_cfa_offset 16
        movl    %ebx, 0(%esp)
        movl    %eax, 4(%esp)
MARK(call_restore)
        call    *4(%ebx)
        addl    $16, %esp
        .cfi_adjust_cfa_offset -16
        // The target's bytes are there, and its callers can be found again.
        .cfi_restore_state
        // The result has to be made here. A register or a local from before the move would be of
        // long ago, when the target was suspended, and eax is what restore left in it.
        xorl    %eax, %eax

.Lresume:
        // Whether there is SSE is the same for all greenlets: the answer of before the move is
        // good.
        testl   %esi, %esi
        jz      .Lreload_the_rest
        // The same offsets, other values: this is where the target continues. ebx and esi are
        // overwritten like the others; they have done their work.
MARK(reload)
        ldmxcsr 0(%esp)
.Lreload_the_rest:
        fldcw   4(%esp)
        movl    20(%esp), %ebp
        .cfi_restore ebp
        movl    16(%esp), %ebx
        .cfi_restore ebx
        movl    12(%esp), %esi
        .cfi_restore esi
        movl    8(%esp), %edi
        .cfi_restore edi

        // Into the caller: the one that was suspended here, or on a first start our own. `ret`
        // finds an address that another call pushed: the processor's own guess of where it goes is
        // wrong.
        addl    $28, %esp
        .cfi_adjust_cfa_offset -28
        ret
        .cfi_endproc

        // Answers in ecx where its caller continues: the return address, which the call has pushed.
        // Popping it instead of returning would be shorter, and throw off the processor's guesses
        // at every return that follows.
.Lecx_is_here:
        .cfi_startproc
        movl    (%esp), %ecx
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns
// here has no caller as far as unwinders are concerned: a walk up the greenlet's stack ends. What
// `run` returns are the hooks of the last switch.
//   run 4(esp), argument 8(esp)
        .globl  arch_enter
        .type   arch_enter, @function
        .p2align 4
arch_enter:
        .cfi_startproc
        .cfi_undefined eip
        endbr32
        subl    $12, %esp               // aligned for the call
        .cfi_adjust_cfa_offset 12
        xorl    %ebp, %ebp              // who walks by frame pointers ends here, too
        movl    20(%esp), %eax
        movl    %eax, (%esp)
        call    *16(%esp)
        movl    %eax, (%esp)
        call    arch_switch_begin
        ud2
        .cfi_endproc
        .size   arch_enter, . - arch_enter

// The blocks as an array of arch_mark { name, address, line }; describe.c checks the layout.
#define ROW(name) .long .L##name##_text, .L##name, .L##name##_line
        .section .rodata.arch_marks, "a", @progbits
.Lspill_text:        .string "spill"
.Lcall_save_text:    .string "call save"
.Lmove_sp_text:      .string "move sp"
.Lcall_restore_text: .string "call restore"
.Lreload_text:       .string "reload"
        .section .data.rel.ro.arch_marks, "aw", @progbits
        .p2align 2
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

        // Indirect calls land on endbr32 here: one file without this note would switch the check
        // (IBT) off for the whole program. Shadow stacks (bit 2) are not claimed: a moved stack is
        // what they are there to stop.
        .section .note.gnu.property, "a", @note
        .p2align 2
        .long   4, 12, 5                // sizes of name and content; NT_GNU_PROPERTY_TYPE_0
        .string "GNU"
        .long   0xc0000002, 4, 1        // GNU_PROPERTY_X86_FEATURE_1_AND, 4 bytes: IBT (1)

        // This code needs no executable stack.
        .section .note.GNU-stack, "", @progbits
