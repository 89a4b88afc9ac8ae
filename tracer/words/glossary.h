// The terms of the product, each with what it means: for whoever explains a word where it stands.
// The articles' terms where they have one.
//
// A term is a row of the list in glossary.cc and three messages of the catalogue: glossary.<id>,
// its name; glossary.<id>.text, one to three sentences; glossary.<id>.spellings, how it stands in
// sentences, with commas between them. Immutable, for any thread.
#ifndef GREENLENS_TRACER_WORDS_GLOSSARY_H_
#define GREENLENS_TRACER_WORDS_GLOSSARY_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tracer/words/messages.h"
#include "tracer/words/told.h"

namespace greenlens::words {

struct Term {
  std::string id;    // "main_greenlet"
  std::string name;  // "main greenlet"
  std::string text;
  // Empty where the word means too much else to be found in sentences; it can be looked up by name.
  std::vector<std::string> spellings;
};

// A term in a text, by its place in terms().
struct TermAt {
  TextRange at;
  size_t term = 0;
  bool operator==(const TermAt&) const = default;
};

class Glossary {
 public:
  explicit Glossary(const Messages& messages);

  // In the order of their names.
  const std::vector<Term>& terms() const { return terms_; }
  // By id, name or spelling, in any case; null when there is none. Lives as long as the glossary.
  const Term* find(std::string_view word) const;
  // Of an id that has to be there; a test sees that those in the program are.
  const Term& of(std::string_view id) const;

  // Where terms stand in a text, ascending, none upon another: whole words, of several that begin
  // at one place the longest. The first letter may be a capital; names of fields and registers are
  // as they are. What was put into the text is never a term, nor is what touches it.
  std::vector<TermAt> terms_in(const Told& told) const;

 private:
  struct Spelling {
    std::string words;
    size_t term;
  };
  std::vector<Term> terms_;
  std::vector<Spelling> spellings_;  // the longest first
};

// All of it as plain text, or one term alone: its name, and indented what it means.
std::string glossary_text(const Glossary& glossary);
std::string term_text(const Term& term);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_GLOSSARY_H_
