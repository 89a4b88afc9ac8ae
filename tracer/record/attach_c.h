// Recording a running C program: tracer/record/attach.h for C11, with the same contract.
//
//   int main(void) {
//     greenlens_attachment* watched = greenlens_attach("my program");
//     ...
//     greenlens_finish(watched);
//     return 0;
//   }
//
// Link greenlens::record, with C++'s linker. greenlens_print (engine/c/print.h) and GREENLENS_FRAME
// (engine/c/frame.h) make a recording easier to read.
#ifndef GREENLENS_TRACER_RECORD_ATTACH_C_H_
#define GREENLENS_TRACER_RECORD_ATTACH_C_H_

#ifdef __cplusplus
extern "C" {
#endif

typedef struct greenlens_attachment greenlens_attachment;

// First in main. When the program was started by `greenlens run ./prog` or `greenlens record
// ./prog`, everything that the engine does from here on, in all threads, is sent to greenlens. Null
// otherwise, and when memory is lacking: the program then runs as if the line were not there.
#define greenlens_attach(title) greenlens_attach_at((title), __FILE__, __builtin_frame_address(0))

// The same for other languages. Both texts are copied; `base` is the address that pictures call +0:
// one in main's frame, above everything that it calls.
greenlens_attachment* greenlens_attach_at(const char* title, const char* source_file,
                                          const void* base);

// The program's end as far as the recording goes: tells it, and frees the attachment. In the thread
// that attached, once. Null does nothing.
void greenlens_finish(greenlens_attachment* attachment);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_TRACER_RECORD_ATTACH_C_H_
