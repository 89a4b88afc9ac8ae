// A trace as JSON lines (tracer/export/jsonl.cc) becomes a recording again.
//
// The lines may come from anywhere. They are taken one by one as they come, none is kept, and what
// is made is the same for the same lines. Of lines that were written raw it has every event and
// every state; only switches that were noted are told one by one. Of others it has what those say:
// a step is then told a microsecond behind the one before it.
#ifndef GREENLENS_TRACER_EXPORT_JSONL_IMPORT_H_
#define GREENLENS_TRACER_EXPORT_JSONL_IMPORT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/export/jsonl_line.h"
#include "tracer/facts/fault.h"
#include "tracer/facts/json.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::exports {

class JsonlImport {
 public:
  // `sink` gets the recording's bytes, and says whether it could take them. `place` is what faults
  // call the lines.
  JsonlImport(std::string place, std::function<bool(std::string_view)> sink);

  // The next bytes, in pieces of any size. False when something is wrong: fault() says what, or it
  // is none, and the sink took no more. Then nothing more is to be done.
  bool feed(std::string_view bytes);
  // Behind the last ones. False likewise.
  bool finish();
  const facts::Fault& fault() const { return fault_; }
  // How many steps have come, of how many.
  uint64_t steps() const { return steps_; }
  uint64_t announced() const { return announced_; }

 private:
  bool take_line();
  bool take_header(const facts::Json& line);
  bool take_state(const facts::Json& line);
  bool take_event(facts::Json line);
  void take_missing();
  bool begin();
  bool fail(facts::FaultKind kind, uint64_t usable = 0, std::string details = "");
  bool wrong(std::string field) { return fail(facts::FaultKind::line_field, 0, std::move(field)); }

  std::string place_;
  std::function<bool(std::string_view)> sink_;
  std::string line_;        // as much of it as has come
  uint64_t number_ = 0;     // of lines that were taken
  uint64_t announced_ = 0;  // by the header
  uint64_t steps_ = 0;
  uint64_t missing_ = 0;      // events of a gap that the writer does not know of yet
  uint64_t all_missing_ = 0;  // of those that it knows of
  Numbers numbers_ = Numbers::relative;
  store::TraceInfo info_;
  std::optional<store::TraceWriter> writer_;
  bool begun_ = false;
  facts::Fault fault_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_JSONL_IMPORT_H_
