// Records of the ring as events of the trace: addresses relative to the stack base, code addresses
// with names.
#ifndef GREENLENS_TRACER_RECORD_TRANSLATE_H_
#define GREENLENS_TRACER_RECORD_TRANSLATE_H_

#include "tracer/event.h"
#include "tracer/record/record.h"
#include "tracer/record/symbols.h"
#include "tracer/trace_info.h"

namespace greenlens::record {

class Translator {
 public:
  // `info` names the sources that events refer to.
  Translator(const tracer::TraceInfo& info, std::string source_root);
  // Of the writer thread.
  tracer::Event event(const Record& record);

 private:
  tracer::Address address(uint64_t raw) const;
  tracer::SourceLine line(uint64_t file, uint64_t function, uint64_t number) const;
  std::vector<tracer::SavedRegister> spilled(uint64_t sp, std::string_view bytes) const;
  std::vector<tracer::CFrame> frames(std::string_view raw);
  tracer::Fact fact(const Record& record);

  const tracer::TraceInfo& info_;
  const std::string source_root_;
  Symbols symbols_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_TRANSLATE_H_
