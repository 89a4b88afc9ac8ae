// Records of the ring as events of the trace: addresses relative to the stack base, code addresses
// with names.
#ifndef GREENLENS_TRACER_RECORD_TRANSLATE_H_
#define GREENLENS_TRACER_RECORD_TRANSLATE_H_

#include "tracer/facts/event.h"
#include "tracer/record/record.h"
#include "tracer/record/symbols.h"
#include "tracer/store/trace_info.h"

namespace greenlens::record {

class Translator {
 public:
  // `info` names the sources that events refer to.
  Translator(const store::TraceInfo& info, std::string source_root);
  // Of the writer thread.
  facts::Event event(const Record& record);

 private:
  class Reader;
  template <size_t I>
  facts::Fact fact(const Record& record);
  facts::Address address(uint64_t raw) const;  // in the record that is being read
  facts::SourceLine line(const core::Where& noted, std::string_view callers);
  std::vector<facts::SavedRegister> spilled(uint64_t sp, std::string_view bytes) const;
  std::vector<facts::CFrame> frames(std::string_view bytes);

  const store::TraceInfo& info_;
  uint64_t base_ = 0;  // of the record that is being read
  const std::string source_root_;
  Symbols symbols_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_TRANSLATE_H_
