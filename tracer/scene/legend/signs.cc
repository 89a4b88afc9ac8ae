#include "tracer/scene/legend/signs.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

namespace greenlens::scene {
namespace {

// How items of a sign look, where their id alone does not say it. Null: as they like.
using Looks = bool (*)(const Item&);

const Rect* rect_of(const Item& item) { return std::get_if<Rect>(&item.shape); }
const Line* line_of(const Item& item) { return std::get_if<Line>(&item.shape); }

bool is_rect(const Item& item) { return rect_of(item) != nullptr; }
bool is_text(const Item& item) { return std::holds_alternative<Text>(item.shape); }
bool is_mark(const Item& item) { return is_text(item) || line_of(item) != nullptr; }
bool is_line(const Item& item) { return line_of(item) != nullptr; }

template <Pattern pattern>
bool is_patterned(const Item& item) {
  return is_rect(item) && rect_of(item)->pattern == pattern;
}
template <Role role>
bool is_of(const Item& item) {
  return is_rect(item) && rect_of(item)->fill.role == role;
}
bool is_freed(const Item& item) {
  return is_of<Role::stale>(item) && is_patterned<Pattern::solid>(item);
}
// From the column, which is on the left, to the heap.
bool leads_right(const Item& item) {
  return is_line(item) && line_of(item)->points.front().x < line_of(item)->points.back().x;
}
bool is_accent(const Item& item) {
  return is_line(item) && line_of(item)->style.role == Role::accent;
}
bool is_dashed(const Item& item) { return is_line(item) && line_of(item)->dashed; }

struct Rule {
  Sign sign;
  const char* begins;     // the id, without the panel that it is in
  const char* part = "";  // somewhere behind that; "": anything
  Looks looks = nullptr;
};

// The first that fits is taken.
constexpr Rule kRules[] = {
    {Sign::opened, "stack.opened.", "", is_rect},
    {Sign::frame, "stack.", ".frame.", is_rect},
    {Sign::fold, "stack.fold.", "", is_mark},
    {Sign::in_place, "stack.in_place.", "", is_rect},
    {Sign::stale, "stack.stale.", "", is_rect},
    {Sign::selected, "stack.copy.", ".selected", is_line},
    {Sign::copy_freed, "stack.copy.", "", is_patterned<Pattern::dashed_outline>},
    {Sign::copy_partial, "stack.copy.", "", is_patterned<Pattern::hatched>},
    {Sign::copy_whole, "stack.copy.", "", is_rect},
    {Sign::slot, "stack.slot.", "", is_rect},
    {Sign::home, "stack.home.", "", is_rect},
    {Sign::ribbon, "stack.ribbon."},
    {Sign::unused, "stack.unused", "", is_rect},
    {Sign::unused, "stack.free.", "", is_rect},
    {Sign::meant, "stack.pointer.", ".meant", is_line},
    {Sign::pointer, "stack.pointer."},
    {Sign::sp_moved, "stack.sp.moved", "", is_line},
    {Sign::sp, "stack.sp", "", is_mark},
    {Sign::address, "stack.ruler.", "", is_mark},
    {Sign::stop_mark, "stack.mark.stop.", "", is_mark},
    {Sign::start_mark, "stack.mark.start.", "", is_mark},
    {Sign::moved, "stack.moved", "", is_line},
    {Sign::copied_out, "stack.move", "", leads_right},
    {Sign::copied_back, "stack.move", "", is_line},
    {Sign::selected, "tree.node.", ".selected", is_line},
    {Sign::dead_node, "tree.node.", "", is_patterned<Pattern::dashed_outline>},
    {Sign::freed_node, "tree.node.", "", is_freed},
    {Sign::node, "tree.node.", "", is_rect},
    {Sign::icon, "tree.node.", ".icon", is_text},
    {Sign::edge, "tree.edge.", "", is_line},
    {Sign::tree_switch, "tree.switch", "", is_line},
    {Sign::selected, "timeline.lane.", ".selected", is_line},
    {Sign::later_run, "timeline.run.", "", is_of<Role::stale>},
    {Sign::run, "timeline.run.", "", is_rect},
    {Sign::longest_run, "timeline.longest", "", is_line},
    {Sign::later_level, "timeline.level.", "", is_of<Role::stale>},
    {Sign::level, "timeline.level.", "", is_rect},
    {Sign::switch_now, "timeline.switch.", "", is_accent},
    {Sign::switch_later, "timeline.switch.", "", is_dashed},
    {Sign::switch_done, "timeline.switch.", "", is_line},
    {Sign::switch_bytes, "timeline.phase.", ".bytes", is_rect},
    {Sign::switch_box, "timeline.phase.", "", is_rect},
    {Sign::switch_density, "timeline.density.", "", is_rect},
    {Sign::byte_density, "timeline.copied.", "", is_rect},
    {Sign::end, "timeline.end.", "", is_text},
    {Sign::later_printed, "timeline.output.", "", is_of<Role::stale>},
    {Sign::printed, "timeline.output.", "", is_rect},
    {Sign::cursor, "timeline.cursor", "", is_line},
    {Sign::marked, "timeline.marked", "", is_rect},
};

// Of several threads each panel's items have its name before theirs.
std::string_view without_panel(std::string_view id) {
  if (!id.starts_with("thread.")) return id;
  const size_t at = id.find("stack.");
  return at == id.npos ? id : id.substr(at);
}

bool fits(const Rule& rule, const Item& item) {
  const std::string_view id = without_panel(item.id), begins = rule.begins;
  if (!id.starts_with(begins)) return false;
  // "stack.in_place.2", not ".name" of it.
  if (id.substr(begins.size()).find(rule.part) == id.npos) return false;
  return rule.looks == nullptr || rule.looks(item);
}

}  // namespace

const std::vector<SignRow>& signs() {
  static const std::vector<SignRow> all = {
      {Sign::ring, "ring", "step"},
      {Sign::in_place, "in_place", "slice"},
      {Sign::stale, "stale", "stale"},
      {Sign::unused, "unused", "unused"},
      {Sign::fold, "fold", "c_stack"},
      {Sign::frame, "frame", "c_frame"},
      {Sign::opened, "opened", "c_frame"},
      {Sign::home, "home", "copy"},
      {Sign::ribbon, "ribbon", "copy"},
      {Sign::copy_whole, "copy_whole", "copy"},
      {Sign::copy_partial, "copy_partial", "partial_copy"},
      {Sign::copy_freed, "copy_freed", "copy"},
      {Sign::slot, "slot", "heap"},
      {Sign::copied_out, "copied_out", "copy"},
      {Sign::copied_back, "copied_back", "copy"},
      {Sign::moved, "moved", "slice"},
      {Sign::sp, "sp", "sp"},
      {Sign::sp_moved, "sp_moved", "sp"},
      {Sign::start_mark, "start_mark", "stack_start"},
      {Sign::stop_mark, "stop_mark", "stack_stop"},
      {Sign::address, "address", "stack_base"},
      {Sign::pointer, "pointer", "c_stack"},
      {Sign::meant, "meant", "copy"},
      {Sign::node, "node", "greenlet"},
      {Sign::dead_node, "dead_node", "dead"},
      {Sign::freed_node, "freed_node", "handle"},
      {Sign::icon, "icon", "state"},
      {Sign::selected, "selected", "greenlet"},
      {Sign::edge, "edge", "parent"},
      {Sign::tree_switch, "tree_switch", "switch"},
      {Sign::run, "run", "lane"},
      {Sign::later_run, "later_run", "lane"},
      {Sign::longest_run, "longest_run", "lane"},
      {Sign::level, "level", "lane"},
      {Sign::later_level, "later_level", "lane"},
      {Sign::switch_done, "switch_done", "switch"},
      {Sign::switch_now, "switch_now", "switch"},
      {Sign::switch_later, "switch_later", "switch"},
      {Sign::switch_box, "switch_box", "switch"},
      {Sign::switch_bytes, "switch_bytes", "copy"},
      {Sign::switch_density, "switch_density", "switch"},
      {Sign::byte_density, "byte_density", "copy"},
      {Sign::end, "end", "dead"},
      {Sign::printed, "printed", "step"},
      {Sign::later_printed, "later_printed", "step"},
      {Sign::cursor, "cursor", "step"},
      {Sign::marked, "marked", "step"},
  };
  return all;
}

const SignRow& row_of(Sign sign) {
  return *std::find_if(signs().begin(), signs().end(),
                       [&](const SignRow& row) { return row.sign == sign; });
}

std::optional<Sign> sign_of(const Item& item) {
  for (const Rule& rule : kRules) {
    if (fits(rule, item)) return rule.sign;
  }
  return std::nullopt;
}

bool has_ring(const Item& item) { return is_rect(item) && rect_of(item)->highlighted; }

const char* term_of(const Item& item) {
  const std::string_view id = without_panel(item.id);
  if (id == "stack.prev") return "stack_prev";
  if (id == "stack.held") return "copy";
  if (id.starts_with("stack.opened.")) return "c_frame";
  if (id.starts_with("legend.")) {
    for (const SignRow& row : signs()) {
      if (id.substr(7).starts_with(std::string(row.id) + '.')) return row.term;
    }
  }
  const std::optional<Sign> sign = sign_of(item);
  return sign ? row_of(*sign).term : nullptr;
}

}  // namespace greenlens::scene
