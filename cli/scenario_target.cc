#include "cli/scenario_target.h"

#include <exception>

#include "assets/assets.h"
#include "cli/scenario_detour.h"
#include "cli/scenario_settings.h"
#include "engine/cpp/print.h"
#include "engine/cpp/repr.h"
#include "tracer/record/attach.h"

namespace greenlens::cli {
namespace {

void finish(void* attachment) {
  auto* watched = static_cast<record::Attachment*>(attachment);
  const std::exception_ptr error = std::current_exception();
  if (error == nullptr) return watched->finish();
  watched->finish_with_error(engine::describe(error).c_str());
}

}  // namespace

record::ProgramDescription description_of(const scenarios::Scenario& scenario,
                                          const scenarios::Settings& settings,
                                          const std::vector<store::WhatIf>& what_ifs) {
  record::ProgramDescription description;
  description.id = scenario.id;
  description.settings = unusual(scenario, settings);
  description.what_ifs = what_ifs;
  description.title = store::title_with(scenario.title, description.settings, what_ifs);
  description.teaches = scenario.teaches;
  description.source_file = scenario.file;
  description.source_text = assets::text(scenario.file);
  return description;
}

void run_described(const scenarios::Scenario& scenario,
                   const record::ProgramDescription& description,
                   const scenarios::Settings& settings) {
  const scenarios::InForce in_force(settings);
  record::Attachment watched(description);
  if (watched.recording()) engine::set_output(-1);  // the viewer shows it
  const auto run = [&] { scenario.run(finish, &watched); };
  if (description.what_ifs.empty()) return run();
  run_another_way(scenario, description.what_ifs, &watched, run);
}

}  // namespace greenlens::cli
