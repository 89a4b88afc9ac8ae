#include "gui/views/glossary/model.h"

#include "tracer/words/matching.h"

namespace greenlens::gui::glossary {

std::vector<size_t> suiting(const words::Glossary& glossary, std::string_view typed) {
  const std::vector<std::string> wanted = words::search_words(std::string(typed));
  std::vector<size_t> named, explained;
  for (size_t i = 0; i < glossary.terms().size(); ++i) {
    const words::Term& term = glossary.terms()[i];
    const std::string names = term.name + ' ' + other_spellings(term);
    if (words::matches(names, wanted)) {
      named.push_back(i);
    } else if (words::matches(names + ' ' + term.text, wanted)) {
      explained.push_back(i);
    }
  }
  named.insert(named.end(), explained.begin(), explained.end());
  return named;
}

std::string other_spellings(const words::Term& term) {
  std::string others;
  for (const std::string& spelling : term.spellings) {
    if (spelling != term.name) others += (others.empty() ? "" : ", ") + spelling;
  }
  return others;
}

}  // namespace greenlens::gui::glossary
