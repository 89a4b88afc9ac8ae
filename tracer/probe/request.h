// What is to be examined. A plain value.
#ifndef GREENLENS_TRACER_PROBE_REQUEST_H_
#define GREENLENS_TRACER_PROBE_REQUEST_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/probe/shape.h"

namespace greenlens::probe {

struct Request {
  std::string function;
  std::string restore;  // the second one, where the shape has two
  std::string calls;    // as the person wrote it
  Shape shape;
  std::optional<Maker> maker;
  long record_size = 0;         // in bytes; 0: unknown
  long pc_at = -1, sp_at = -1;  // offsets in a record, in bytes; -1: unknown
  // Objects, archives, shared libraries, sources in C or assembly; none: what the C library has.
  std::vector<std::string> files;
  // Registers whose loss is no finding, by name.
  std::vector<std::string> allowed;
};

// Everything that is wrong with it before anything is compiled; empty when nothing is.
Refused look_at(const Request& request);

// The C source that tells the harness which switches these are (harness/report.h, probe_subjects).
std::string subjects_source(const std::vector<Request>& requests);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_REQUEST_H_
