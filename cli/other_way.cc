#include "cli/other_way.h"

#include <utility>

#include "cli/scenario_detour.h"
#include "cli/story_options.h"
#include "cli/trace.h"
#include "scenarios/scenario.h"
#include "tracer/what_if/moment.h"

namespace greenlens::cli {
namespace {

using facts::Fault;
using facts::FaultKind;

void add_ways(const std::vector<store::WhatIf>& ways, live::TargetCommand* command) {
  for (const store::WhatIf& way : ways) command->argv.push_back(kWhatIfPrefix + order_text(way));
}

// One more way of a run.
facts::Result<store::WhatIf> way_in(const store::Trace& run, const DetailOptions& options,
                                    const std::string& target, const std::string& written) {
  const auto read = store::read_what_if(written);
  if (!read) return Fault{FaultKind::no_deed, written, 0, 0, ""};
  const auto grain =
      facts::grain_from_name(options.what_if_grain.empty() ? usual_grain() : options.what_if_grain);
  const auto step = find_step_named(run, read->step, grain.value_or(facts::Grain::phase));
  if (!step) return step.fault();
  const auto place = what_if::place_at(run, *step);
  if (!place) return place.fault();
  store::WhatIf way = read->deed;
  way.step = place->step, way.line = place->line;
  const Fault refused = what_if::refused(run.state(place->step), *place, handles_of(target), way);
  if (refused) return refused;
  return way;
}

}  // namespace

what_if::Handles handles_of(const std::string& scenario) {
  what_if::Handles names;
  for (const scenarios::Handle& one : scenarios::find(scenario)->handles) {
    names.emplace_back(one.greenlet);
  }
  return names;
}

facts::Result<std::unique_ptr<store::Timeline>> run_of(const std::string& scenario,
                                                       const DetailOptions& options,
                                                       const std::vector<store::WhatIf>& ways) {
  auto command = find_target(scenario, {}, options.cpu);
  if (!command) return command.fault();
  DetailOptions plain = options;
  plain.lines = false, plain.detail = "full", plain.what_ifs.clear();
  set_detail(plain, scenario, &*command);
  add_ways(ways, &*command);
  auto target = live::TargetProcess::start(*command);
  if (!target) return target.fault();
  auto timeline = std::make_unique<store::Timeline>();
  run_to_the_end(**target, timeline.get(), {});
  return timeline;
}

facts::Result<std::vector<store::WhatIf>> ways_of(const DetailOptions& options,
                                                  const std::string& target) {
  std::vector<store::WhatIf> ways;
  if (options.what_ifs.empty()) return ways;
  auto run = run_of(target, options, ways);
  for (const std::string& written : options.what_ifs) {
    if (!run) return run.fault();
    const auto way = way_in(**run, options, target, written);
    if (!way) return way.fault();
    ways.push_back(*way);
    auto other = run_of(target, options, ways);
    if (!other) return other.fault();
    const uint64_t common = what_if::common_beginning(**run, **other, way->step);
    if (common < way->step) return Fault{FaultKind::other_beginning, target, common + 1, 0, ""};
    run = std::move(other);
  }
  return ways;
}

Fault set_ways(DetailOptions* options, const std::string& target, live::TargetCommand* command) {
  const auto ways = ways_of(*options, target);
  if (!ways) return ways.fault();
  add_ways(*ways, command);
  options->what_ifs.clear();
  for (const store::WhatIf& way : *ways) options->what_ifs.push_back(order_text(way));
  return {};
}

}  // namespace greenlens::cli
