// What a trace says about the program that it came from.
#ifndef GREENLENS_TRACER_RECORD_PROGRAM_DESCRIPTION_H_
#define GREENLENS_TRACER_RECORD_PROGRAM_DESCRIPTION_H_

#include <map>
#include <string>
#include <vector>

#include "tracer/store/trace_info.h"

namespace greenlens::core {
class Host;  // engine/core/host.h
}  // namespace greenlens::core

namespace greenlens::record {

struct ProgramDescription {
  std::string id;  // scenario id, or the program's base name
  std::string title;
  std::string teaches;
  std::string source_file;  // its main source; read from disk when it is not in `source_text`
  std::string source_text;
  // Sources of the engine that were others when this program's was built than those that every
  // trace has, by their paths in the project.
  std::map<std::string, std::string> other_sources{};
  core::Host* host = nullptr;              // whose greenlets they are; null: C++'s
  std::vector<store::Setting> settings{};  // that are not the usual ones
  std::vector<store::WhatIf> what_ifs{};   // where it goes another way, in order
  bool one_thread =
      false;  // only the thread that attaches is recorded, else all that use greenlets
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_PROGRAM_DESCRIPTION_H_
