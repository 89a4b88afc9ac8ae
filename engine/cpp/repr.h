// Python's repr() of floats and strings, to the letter, and of errors.
#ifndef GREENLENS_ENGINE_CPP_REPR_H_
#define GREENLENS_ENGINE_CPP_REPR_H_

#include <exception>
#include <string>
#include <string_view>

namespace greenlens::engine {

// The shortest digits that read back as the same number: 0.1, 1.0, 1e+16, 5e-324, inf, nan.
std::string repr_of_float(double number);
// Quoted with ' unless only " spares escapes; what cannot be seen is escaped. `text` is UTF-8;
// bytes that are not appear as \xNN.
std::string repr_of_str(std::string_view text);
// The class and its message: runtime_error('boom'). Classes without a message are named.
std::string describe(const std::exception_ptr& error);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_REPR_H_
