#include "tracer/words/lists.h"

namespace greenlens::words {
namespace {

// A catalogue has no blanks at the ends of a text, so two of nothing stand on both sides.
std::string between(const Messages& messages, const char* id) {
  return messages.text(id, {{"first", ""}, {"more", ""}});
}

void add(const std::string& what, const std::string& between, std::string* all) {
  if (!all->empty() && !what.empty()) *all += between;
  *all += what;
}

}  // namespace

std::string between_names(const Messages& messages) { return between(messages, "list.names"); }
std::string between_clauses(const Messages& messages) { return between(messages, "list.clauses"); }
std::string between_sentences(const Messages& messages) {
  return between(messages, "list.sentences");
}

std::string joined(const Messages& messages, const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) add_name(messages, name, &list);
  return list;
}

void add_name(const Messages& messages, const std::string& name, std::string* list) {
  add(name, between_names(messages), list);
}
void add_clause(const Messages& messages, const std::string& clause, std::string* list) {
  add(clause, between_clauses(messages), list);
}
void add_sentence(const Messages& messages, const std::string& sentence, std::string* text) {
  add(sentence, between_sentences(messages), text);
}

}  // namespace greenlens::words
