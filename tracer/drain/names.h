// Names of functions as people read them, from the linker's, and of files as traces have them. Text
// only: also for a program that is recorded, which has no debugger's libraries.
#ifndef GREENLENS_TRACER_DRAIN_NAMES_H_
#define GREENLENS_TRACER_DRAIN_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace greenlens::drain {

// "f<int>" of "void f<int>(int)", "a::b" of "(anonymous namespace)::a::b() const".
std::string without_parameters(std::string name);

// A lambda's code is named by where it was written: "a::f, lambda at line 12" of
// "a::f()::{lambda(int)#1}::operator()"; the outermost function, should lambdas be nested. `line`
// is the lambda's, 0 when it is not known: "a::f, lambda 1". Among template arguments a lambda is
// "lambda 1 of a::f". The number is the compiler's: GCC counts in the function, Clang in the
// file unless the function is inline. Other names stay as they are.
std::string with_lambdas_named(std::string_view name, uint32_t line);

// Of a symbol, by both of the above: "main" of "main", "a::f" of "_ZN1a1fEi". "" when the demangler
// does not know it.
std::string readable_name(const char* symbol, uint32_t lambda_line);

// "f" of "a::b::f<int>", but "f, lambda at line 12", and "Adder::operator()", whose own name says
// nothing.
std::string short_name(std::string_view name);

// Whether a source file is one of a C++ library's own headers, or of the system's: nobody's program
// is written there.
bool is_library_header(std::string_view path);

// Whether the compiler's note of a call does not say which line of the program made it: then return
// addresses are needed (tracer/drain/program_line.h). On the program's thread: no allocation, no
// lock.
bool needs_callers(const char* file, const char* function);

// How traces name a source file: relative paths stay; one below `root` becomes relative to it; of
// any other the base name remains, so that a trace says nothing about the machine.
std::string shown_file(std::string_view path, std::string_view root);

// Whether two spellings can be the same file: equal, or the one ends with the other.
bool same_file(std::string_view a, std::string_view b);

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_NAMES_H_
