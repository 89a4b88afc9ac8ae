#include "cli/scenario_detour.h"

#include <cstdlib>
#include <exception>
#include <string_view>
#include <utility>

#include "scenarios/detour/another_way.h"
#include "tracer/record/observer.h"

namespace greenlens::cli {
namespace {

using scenarios::detour::Detour;

// In the program's own words, as its errors are.
constexpr char kEndless[] = "it went on and on: ended 20000 lines behind where it went another way";

Detour::Deed deed_of(facts::Deed deed) {
  switch (deed) {
    case facts::Deed::switch_to:
      return Detour::Deed::switch_to;
    case facts::Deed::throw_in:
      return Detour::Deed::throw_in;
    case facts::Deed::drop:
      return Detour::Deed::drop;
  }
  std::abort();
}

facts::Deed fact_of(Detour::Deed deed) {
  switch (deed) {
    case Detour::Deed::switch_to:
      return facts::Deed::switch_to;
    case Detour::Deed::throw_in:
      return facts::Deed::throw_in;
    case Detour::Deed::drop:
      return facts::Deed::drop;
  }
  std::abort();
}

}  // namespace

bool take_what_ifs(std::vector<std::string>* wanted, std::vector<store::WhatIf>* what_ifs) {
  constexpr std::string_view kPrefix = kWhatIfPrefix;
  bool all_read = true;
  std::erase_if(*wanted, [&](const std::string& one) {
    if (!one.starts_with(kPrefix)) return false;
    const auto read = store::order_from_text(std::string_view(one).substr(kPrefix.size()));
    if (read) what_ifs->push_back(*read);
    all_read &= read.has_value();
    return true;
  });
  return all_read;
}

void run_another_way(const scenarios::Scenario& scenario,
                     const std::vector<store::WhatIf>& what_ifs, record::Attachment* watched,
                     const std::function<void()>& run) {
  static_assert(scenarios::detour::kMostLinesBehind == 20'000, "as the sentence says");
  std::vector<Detour> detours;
  for (const store::WhatIf& one : what_ifs) {
    detours.push_back({one.line, deed_of(one.deed), one.greenlet, one.value});
  }
  const scenarios::detour::AnotherWay another(
      std::move(detours), scenario.handles,
      {[](Detour::Deed deed, const engine::Core& who, const engine::Core& target,
          const std::string& what) {
         record::RingObserver* here = record::RingObserver::here();
         if (here != nullptr) here->went_another_way(who, fact_of(deed), target, what);
       },
       [watched] {
         watched->finish_with_error(kEndless);
         std::_Exit(EXIT_SUCCESS);  // it has been told, and nothing waits for the rest
       }});
  try {
    run();
  } catch (const std::exception&) {  // it has been told where it left the scenario
  } catch (const engine::GreenletExit&) {
  }
}

}  // namespace greenlens::cli
