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

// Of what a compiler says the first line that says what is wrong, or the first one.
std::string first_error(const std::string& said);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_TEXT_H_
