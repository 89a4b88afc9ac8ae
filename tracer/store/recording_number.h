// What tells one recording's chunks from another's.
#ifndef GREENLENS_TRACER_STORE_RECORDING_NUMBER_H_
#define GREENLENS_TRACER_STORE_RECORDING_NUMBER_H_

#include <cstdint>
#include <string_view>

namespace greenlens::store {

// A random one, never 0. It says nothing about the program or the machine. Any thread.
uint64_t new_recording_number();
// One that follows from a text, never 0: for what is made of the same and is to be the same.
uint64_t recording_number_of(std::string_view text);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_RECORDING_NUMBER_H_
