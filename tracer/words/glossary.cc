#include "tracer/words/glossary.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "tracer/words/columns.h"

namespace greenlens::words {
namespace {

constexpr std::array kTerms = {
    // What there is.
    "greenlet", "main_greenlet", "parent", "current", "thread", "handle",
    // Where its bytes are.
    "c_stack", "stack_base", "heap", "slice", "copy", "partial_copy", "in_place", "stale", "unused",
    "newer_data", "other_stack", "stack_start", "stack_stop", "stack_copy", "stack_saved",
    "stack_prev",
    // What the machine and the interpreter have there.
    "sp", "frame_pointer", "frame", "c_frame", "interpreter_frame", "top_frame", "recursion_depth",
    "return_address", "saved_register",
    // How it stands.
    "state", "run", "unstarted", "running", "suspended", "dead", "dying", "under_way", "line",
    "since", "switches",
    // What happens.
    "switch", "first_start", "returns_twice", "self_switch", "origin", "target", "throw",
    "greenlet_exit",
    // How it is told.
    "step", "grain", "phase", "recording", "detail", "noted", "keyframe", "contradiction", "lane"};

char small(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return small(x) == small(y); });
}

// What a word goes on with; signs beyond ASCII are no part of one but letters are, and an
// apostrophe ends it: "gr1’s".
bool is_part_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Names of fields, registers and errors have no other case.
bool is_fixed(const std::string& spelling) {
  constexpr size_t kShortest = 3;
  return spelling.size() < kShortest || spelling.find('_') != std::string::npos ||
         std::isupper(static_cast<unsigned char>(spelling[0])) != 0;
}

bool stands_at(std::string_view text, size_t at, const std::string& spelling) {
  if (text.size() - at < spelling.size()) return false;
  const bool same =
      text[at] == spelling[0] || (small(text[at]) == spelling[0] && !is_fixed(spelling));
  if (!same || text.substr(at + 1, spelling.size() - 1) != std::string_view(spelling).substr(1))
    return false;
  const size_t end = at + spelling.size();
  return end == text.size() || !is_part_of_word(text[end]);
}

std::vector<std::string> at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(", "), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return parts;
}

}  // namespace

Glossary::Glossary(const Messages& messages) {
  for (const char* id : kTerms) {
    const std::string key = std::string("glossary.") + id, spellings = key + ".spellings";
    Term term{id, messages.text(key), messages.text(key + ".text"), {}};
    if (messages.has(spellings)) term.spellings = at_commas(messages.text(spellings));
    terms_.push_back(std::move(term));
  }
  std::sort(terms_.begin(), terms_.end(), [](const Term& a, const Term& b) {
    return std::lexicographical_compare(a.name.begin(), a.name.end(), b.name.begin(), b.name.end(),
                                        [](char x, char y) { return small(x) < small(y); });
  });
  for (size_t i = 0; i < terms_.size(); ++i) {
    for (const std::string& words : terms_[i].spellings) spellings_.push_back({words, i});
  }
  std::stable_sort(spellings_.begin(), spellings_.end(), [](const Spelling& a, const Spelling& b) {
    return a.words.size() > b.words.size();
  });
}

const Term* Glossary::find(std::string_view word) const {
  for (const Term& term : terms_) {
    if (same_word(term.id, word) || same_word(term.name, word)) return &term;
  }
  for (const Spelling& spelling : spellings_) {
    if (same_word(spelling.words, word)) return &terms_[spelling.term];
  }
  return nullptr;
}

const Term& Glossary::of(std::string_view id) const {
  const auto found =
      std::find_if(terms_.begin(), terms_.end(), [&](const Term& term) { return term.id == id; });
  return found == terms_.end() ? terms_.front() : *found;
}

std::vector<TermAt> Glossary::terms_in(const Told& told) const {
  const std::string_view text = told.text;
  std::vector<TermAt> found;
  auto value = told.values.begin();
  for (size_t at = 0; at < text.size();) {
    while (value != told.values.end() && value->end <= at) ++value;
    if (value != told.values.end() && value->begin <= at) {
      at = value->end;
      continue;
    }
    if (at > 0 && is_part_of_word(text[at - 1])) {
      ++at;
      continue;
    }
    const size_t room = value == told.values.end() ? text.size() : value->begin;
    const auto spelling =
        std::find_if(spellings_.begin(), spellings_.end(), [&](const Spelling& one) {
          return at + one.words.size() <= room && stands_at(text, at, one.words);
        });
    if (spelling == spellings_.end()) {
      ++at;
      continue;
    }
    found.push_back({{at, at + spelling->words.size()}, spelling->term});
    at += spelling->words.size();
  }
  return found;
}

std::string term_text(const Term& term) {
  constexpr size_t kIndent = 2;
  const std::string lines = wrapped(term.text, kTextColumns - kIndent);
  std::string text = term.name + '\n';
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = lines.find('\n', begin);
    text += std::string(kIndent, ' ') + lines.substr(begin, end - begin) + '\n';
    begin = end + 1;
  }
  return text;
}

std::string glossary_text(const Glossary& glossary) {
  std::string text;
  for (const Term& term : glossary.terms()) text += (text.empty() ? "" : "\n") + term_text(term);
  return text;
}

}  // namespace greenlens::words
