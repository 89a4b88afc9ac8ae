// greenlens glossary: what a term means, or all of them.
#include "tracer/words/glossary.h"

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/suggest.h"
#include "tracer/facts/json.h"
#include "tracer/words/lists.h"
#include "tracer/words/what_is_real.h"

namespace greenlens::cli {
namespace {

struct GlossaryOptions {
  std::string term;
  std::string format = "text";
  bool real = false;
};

// Names and spellings, which a mistyped one may be near to.
std::vector<std::string> words_known(const words::Glossary& glossary) {
  std::vector<std::string> known;
  for (const words::Term& term : glossary.terms()) {
    known.push_back(term.name);
    for (const std::string& spelling : term.spellings) {
      if (spelling != term.name) known.push_back(spelling);
    }
  }
  return known;
}

int unknown_term(const words::Glossary& glossary, const std::string& wanted) {
  const std::string near = words::joined(catalogue(), near_names(wanted, words_known(glossary)));
  const char* id = near.empty() ? "cli.no_term" : "cli.no_term.near";
  return refuse(kWrongUsage, say(id, {{"term", wanted}, {"near", near}}));
}

nlohmann::ordered_json term_to_json(const words::Term& term) {
  return {{"id", term.id}, {"name", term.name}, {"spellings", term.spellings}, {"text", term.text}};
}

int print_glossary(const GlossaryOptions& options) {
  if (options.real) {
    if (options.format == "text") {
      print(words::what_is_real_text(catalogue()));
    } else {
      const words::WhatIsReal both = words::what_is_real(catalogue());
      print(facts::json_text({{"real", both.real}, {"simplified", both.simplified}}, 2));
    }
    return kFine;
  }
  const words::Glossary glossary(catalogue());
  const words::Term* only = options.term.empty() ? nullptr : glossary.find(options.term);
  if (only == nullptr && !options.term.empty()) return unknown_term(glossary, options.term);
  if (options.format == "text") {
    print(only != nullptr ? words::term_text(*only) : words::glossary_text(glossary));
    return kFine;
  }
  auto list = nlohmann::ordered_json::array();
  for (const words::Term& term : glossary.terms()) {
    if (only == nullptr || only == &term) list.push_back(term_to_json(term));
  }
  print(facts::json_text(list, 2));
  return kFine;
}

}  // namespace

void add_glossary(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("glossary", say("cli.help.glossary"));
  auto options = std::make_shared<GlossaryOptions>();
  command->add_option("term", options->term, say("cli.help.glossary_term"));
  command->add_option("--format", options->format, say("cli.help.glossary_format"))
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_flag("--real", options->real, say("cli.help.glossary_real"));
  command->callback([options, &status] { status = print_glossary(*options); });
}

}  // namespace greenlens::cli
