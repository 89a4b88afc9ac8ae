#include "cli/write_exported.h"

#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/write_file.h"

namespace greenlens::cli {

int write_exported(const std::string& file, const store::Trace& trace,
                   const exports::Exporter& exporter, exports::ExportOptions options,
                   const words::Messages& messages) {
  facts::Fault fault;
  Interrupts interrupts;
  const std::string reason = write_file(file, [&](const Sink& sink) {
    Progress progress;
    options.progress = [&](uint64_t done, uint64_t all) {
      progress.show(done, all);
      return interrupts.wanted() == Interrupts::Wanted::nothing;
    };
    fault = exporter.write(messages, trace, options, sink);
    return !fault;
  });
  if (fault.place.empty()) fault.place = file;
  if (fault) return refuse(kCheckFailed, say(fault));
  if (!reason.empty()) {
    return refuse(kWrongUsage, say("cli.cannot_write", {{"file", file}, {"reason", reason}}));
  }
  return kFine;
}

}  // namespace greenlens::cli
