// Writing an export where a person wants it.
#ifndef GREENLENS_CLI_WRITE_EXPORTED_H_
#define GREENLENS_CLI_WRITE_EXPORTED_H_

#include <string>

#include "cli/language.h"
#include "tracer/export/exporter.h"

namespace greenlens::cli {

// Says how far it is, and why it was not written if it was not; the status to leave with.
int write_exported(const std::string& file, const store::Trace& trace,
                   const exports::Exporter& exporter, exports::ExportOptions options,
                   const words::Messages& messages = catalogue());

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_WRITE_EXPORTED_H_
