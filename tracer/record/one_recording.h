// A process is recorded by one at a time: by whoever started it, or by itself.
#ifndef GREENLENS_TRACER_RECORD_ONE_RECORDING_H_
#define GREENLENS_TRACER_RECORD_ONE_RECORDING_H_

namespace greenlens::record {

// False when somebody has it already. A forked child begins without. From any thread.
bool take_recording();
void give_up_recording();

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_ONE_RECORDING_H_
