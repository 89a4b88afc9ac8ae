#include "tracer/scene/legend/legend_scene.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "tracer/scene/legend/legend_layout.h"
#include "tracer/scene/painter.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"
#include "tracer/words/names_apart.h"

namespace greenlens::scene {
namespace {

using facts::GreenletId;

// Names in a sentence; the swatches have them all.
constexpr size_t kMostNames = 3;

// Whose colour it has.
GreenletId owner_of(const Item& item) {
  if (const auto* rect = std::get_if<Rect>(&item.shape)) return rect->fill.greenlet;
  if (const auto* ribbon = std::get_if<Ribbon>(&item.shape)) return ribbon->fill.greenlet;
  return 0;
}

// Where a sign is words and a line, the line is drawn; but of an address the words, the shortest
// ones.
bool is_better(Sign sign, const Item& item, const Item& than) {
  const auto *words = std::get_if<Text>(&item.shape), *others = std::get_if<Text>(&than.shape);
  if (sign != Sign::address) return words == nullptr && others != nullptr;
  return words != nullptr && (others == nullptr || words->text.size() < others->text.size());
}

struct Found {
  Item sample;
  std::set<GreenletId> who;
  std::set<std::string> texts;
};
using FoundSigns = std::map<Sign, Found>;

void add_sign(const Item& item, Sign sign, FoundSigns* found) {
  const auto [at, is_new] = found->insert({sign, {item, {}, {}}});
  if (!is_new && is_better(sign, item, at->second.sample)) at->second.sample = item;
  if (const GreenletId who = owner_of(item)) at->second.who.insert(who);
  if (const auto* text = std::get_if<Text>(&item.shape)) at->second.texts.insert(text->text);
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : between) + part;
  return all;
}

std::string names_of(const words::Messages& messages, const state::State& state,
                     const std::set<GreenletId>& who) {
  const words::NamesApart apart(messages, state);
  std::vector<std::string> names;
  for (const GreenletId id : who) {
    if (names.size() == kMostNames) {
      names.push_back(
          messages.text("scene.more_short", {{"count", std::to_string(who.size() - kMostNames)}}));
      break;
    }
    names.push_back(apart.of(state, id));
  }
  return words::joined(messages, names);
}

// "● running · ‖ suspended": those icons that occur.
std::string icons_of(const words::Messages& messages, const std::set<std::string>& texts) {
  std::vector<std::string> icons;
  for (const state::Life life :
       {state::Life::running, state::Life::suspended, state::Life::unstarted, state::Life::dead}) {
    const std::string name = life_name(life), icon = messages.text("scene.icon." + name);
    if (texts.count(icon)) icons.push_back(icon + ' ' + messages.text("scene.life." + name));
  }
  return joined(icons, " · ");
}

LegendEntry entry_of(const words::Messages& messages, const state::State& state, Sign sign,
                     const Found& found) {
  LegendEntry entry{sign, found.sample, {found.who.begin(), found.who.end()}, ""};
  entry.words = messages.text(std::string("scene.legend.") + row_of(sign).id,
                              {{"names", names_of(messages, state, found.who)},
                               {"icons", icons_of(messages, found.texts)}});
  return entry;
}

}  // namespace

std::vector<LegendPart> legend_of(const words::Messages& messages, const state::State& state,
                                  const std::vector<const Scene*>& pictures) {
  std::vector<LegendPart> parts;
  bool has_said_ring = false;
  for (const Scene* picture : pictures) {
    FoundSigns found;
    for (const Item& item : picture->items) {
      if (const auto sign = sign_of(item)) add_sign(item, *sign, &found);
      if (has_ring(item) && !has_said_ring) add_sign(item, Sign::ring, &found);
    }
    has_said_ring |= found.count(Sign::ring) > 0;
    LegendPart part{picture->title, {}};
    for (const SignRow& row : signs()) {
      const auto at = found.find(row.sign);
      if (at == found.end()) continue;
      part.entries.push_back(entry_of(messages, state, row.sign, at->second));
    }
    if (!part.entries.empty()) parts.push_back(std::move(part));
  }
  return parts;
}

Scene legend_scene(const words::Messages& messages, const state::State& state,
                   const std::vector<const Scene*>& pictures, const SceneOptions& options) {
  Painter painter(options.width, options.height);
  painter.scene().title = messages.text("scene.legend.title");
  const std::vector<LegendPart> parts = legend_of(messages, state, pictures);
  for (const LegendPart& part : parts) {
    for (const LegendEntry& entry : part.entries) {
      painter.scene().description += entry.words + ". ";
    }
  }
  std::set<GreenletId> who;
  for (const LegendPart& part : parts) {
    for (const LegendEntry& entry : part.entries) who.insert(entry.who.begin(), entry.who.end());
  }
  paint_legend(messages, state, {who.begin(), who.end()}, parts, &painter);
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
