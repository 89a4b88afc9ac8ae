// What stands between names, clauses and sentences that are put together: languages differ in that.
// Pure.
#ifndef GREENLENS_TRACER_WORDS_LISTS_H_
#define GREENLENS_TRACER_WORDS_LISTS_H_

#include <string>
#include <vector>

#include "tracer/words/messages.h"

namespace greenlens::words {

std::string between_names(const Messages& messages);    // ", " of "gr1, gr2"
std::string between_clauses(const Messages& messages);  // ", " of "saved at step 3, restored at 5"
std::string between_sentences(const Messages& messages);  // a blank, or nothing

// One behind the other; empty for none.
std::string joined(const Messages& messages, const std::vector<std::string>& names);
// The same of one that is put together little by little.
void add_name(const Messages& messages, const std::string& name, std::string* list);
void add_clause(const Messages& messages, const std::string& clause, std::string* list);
void add_sentence(const Messages& messages, const std::string& sentence, std::string* text);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_LISTS_H_
