// A trace whose every text holds what may not reach a terminal, a document or a window: for tests
// that walk all faces.
#ifndef GREENLENS_TESTS_SUPPORT_HOSTILE_TRACE_H_
#define GREENLENS_TESTS_SUPPORT_HOSTILE_TRACE_H_

#include <string>

#include "tracer/store/timeline.h"

namespace greenlens::testing {

// NUL, ESC and all other controls, DEL, C1, signs that turn lines around, bytes that are no UTF-8
// in every way; and letters that are all right.
std::string hostile_text();
// The sample, with that behind each of its texts, and facts of every kind that has one.
store::Timeline hostile_timeline();
// A trace as the bytes of a file, under the right sums.
std::string as_file(const store::Trace& trace);

// What in a face's output could act on a terminal, or is no UTF-8, with its place; empty: nothing.
// Line feeds are the face's own.
std::string raw_in(const std::string& output);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_HOSTILE_TRACE_H_
