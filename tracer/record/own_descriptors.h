// Descriptors that are a thread's alone.
#ifndef GREENLENS_TRACER_RECORD_OWN_DESCRIPTORS_H_
#define GREENLENS_TRACER_RECORD_OWN_DESCRIPTORS_H_

namespace greenlens::record {

// Gives the calling thread a table of descriptors of its own, in which 0 to 2 lead nowhere and
// nothing else is open: what it opens from now on the rest of the process neither sees nor closes,
// and it keeps nothing open that others close. False where the system refuses (some containers do):
// then it shares the process's as before.
bool take_own_descriptors();

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OWN_DESCRIPTORS_H_
