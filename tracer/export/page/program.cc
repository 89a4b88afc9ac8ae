#include "tracer/export/page/program.h"

#include <algorithm>
#include <vector>

#include "tracer/export/svg_writer.h"
#include "tracer/findings/findings.h"
#include "tracer/findings/findings_text.h"
#include "tracer/findings/parked.h"
#include "tracer/findings/parked_text.h"
#include "tracer/state/queries.h"
#include "tracer/words/names_apart.h"
#include "tracer/words/statistics.h"
#include "tracer/words/waits.h"
#include "tracer/words/when.h"

namespace greenlens::exports {
namespace {

using findings::Finding;
using findings::Group;

// Of a group so many are named.
constexpr size_t kNamed = 20;

bool is_interpreted(const state::State& state) {
  return std::any_of(state.greenlets.begin(), state.greenlets.end(), [&](const auto& one) {
    const auto chain = frame_chain(state, one.second);
    return !chain.empty() && chain.back()->is_entry;
  });
}

std::string findings_list(const words::Messages& messages, const std::vector<Finding>& all) {
  std::string items;
  for (const Finding& one : all) {
    const std::string step = std::to_string(one.step);
    items += "<li><a href=\"#step=" + step + "\"><b>" + escape(kind_text(messages, one.kind)) +
             "</b></a> " + escape(finding_text(messages, one)) + "</li>\n";
  }
  return items.empty() ? "" : "<ul class=\"findings\">\n" + items + "</ul>\n";
}

std::string cell(const std::string& text) { return "<td>" + escape(text) + "</td>"; }

class Table {
 public:
  Table(const words::Messages& messages, const state::State& state, uint64_t now_ns)
      : messages_(messages), state_(state), now_ns_(now_ns), names_(messages, state) {}

  std::string html(const std::vector<Group>& groups) const {
    std::string rows = "<tr>";
    for (const char* id : {"where", "state", "waits_for", "since", "bytes"}) {
      rows += "<th>" + escape(messages_.text(std::string("parked.") + id)) + "</th>";
    }
    rows += "</tr>\n";
    for (const Group& group : groups) rows += group_rows(group);
    return "<table class=\"parked\">\n" + rows + "</table>\n";
  }

 private:
  std::string group_rows(const Group& group) const {
    const std::string place = findings::place_text(group.place);
    std::string rows =
        "<tr><th>" + escape(place.empty() ? messages_.text("parked.nowhere") : place) + " ×" +
        std::to_string(group.all.size()) + "</th>" +
        cell(messages_.text(std::string("scene.life.") + state::life_name(group.life))) +
        cell(findings::waits_of(messages_, state_, group)) + "<td></td>" +
        cell(std::to_string(group.bytes)) + "</tr>\n";
    for (size_t i = 0; i < std::min(group.all.size(), kNamed); ++i) {
      const findings::Standing& one = group.all[i];
      const state::GreenletState* g = find(state_, one.id);
      const bool known = one.since != 0 && now_ns_ >= one.since_ns;
      rows += "<tr>" + cell(names_.of(one.id, g->name, g->thread)) + "<td></td>" +
              cell(one.wait != nullptr ? words::wait_text(messages_, state_, *one.wait) : "") +
              cell(known ? words::duration_text(now_ns_ - one.since_ns) : "") +
              cell(std::to_string(one.bytes)) + "</tr>\n";
    }
    if (group.all.size() <= kNamed) return rows;
    const std::string more = std::to_string(group.all.size() - kNamed);
    return rows + "<tr>" + cell(messages_.text("parked.more", {{"count", more}})) + "</tr>\n";
  }

  const words::Messages& messages_;
  const state::State& state_;
  const uint64_t now_ns_;
  const words::NamesApart names_;
};

}  // namespace

std::optional<std::string> program_html(const words::Messages& messages, const store::Trace& trace,
                                        uint64_t first, uint64_t last,
                                        const std::vector<lints::Fired>& lints,
                                        const store::OnProgress& progress) {
  auto found = findings::find_all(trace, progress);
  if (!found) return std::nullopt;
  std::erase_if(*found, [&](const Finding& one) {
    const bool is_said = std::any_of(lints.begin(), lints.end(),
                                     [&](const lints::Fired& fired) { return says(fired, one); });
    return is_said || one.step < first || one.step > last;
  });
  const state::State state = trace.state(last);
  if (found->empty() && !is_interpreted(state)) return "";
  const auto counted = store::count_steps(trace, 0, last, progress);
  if (!counted) return std::nullopt;
  const uint64_t now_ns = last > 0 ? trace.event(last).time_ns : 0;
  return "<details id=\"program\"" + std::string(found->empty() ? "" : " open") + "><summary>" +
         escape(messages.text("page.program")) + "</summary>\n<div>\n" +
         findings_list(messages, *found) +
         Table(messages, state, now_ns).html(findings::parked(state, *counted)) +
         "</div></details>\n";
}

}  // namespace greenlens::exports
