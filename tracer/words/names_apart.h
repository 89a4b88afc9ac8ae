// What greenlets are called where all of them stand in one list: two of one name are told apart.
#ifndef GREENLENS_TRACER_WORDS_NAMES_APART_H_
#define GREENLENS_TRACER_WORDS_NAMES_APART_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// Each by its name; where another one has the same, its thread is said too ("main · thread 2"), and
// where that one is of the same thread, its number ("worker · #5"). Greenlets that were freed
// count: they stand in lists of a whole recording. Holds copies of what is shown of the names.
class NamesApart {
 public:
  explicit NamesApart(const Messages& messages) : messages_(messages) {}
  NamesApart(const Messages& messages, const state::State& state);

  // All of a list, before the first of() asks for one.
  void add(const std::string& name, facts::ThreadId thread);
  // Where there is little room as short as they can be told apart: "main ·2", "worker #5".
  enum class Length : uint8_t { usual, brief };
  std::string of(facts::GreenletId id, const std::string& name, facts::ThreadId thread,
                 Length length = Length::usual) const;
  // Of one of that state, or "#7" of one that it does not know.
  std::string of(const state::State& state, facts::GreenletId id,
                 Length length = Length::usual) const;

 private:
  const Messages& messages_;
  std::map<std::string, std::map<facts::ThreadId, size_t>> how_many_;
};

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NAMES_APART_H_
