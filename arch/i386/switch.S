// arch_switch for i386, System V ABI, Intel386 supplement (i386 psABI 1.1, section 2.2.1 "Registers and the Stack Frame"; AT&T
// syntax).
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
// Who holds what:           on entry      at call save      at call restore
//   4(%esp)                 hooks         sp (origin's)     sp (target's)
//   0(%esp)                 return addr.  hooks             hooks
//   ebx                     caller's      hooks             hooks
//   esi                     caller's      has SSE?          has SSE?
//   eax                     -             -                 distance
//
// Everything else in the caller's hands is caller-saved: the compiler has already put it into the caller's
// own frame, and those bytes travel with the slice. Plain moves to fixed offsets, not pushes: each line saves or
// restores one register and nothing depends on their order.
//
// mxcsr exists only where SSE does, and a program for i686 may meet a processor without it. It is asked at run time, not
// with __SSE__: the C library's fesetround sets mxcsr wherever there is one, whatever the program was compiled for.

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
        endbr32
        // Room for the frame. The return address makes it 32 bytes: sp is aligned again.
        subl    $28, %esp
        .cfi_adjust_cfa_offset 28

        // What the ABI says a call preserves. The control words are among it: the rounding mode
        // belongs to the program that set it. The status bits of mxcsr come along with its control bits.
MARK(spill)
        movl    %ebp, 20(%esp)
        .cfi_rel_offset ebp, 20
        movl    %ebx, 16(%esp)
        .cfi_rel_offset ebx, 16
        movl    %esi, 12(%esp)
        .cfi_rel_offset esi, 12
        movl    %edi, 8(%esp)
        .cfi_rel_offset edi, 8
        fnstcw  4(%esp)
        // frame.c knows about SSE. i386 cannot address data relative to the instruction: first ask where we are.
        call    .Lecx_is_here
        addl    $_GLOBAL_OFFSET_TABLE_, %ecx
        movl    arch_has_sse@GOTOFF(%ecx), %esi
        testl   %esi, %esi
        jz      .Lspilled
        stmxcsr 0(%esp)
.Lspilled:

        // save(hooks, sp). hooks must outlive the move, so it waits in a callee-saved register, and so does the answer
        // about SSE: the frame that these were spilled to may be another one afterwards. Arguments go below the frame.
        movl    32(%esp), %ebx
        movl    %esp, %eax
        subl    $16, %esp
        .cfi_adjust_cfa_offset 16
        movl    %ebx, 0(%esp)
        movl    %eax, 4(%esp)
MARK(call_save)
        call    *0(%ebx)
        addl    $16, %esp
        .cfi_adjust_cfa_offset -16
        // Distances are multiples of 16. An odd answer (1 or -1) means that this stack goes on: eax already holds what
        // to return, and the frame is still our own.
        testb   $1, %al
        jnz     .Lresume

        // From here until restore has returned, nothing above sp may be read: it is not the target's yet.
MARK(move_sp)
        addl    %eax, %esp

        // restore(hooks, sp). Arguments, return address and its own frame lie below the target's bytes.
        movl    %esp, %eax
        subl    $16, %esp
        .cfi_adjust_cfa_offset 16
        movl    %ebx, 0(%esp)
        movl    %eax, 4(%esp)
MARK(call_restore)
        call    *4(%ebx)
        addl    $16, %esp
        .cfi_adjust_cfa_offset -16
        // The result has to be made here: the one in the target's frame would be of long ago.
        xorl    %eax, %eax

.Lresume:
        testl   %esi, %esi
        jz      .Lreload_the_rest
        // The same offsets, another greenlet's values: this is where the target continues.
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

        // Into the caller: the one that was suspended here, or the new greenlet's stub.
        addl    $28, %esp
        .cfi_adjust_cfa_offset -28
        ret
        .cfi_endproc

        // Answers in ecx where its caller continues.
.Lecx_is_here:
        .cfi_startproc
        movl    (%esp), %ecx
        ret
        .cfi_endproc
        .size   arch_switch, . - arch_switch
        .globl  arch_switch_end
        .hidden arch_switch_end
arch_switch_end:

// arch_enter(run, argument): the first frame of a greenlet. Nobody returns from it, so what returns here has no caller
// as far as unwinders are concerned: a walk up the greenlet's stack ends.
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

        // Indirect calls land on endbr32 here: one file without this note would switch the check (IBT) off for the whole
        // program. Shadow stacks (bit 2) are not claimed: a moved stack is what they are there to stop.
        .section .note.gnu.property, "a", @note
        .p2align 2
        .long   4, 12, 5                // sizes of name and content; NT_GNU_PROPERTY_TYPE_0
        .string "GNU"
        .long   0xc0000002, 4, 1        // GNU_PROPERTY_X86_FEATURE_1_AND, 4 bytes: IBT (1)

        // This code needs no executable stack.
        .section .note.GNU-stack, "", @progbits
