// What lies in slices, for a page: C frames with the words in them that are known by name, and the
// instructions of the switch. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_SLICES_H_
#define GREENLENS_TRACER_EXPORT_PAGE_SLICES_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tracer/facts/json_fields.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::exports {

// A frame that is the same at many steps is there once.
class Slices {
 public:
  Slices(const words::Messages& messages, const store::TraceInfo& info)
      : messages_(messages), machine_(words::machine_of(info)) {}

  // Is told of each word that is shown.
  using OnWord =
      std::function<void(facts::GreenletId, const words::OpenedFrame&, const words::SliceWord&)>;
  // [greenlet, frame, frame, ...] for each whose frames are known now, innermost first: numbers of
  // the pool.
  facts::Json at(const state::State& state, const OnWord& on_word);

  // Likewise an interpreter's frames, of each that has any: numbers of calls().
  facts::Json calls_at(const state::State& state);
  // [function, "app.py:16", what is executed there, whether it is a library's].
  const facts::Json& calls() const { return calls_; }

  // [calls, bytes of each, from, to, where its bytes are, [[address, value, meaning], ...]].
  const facts::Json& pool() const { return pool_; }

 private:
  const words::Messages& messages_;
  words::Machine machine_;
  // The number in the pool of one like that.
  static size_t number_of(facts::Json json, facts::Json* pool,
                          std::map<std::string, size_t>* numbers);

  facts::Json pool_ = facts::Json::array(), calls_ = facts::Json::array();
  std::map<std::string, size_t> numbers_, call_numbers_;
};

// [offset, bytes, text, mark, line, source] of each; none where the CPU's are not recorded. A line
// is 0 where it is not known; sources count as in code_sources_of().
facts::Json instructions_of(const store::TraceInfo& info);
// [number, file, text] of each source that they were made from.
facts::Json code_sources_of(const store::TraceInfo& info);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_SLICES_H_
