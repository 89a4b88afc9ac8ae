// Bytes as text that a page's script unpacks by itself (DecompressionStream). Private to this
// folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_PACK_H_
#define GREENLENS_TRACER_EXPORT_PAGE_PACK_H_

#include <string>

namespace greenlens::exports {

// gzip (RFC 1952), without a time or a name: the same bytes everywhere.
std::string gzipped(const std::string& bytes);
// RFC 4648, in one line.
std::string base64(const std::string& bytes);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_PACK_H_
