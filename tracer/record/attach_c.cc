#include "tracer/record/attach_c.h"

#include <memory>

#include "tracer/record/attach.h"

using greenlens::record::Attachment;

extern "C" {

greenlens_attachment* greenlens_attach_at(const char* title, const char* source_file,
                                          const void* base) {
  // C has no way to catch what threads and memory can throw here.
  try {
    auto attachment = std::make_unique<Attachment>(title, source_file, base);
    if (!attachment->recording()) return nullptr;
    return reinterpret_cast<greenlens_attachment*>(attachment.release());
  } catch (const std::exception&) {
    return nullptr;
  }
}

void greenlens_finish(greenlens_attachment* attachment) {
  delete reinterpret_cast<Attachment*>(attachment);
}

}  // extern "C"
