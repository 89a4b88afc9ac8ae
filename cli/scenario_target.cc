#include "cli/scenario_target.h"

#include "assets/assets.h"
#include "cli/scenario_settings.h"
#include "engine/cpp/print.h"
#include "tracer/record/attach.h"

namespace greenlens::cli {

record::ProgramDescription description_of(const scenarios::Scenario& scenario,
                                          const scenarios::Settings& settings) {
  record::ProgramDescription description;
  description.id = scenario.id;
  description.settings = unusual(scenario, settings);
  description.title = store::title_with(scenario.title, description.settings);
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
  scenario.run([](void* attachment) { static_cast<record::Attachment*>(attachment)->finish(); },
               &watched);
}

}  // namespace greenlens::cli
