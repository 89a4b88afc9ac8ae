#include "cli/first.h"

#include "cli/language.h"
#include "cli/lessons.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "gui/settings.h"
#include "tracer/past/condition.h"

namespace greenlens::cli {

void add_break_option(CLI::App* command, std::vector<std::string>* conditions) {
  command->add_option("--break", *conditions, say("cli.help.break"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check([](const std::string& text) {
        const past::ParsedCondition parsed = past::parse_condition(text);
        if (parsed.condition) return std::string();
        return past::no_condition(catalogue(), parsed.wrong, text);
      });
}

std::vector<CLI::Option*> add_first_options(CLI::App* command, FirstOptions* options) {
  const size_t before = command->get_options().size();
  command->add_option("--grain", options->grain, say("cli.help.grain"));
  add_select_option(command, &options->select);
  add_theme_option(command, &options->theme);
  add_scale_option(command, &options->scale);
  add_layout_option(command, &options->layout);
  add_break_option(command, &options->stops);
  add_lesson_option(command, &options->lesson);
  command->add_option("--seed", options->seed, say("cli.help.quiz_seed"))->capture_default_str();
  std::vector<CLI::Option*> all = command->get_options();
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before));
  return all;
}

std::optional<gui::AppOptions::First> first_of(const FirstOptions& options) {
  gui::AppOptions::First first;
  first.select = options.select;
  first.stops = options.stops;
  first.lesson = options.lesson;
  first.asking = {options.seed, level().value_or(words::Level::mechanism)};
  if (!options.grain.empty()) {
    first.grain = facts::grain_from_name(options.grain);
    if (!first.grain) return {};
  }
  if (!options.theme.empty()) first.theme = theme_of(options.theme);
  if (!options.layout.empty()) first.layout = gui::layout_from_name(options.layout);
  if (options.scale > 0) first.scale = options.scale;
  return first;
}

}  // namespace greenlens::cli
