// Of a program that can be recorded by others only.
#include "tracer/record/attached_by_itself.h"

namespace greenlens::record {

std::unique_ptr<Attachment::Impl> attached_by_itself(const ProgramDescription&, const void*) {
  return nullptr;
}

}  // namespace greenlens::record
