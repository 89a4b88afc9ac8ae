#include "gui/views/what_if/model.h"

#include <algorithm>

#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/what_if/offers.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui::what_if {
namespace {

using facts::Fault;
using facts::FaultKind;

// A recording of which not all lines are known: a part, or one with less detail.
bool lacks_lines(const store::Trace& trace, uint64_t step) {
  const state::State state = trace.state(step);
  return trace.info().part ||
         thread_in(state, greenlens::what_if::kFirstThread).detail != facts::Detail::full;
}

}  // namespace

CanDo can_do(const Look& look) {
  CanDo can;
  const store::Trace& trace = *look.trace;
  const std::string& name = trace.info().scenario;
  const auto refuse = [&](FaultKind kind, uint64_t first = 0) {
    const Fault fault{kind, kind == FaultKind::no_place_for_it ? "1" : name, 0, first, ""};
    can.why_not = words::sentence(look.messages, fault);
    return can;
  };
  if (look.scenario == nullptr) return refuse(FaultKind::deeds_of_others);
  if (look.scenario->threads_at_once) return refuse(FaultKind::deeds_and_threads);
  if (lacks_lines(trace, look.moment.number)) return refuse(FaultKind::deeds_and_detail);
  const auto place = greenlens::what_if::place_before(trace, look.moment.number);
  if (!place) {
    const auto behind = greenlens::what_if::place_behind(trace, look.moment.number);
    return refuse(FaultKind::no_place_for_it, behind ? behind->step : 0);
  }
  const state::State state = trace.state(place->step);
  can.place = *place;
  can.who = state::name_of(state, place->runs);
  can.deeds = greenlens::what_if::offers(state, *place, look.scenario->handles);
  return can;
}

}  // namespace greenlens::gui::what_if
