// What tells one recording's chunks from another's.
#ifndef GREENLENS_TRACER_STORE_RECORDING_NUMBER_H_
#define GREENLENS_TRACER_STORE_RECORDING_NUMBER_H_

#include <cstdint>

namespace greenlens::store {

// A random one, never 0. It says nothing about the program or the machine. Any thread.
uint64_t new_recording_number();

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_RECORDING_NUMBER_H_
