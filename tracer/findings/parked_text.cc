#include "tracer/findings/parked_text.h"

#include <fmt/format.h>

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/names_apart.h"
#include "tracer/words/waits.h"
#include "tracer/words/when.h"

namespace greenlens::findings {
namespace {

using words::TableRow;

std::string life_text(const words::Messages& messages, state::Life life) {
  return messages.text(std::string("scene.life.") + state::life_name(life));
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

TableRow group_row(const words::Messages& messages, const state::State& state, const Group& group) {
  const std::string place = place_text(group.place);
  return {(place.empty() ? messages.text("parked.nowhere") : place) +
              fmt::format("  ×{}", group.all.size()),
          life_text(messages, group.life),
          "",
          "",
          or_dash(waits_of(messages, state, group)),
          std::to_string(group.bytes)};
}

facts::Json standing_to_json(const state::State& state, const Standing& one) {
  facts::Json json = {{"id", one.id},
                      {"name", name_of(state, one.id)},
                      {"thread", one.thread},
                      {"is_hub", one.is_hub},
                      {"since_step", one.since},
                      {"since_ns", one.since_ns},
                      {"bytes_in_heap", one.bytes},
                      {"waits_for", nullptr},
                      {"spawned", nullptr}};
  if (one.wait != nullptr) {
    json["waits_for"] = {{"kind", facts::enum_name(one.wait->kind)}, {"what", one.wait->what}};
    if (one.wait->on != 0) json["waits_for"]["on"] = name_of(state, one.wait->on);
    if (one.wait->count > 1) json["waits_for"]["count"] = one.wait->count;
  }
  if (one.spawned.line != 0) {
    json["spawned"] = {
        {"file", one.spawned.file}, {"function", one.spawned.function}, {"line", one.spawned.line}};
  }
  return json;
}

}  // namespace

std::string waits_of(const words::Messages& messages, const state::State& state,
                     const Group& group) {
  std::string all;
  for (const Standing& one : group.all) {
    const std::string text =
        one.wait != nullptr ? words::wait_text(messages, state, *one.wait) : "";
    if (&one == &group.all.front()) all = text;
    if (all != text) return messages.text("parked.several");
  }
  return all;
}

std::string parked_text(const words::Messages& messages, const state::State& state,
                        const std::vector<Group>& groups, uint64_t now_ns, size_t most_of_group) {
  words::NamesApart names(messages);
  for (const auto& [id, g] : state.greenlets) names.add(g.name, g.thread);
  TableRow titles;
  for (const char* id : {"where", "state", "thread", "since", "waits_for", "bytes"}) {
    titles.push_back(messages.text(std::string("parked.") + id));
  }
  std::vector<TableRow> rows = {titles};
  for (const Group& group : groups) {
    rows.push_back(group_row(messages, state, group));
    for (size_t i = 0; i < group.all.size(); ++i) {
      if (i == most_of_group && group.all.size() > i + 1) {
        rows.push_back(
            {"  " + messages.text("parked.more", {{"count", std::to_string(group.all.size() - i)}}),
             "", "", "", "", ""});
        break;
      }
      const Standing& one = group.all[i];
      const state::GreenletState* g = find(state, one.id);
      const bool known = one.since != 0 && now_ns >= one.since_ns;
      rows.push_back({"  " + names.of(one.id, g->name, g->thread), "", std::to_string(one.thread),
                      known ? words::duration_text(now_ns - one.since_ns) : "-",
                      one.wait != nullptr ? words::wait_text(messages, state, *one.wait) : "-",
                      std::to_string(one.bytes)});
    }
  }
  return words::table(rows, {1, 4});
}

facts::Json parked_to_json(const state::State& state, const std::vector<Group>& groups) {
  facts::Json all = facts::Json::array();
  for (const Group& group : groups) {
    facts::Json one = {{"state", state::life_name(group.life)},
                       {"file", group.place.at.file},
                       {"function", group.place.at.function},
                       {"line", group.place.at.line},
                       {"call", group.place.call},
                       {"bytes_in_heap", group.bytes},
                       {"greenlets", facts::Json::array()}};
    for (const Standing& standing : group.all) {
      one["greenlets"].push_back(standing_to_json(state, standing));
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace greenlens::findings
