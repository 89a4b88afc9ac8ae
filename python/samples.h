// Where one stands who runs for long and lets nobody else run: looked at while it lasts, in the
// main thread.
//
// A thread of its own notices that nothing was switched since it looked last, and asks the
// interpreter to call back, which it does between two of its steps, or behind a call of C: it takes
// no lock and touches no object.
#ifndef GREENLENS_PYTHON_SAMPLES_H_
#define GREENLENS_PYTHON_SAMPLES_H_

namespace greenlens::python {

// In the main thread, under the interpreter's lock, as all of these. Does nothing in any other, or
// where it has begun in this process: a child after a fork does not have that thread.
void begin_sampling();
// Before the interpreter ends. Returns when that thread is gone.
void end_sampling();

// Somebody is about to be switched to.
void note_run();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_SAMPLES_H_
