// arch_switch for x86-64, System V AMD64 ABI (psABI 1.0, section 3.2.1 "Registers"; AT&T syntax).
//
// The operation, in five blocks that arch_describe() names:
//   spill         put the callee-saved registers and the two control words into a frame
//   call save     ask hooks->save(hooks, sp) how far the stack pointer has to move
//   move sp       add that distance
//   call restore  let hooks->restore(hooks, sp) put the target's bytes in place
//   reload        take the registers back from the frame, which is now the target's, and return 0
//
// The frame, high addresses on top. Offsets count from the sp that both hooks are given; that sp is a multiple of 16, as
// every call instruction needs it.
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
// Who holds what:           on entry      at call save      at call restore
//   rdi                     hooks         hooks             hooks
//   rsi                     -             sp (origin's)     sp (target's)
//   rbx                     caller's      hooks             hooks
//   rax                     -             -                 distance
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the caller's
// own frame, and those bytes travel with the slice. Plain moves to fixed offsets, not pushes: each line saves or
// restores one register and nothing depends on their order.

// Names the block that starts on the next line: its address and its line number go into the table below.
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
        endbr64
        // Room for the frame. The return address makes it 64 bytes: sp is aligned again.
        subq    $56, %rsp
        .cfi_adjust_cfa_offset 56

        // What the ABI says a call preserves. The control words are among it: the rounding mode
        // belongs to the program that set it. The status bits of mxcsr come along with its control bits.
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
        fnstcw  4(%rsp)
        stmxcsr 0(%rsp)

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register: the frame that
        // rbx was spilled to may be another one afterwards.
        movq    %rdi, %rbx
        movq    %rsp, %rsi
MARK(call_save)
        call    *0(%rbx)
        // Distances are multiples of 16. An odd answer (1 or -1) means that this stack goes on: rax already holds what
        // to return, and the frame is still our own.
        testb   $1, %al
        jnz     .Lreload

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet.
MARK(move_sp)
        addq    %rax, %rsp

        // restore(hooks, sp). Its own frame and this call's return address lie below the target's bytes.
        movq    %rbx, %rdi
        movq    %rsp, %rsi
MARK(call_restore)
        call    *8(%rbx)
        // The result has to be made here: the one in the target's frame would be of long ago.
        xorl    %eax, %eax

        // The same offsets, another greenlet's values: this is where the target continues.
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
        fldcw   4(%rsp)
        ldmxcsr 0(%rsp)

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        addq    $56, %rsp
        .cfi_adjust_cfa_offset -56
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
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
        ud2
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

        // Indirect calls land on endbr64 here: one file without this note would switch the check (IBT) off for the whole
        // program. Shadow stacks (bit 2) are not claimed: a moved stack is what they are there to stop.
        .section .note.gnu.property, "a", @note
        .p2align 3
        .long   4, 16, 5                // sizes of name and content; NT_GNU_PROPERTY_TYPE_0
        .string "GNU"
        .long   0xc0000002, 4, 1, 0     // GNU_PROPERTY_X86_FEATURE_1_AND, 4 bytes: IBT (1); filler

        // This code needs no executable stack.
        .section .note.GNU-stack, "", @progbits
