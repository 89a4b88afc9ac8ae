// What a page answers of the past, by tracer/past: where the words that it shows came from and who
// reads them next, and when its numbers changed. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_PAST_H_
#define GREENLENS_TRACER_EXPORT_PAGE_PAST_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/past/where.h"
#include "tracer/store/progress.h"
#include "tracer/words/messages.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::exports {

// Of words. An answer is the same up to the next thing that happens to the word's greenlet: it is
// made and kept once. A long recording has more of them than a page has room for: then the page
// has those up to some step, and says so.
class WordsPast {
 public:
  WordsPast(const words::Messages& messages, const store::Trace& trace);
  // All of the trace is gone through, once. False: nobody wants the page any more.
  bool read(const store::OnProgress& progress);

  // The page shows this word at its i-th step, in this state. Steps come in order.
  void add(size_t i, const state::State& at, facts::GreenletId greenlet,
           const words::OpenedFrame& frame, const words::SliceWord& word);

  // {"lines": [[about, piece, ...], ...], "answers": [[line, ...], ...], "until": step or null,
  // "words": {greenlet: {address: [i, answer, ...]}}}: a piece is a text, or the number of a step;
  // an answer holds from the page's i-th step on; what happens behind `until` it has no room for.
  facts::Json to_json() const;

 private:
  struct Known {
    uint64_t step = 0;  // that it was asked at
    size_t answer = 0;
    past::LiesIn in = past::LiesIn::stack;
    bool is_there = false;
    facts::Json runs = facts::Json::array();
  };
  size_t answer(const state::State& at, const past::Place& place, past::NoPlace why,
                const std::string& asked);
  size_t number_of(facts::Json json, std::map<std::string, size_t>* numbers, facts::Json* pool);

  const words::Messages& messages_;
  const store::Trace& trace_;
  past::ByteHistory history_;
  facts::Json lines_ = facts::Json::array(), answers_ = facts::Json::array();
  std::map<std::string, size_t> line_numbers_, answer_numbers_;
  std::map<std::pair<facts::GreenletId, std::string>, Known> words_;
  uint64_t work_ = 0, room_ = 0;
  std::optional<uint64_t> until_;
};

// Of numbers: {"of": {name: [first, step, value, step, value, ...]}, "state": [name, ...], "cut":
// [name, ...]}. Values are as people read them, null: none. A greenlet's field is called by its
// number: "#2.stack_saved". Of those in "cut" the first changes alone are there; what is not there
// at all was too much.
facts::Json numbers_past(const store::Trace& trace, uint64_t from, uint64_t to,
                         const store::OnProgress& progress);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_PAST_H_
