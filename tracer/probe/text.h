// How numbers and lists are written in sentences. Pure functions.
#ifndef GREENLENS_TRACER_PROBE_TEXT_H_
#define GREENLENS_TRACER_PROBE_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

namespace greenlens::probe {

// "0x7fff12345678".
std::string hexadecimal(uint64_t number);

// "rbx, rbp".
std::string joined(const std::vector<std::string>& names);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_TEXT_H_
