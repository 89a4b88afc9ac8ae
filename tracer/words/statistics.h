// Statistics of a trace (tracer/store/statistics.h) as words: a table for terminals and logs, and
// the wordings that the picture of them shares with it. Pure functions.
#ifndef GREENLENS_TRACER_WORDS_STATISTICS_H_
#define GREENLENS_TRACER_WORDS_STATISTICS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/store/statistics.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// All of it, with a row for each of these greenlets, who ran longest first.
std::string statistics_text(const Messages& messages, const store::Numbers& counted,
                            const std::vector<store::GreenletNumbers>& greenlets);
// "Steps 30 to 68 of 114, told in 2.41 ms."
std::string counted_text(const Messages& messages, const store::Numbers& counted);

// "11 started, 2 resumed, …": those kinds of switches that there were; empty for none.
std::string kinds_text(const Messages& messages, const store::Statistics& sums);
// "850", "12.3 k", "1.23 M"; "850 B", "12.3 KiB", "1.23 MiB": three figures and a unit, where there
// is little room.
std::string count_text(uint64_t count);
std::string bytes_text(uint64_t bytes);
// The sizes that are counted together in store::Sizes[k]: "64–127 B", "1–2 KiB".
std::string size_text(size_t k);
// The name as it may be shown, "#7" of one without; of those that are counted together a word.
std::string name_text(const Messages& messages, const store::GreenletNumbers& numbers);
// With names by which all of a list are told apart (NamesApart).
std::vector<store::GreenletNumbers> told_apart(const Messages& messages,
                                               std::vector<store::GreenletNumbers> all);
// "hello.cc:14"; empty when it is not known.
std::string place_text(const facts::SourceLine& line);
// What the times of this recording are worth, in a sentence.
std::string times_text(const Messages& messages, const store::Statistics& sums);

// Who ran longest first; who had most bytes copied first. Of the same by number.
std::vector<store::GreenletNumbers> by_time(std::vector<store::GreenletNumbers> greenlets);
std::vector<store::GreenletNumbers> by_bytes(std::vector<store::GreenletNumbers> greenlets);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_STATISTICS_H_
