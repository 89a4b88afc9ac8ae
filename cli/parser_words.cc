#include "cli/parser_words.h"

#include <array>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/say.h"

namespace greenlens::cli {
namespace {

// What the parser calls them, and our messages cli.word.<id>. Kinds of values are named as in the
// documents: TEXT, INT.
constexpr std::array kLabels = {std::pair{"Usage", "usage"},
                                std::pair{"OPTIONS", "options_here"},
                                std::pair{"SUBCOMMAND", "command_here"},
                                std::pair{"Positionals", "positionals"},
                                std::pair{"REQUIRED", "required"},
                                std::pair{"Needs", "needs"},
                                std::pair{"Excludes", "excludes"}};
constexpr const char* kOptions = "Options";

class TranslatedHelp : public CLI::Formatter {
 public:
  TranslatedHelp() {
    for (const auto& [theirs, id] : kLabels) label(theirs, word(id));
  }
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return CLI::Formatter::make_group(group == kOptions ? word("options") : group, is_positional,
                                      options);
  }

 private:
  static std::string word(std::string_view id) { return say("cli.word." + std::string(id)); }
};

constexpr std::array kWrong = {std::pair{"ExtrasError", "cli.wrong.extras"},
                               std::pair{"RequiredError", "cli.wrong.required"},
                               std::pair{"ArgumentMismatch", "cli.wrong.mismatch"},
                               std::pair{"ConversionError", "cli.wrong.conversion"},
                               std::pair{"ValidationError", "cli.wrong.validation"},
                               std::pair{"RequiresError", "cli.wrong.requires"},
                               std::pair{"ExcludesError", "cli.wrong.excludes"}};

}  // namespace

void translate_help(CLI::App& app) {
  const auto words = std::make_shared<TranslatedHelp>();
  app.formatter(words);
  for (CLI::App* command : app.get_subcommands({})) {
    command->formatter(words);
    command->group(say("cli.word.commands"));
  }
}

std::string what_is_wrong(const CLI::ParseError& wrong) {
  for (const auto& [theirs, id] : kWrong) {
    if (wrong.get_name() == theirs) return say(id, {{"wrong", wrong.what()}});
  }
  return say("cli.wrong.other", {{"wrong", wrong.what()}});
}

}  // namespace greenlens::cli
