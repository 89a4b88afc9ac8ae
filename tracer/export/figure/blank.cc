#include "tracer/export/figure/blank.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

#include "tracer/scene/painter.h"
#include "tracer/scene/text_width.h"

namespace greenlens::exports {
namespace {

using scene::Box;
using scene::Rect;
using scene::Role;
using scene::Text;

// What becomes of something that is left out.
enum class Becomes : uint8_t {
  nothing,
  box,     // a text: one to write a number or a name in
  rule,    // a text: a line to write on, as far as the picture goes
  hollow,  // a rectangle: its outline
};

// Which shapes: "*" stands for a number or a name without dots, and ends in "*" also for the rest.
struct BlankRule {
  Blank blank;
  const char* id;
  Becomes becomes;
};

constexpr BlankRule kRules[] = {
    {Blank::sentence, "sheet.headline.*", Becomes::rule},
    {Blank::sentence, "sheet.detail.*", Becomes::rule},
    {Blank::sentence, "stack.caption*", Becomes::rule},
    {Blank::stack_start, "stack.mark.start.*.line", Becomes::nothing},
    {Blank::stack_start, "stack.mark.start.*", Becomes::box},
    {Blank::stack_start, "sheet.field.*.stack_start", Becomes::box},
    {Blank::stack_stop, "stack.mark.stop.*.line", Becomes::nothing},
    {Blank::stack_stop, "stack.mark.stop.*", Becomes::box},
    {Blank::stack_stop, "sheet.field.*.stack_stop", Becomes::box},
    {Blank::fields, "sheet.field.*.stack_*", Becomes::box},
    {Blank::fields, "stack.prev", Becomes::nothing},
    {Blank::addresses, "stack.ruler.*.line", Becomes::nothing},
    {Blank::addresses, "stack.ruler.*", Becomes::box},
    {Blank::sp, "stack.sp", Becomes::box},
    {Blank::sizes, "stack.*.*.detail", Becomes::box},
    {Blank::sizes, "stack.home.*.text", Becomes::box},
    {Blank::sizes, "stack.copy.*.size", Becomes::box},
    {Blank::sizes, "stack.copy.*.change", Becomes::box},
    {Blank::sizes, "stack.held", Becomes::box},
    {Blank::sizes, "stack.move.text", Becomes::box},
    {Blank::sizes, "timeline.cursor.text", Becomes::nothing},
    {Blank::sizes, "timeline.phase.*.text", Becomes::nothing},
    {Blank::sizes, "timeline.phase.*.bytes", Becomes::nothing},
    {Blank::sizes, "sheet.field.*.stack_saved", Becomes::box},
    {Blank::sizes, "stack.opened.*.frame.*.bytes", Becomes::nothing},
    {Blank::sizes, "stack.opened.*.heap", Becomes::nothing},
    {Blank::sizes, "stack.opened.*.stack", Becomes::nothing},
    {Blank::addresses, "stack.opened.*.word.*.at", Becomes::box},
    {Blank::copies, "stack.opened.*.heap", Becomes::nothing},
    {Blank::copies, "stack.opened.*.stack", Becomes::nothing},
    {Blank::names, "stack.opened.*.title", Becomes::nothing},
    {Blank::copies, "stack.copy.*", Becomes::nothing},
    {Blank::copies, "stack.slot.*", Becomes::nothing},
    {Blank::copies, "stack.ribbon.*", Becomes::nothing},
    {Blank::copies, "stack.home.*", Becomes::nothing},
    {Blank::copies, "stack.move*", Becomes::nothing},
    {Blank::copies, "stack.held", Becomes::nothing},
    {Blank::copies, "stack.heap_empty", Becomes::nothing},
    {Blank::copies, "stack.note*", Becomes::nothing},
    {Blank::copies, "timeline.cursor.text", Becomes::nothing},
    {Blank::copies, "timeline.phase.*.text", Becomes::nothing},
    {Blank::copies, "timeline.phase.*.bytes", Becomes::nothing},
    {Blank::copies, "stack.*.*.detail", Becomes::box},
    {Blank::copies, "sheet.field.*.stack_saved", Becomes::box},
    {Blank::names, "stack.in_place.*.name", Becomes::box},
    {Blank::names, "stack.stale.*.name", Becomes::box},
    {Blank::names, "stack.copy.*.name", Becomes::box},
    {Blank::names, "tree.node.*.name", Becomes::box},
    {Blank::names, "stack.home.*.text", Becomes::nothing},
    {Blank::names, "stack.slot.*.text", Becomes::nothing},
    {Blank::names, "stack.mark.*.*.line", Becomes::nothing},
    {Blank::names, "stack.mark.*.*", Becomes::box},
    {Blank::names, "stack.prev", Becomes::nothing},
    {Blank::names, "stack.head", Becomes::nothing},
    {Blank::names, "sheet.field.*.name", Becomes::nothing},
    {Blank::names, "sheet.source.*.who", Becomes::nothing},
    {Blank::names, "timeline.lane.*", Becomes::box},
    {Blank::output, "sheet.output.*.who", Becomes::nothing},
    {Blank::output, "sheet.output.*", Becomes::nothing},
    {Blank::output, "timeline.output*", Becomes::nothing},
    {Blank::lanes, "timeline.run.*", Becomes::nothing},
    {Blank::lanes, "timeline.switch.*", Becomes::nothing},
    {Blank::lanes, "timeline.end.*", Becomes::nothing},
    {Blank::lanes, "timeline.phase*", Becomes::nothing},
    {Blank::lanes, "timeline.cursor.text", Becomes::nothing},
    {Blank::tree, "tree.edge.*", Becomes::nothing},
    {Blank::tree, "tree.switch*", Becomes::nothing},
    {Blank::tree, "tree.node.*.icon", Becomes::nothing},
    {Blank::tree, "tree.node.*.state", Becomes::box},
    {Blank::source, "sheet.source.*.stands", Becomes::nothing},
    {Blank::source, "sheet.source.*.tag", Becomes::hollow},
    {Blank::source, "sheet.source.*.who", Becomes::nothing},
};

// Headings and lines that stay, whatever rules their neighbours have.
bool stays(std::string_view id) {
  return id == "sheet.output.title" || (id.starts_with("timeline.lane.") && id.ends_with(".line"));
}

bool suits(std::string_view id, std::string_view rule) {
  size_t i = 0;
  for (size_t k = 0; k < rule.size(); ++k) {
    if (rule[k] != '*') {
      if (i >= id.size() || id[i++] != rule[k]) return false;
      continue;
    }
    if (k + 1 == rule.size()) return true;
    while (i < id.size() && id[i] != '.') ++i;
  }
  return i == id.size();
}

bool has(const std::vector<Blank>& blanks, Blank blank) {
  return std::find(blanks.begin(), blanks.end(), blank) != blanks.end();
}

bool is_sentence(std::string_view id) {
  return id.starts_with("sheet.headline.") || id.starts_with("sheet.detail.") ||
         id.starts_with("stack.caption");
}

// "thread.2.stack.copy.4": that thread's panel has the same ids as the only one.
std::string_view in_its_panel(std::string_view id) {
  if (!id.starts_with("thread.")) return id;
  const size_t stack = id.find(".stack.");
  if (stack != std::string_view::npos) return id.substr(stack + 1);
  return id.ends_with(".head") ? "stack.head" : id;
}

std::optional<Becomes> becomes(std::string_view whole_id, const std::vector<Blank>& blanks) {
  const std::string_view id = in_its_panel(whole_id);
  if (stays(id)) return {};
  for (const BlankRule& rule : kRules) {
    if (has(blanks, rule.blank) && suits(id, rule.id)) return rule.becomes;
  }
  // It says who, what, where and how much.
  if (is_sentence(id)) return Becomes::nothing;
  return {};
}

// Of one size, or its width would be the answer's.
constexpr float kBoxWidth = 84, kBoxHeight = 1.45f;
constexpr float kLeastRule = 60, kMostRule = 640, kMargin = 0.07f;  // of the width

Box box_for(const Text& text) {
  const float height = kBoxHeight * text.size;
  float left = text.at.x;
  if (text.align == scene::Align::center) left -= kBoxWidth / 2;
  if (text.align == scene::Align::right) left -= kBoxWidth;
  return {left, text.at.y - text.size * scene::kMiddleToBaseline - height / 2, kBoxWidth, height};
}

class Form {
 public:
  Form(const words::Messages& messages, const scene::Scene& scene, const std::vector<Blank>& blanks)
      : messages_(messages), scene_(scene), blanks_(blanks), painter_(scene.width, scene.height) {
    painter_.scene().title = scene.title;
    painter_.scene().description = messages.text("figure.blank");
    painter_.scene().part = scene.part;
  }

  scene::Scene make() && {
    for (const scene::Item& item : scene_.items) {
      const std::optional<Becomes> to = becomes(item.id, blanks_);
      if (!to) {
        keep(item);
        continue;
      }
      std::visit([&](const auto& shape) { leave_out(item.id, shape, *to); }, item.shape);
    }
    if (is_blank(Blank::copies)) paint_room_for_copies();
    if (is_blank(Blank::output)) paint_room_for_output();
    paint_task_and_name();
    return std::move(painter_.scene());
  }

 private:
  bool is_blank(Blank blank) const { return has(blanks_, blank); }
  std::string next_id() { return "form." + std::to_string(++count_); }

  // Whose line it is would be seen by its colour.
  void keep(const scene::Item& item) {
    scene::Item kept = item;
    kept.id = next_id();
    kept.tooltip.clear();
    kept.greenlet = 0, kept.step = 0;
    if (auto* text = std::get_if<Text>(&kept.shape)) {
      if (is_blank(Blank::source) && item.id.starts_with("sheet.source.")) text->on_stale = false;
    }
    if (auto* rect = std::get_if<Rect>(&kept.shape)) {
      rect->highlighted = rect->highlighted && !is_blank(Blank::copies);
    }
    painter_.scene().items.push_back(std::move(kept));
  }

  void leave_out(const std::string& id, const Text& text, Becomes to) {
    if (to == Becomes::rule) return rule(text);
    if (to != Becomes::box) return;
    Box box = box_for(text);
    // In what it is written on.
    box.w = std::min(box.w, std::max(20.0f, scene_.width - box.x - 2));
    if (const Rect* below = rect_below(id)) {
      box.w = std::min(box.w, std::max(20.0f, below->box.right() - box.x - 6));
    }
    if (is_beside_lanes(id)) box.h = std::min(box.h, 15.0f), box.w = std::min(box.w, 56.0f);
    if (id.starts_with("tree.")) box = in_its_node(id, text, box);
    if (id.starts_with("sheet.field."))
      box.w = std::min(box.w, 70.0f), box.x = text.at.x - box.w / 2;
    Rect& rect = painter_.rect(next_id(), box, {Role::panel, 0});
    rect.radius = 2;
  }
  void leave_out(const std::string&, const Rect& rect, Becomes to) {
    if (to != Becomes::hollow) return;
    painter_.rect(next_id(), rect.box, {Role::panel, 0}).radius = rect.radius;
  }
  void leave_out(const std::string&, const scene::Line&, Becomes) {}
  void leave_out(const std::string&, const scene::Ribbon&, Becomes) {}

  // A node has a line, or two: a box is as high as its share of that, and not wider.
  Box in_its_node(const std::string& id, const Text& text, Box box) const {
    constexpr float kInset = 4, kLeast = 8;
    const Rect* node = rect_below(id);
    if (node == nullptr) return box;
    const Box& whole = node->box;
    const float middle = text.at.y - text.size * scene::kMiddleToBaseline;
    const bool has_two = std::abs(middle - (whole.y + whole.h / 2)) > whole.h * 0.1f;
    box.h = std::max(kLeast, std::min(box.h, whole.h / (has_two ? 2 : 1) - kInset));
    box.y = middle - box.h / 2;
    const bool is_right = text.align == scene::Align::right;
    const float room = is_right ? text.at.x - whole.x : whole.right() - text.at.x;
    box.w = std::min({box.w, 0.38f * whole.w, room - kInset});
    if (is_right) box.x = text.at.x - box.w;
    return box;
  }

  static bool is_beside_lanes(std::string_view id) { return id.starts_with("timeline.lane."); }
  // "stack.copy.3" of "stack.copy.3.size": what that is written on.
  const Rect* rect_below(const std::string& id) const {
    const std::string_view on = std::string_view(id).substr(0, id.rfind('.'));
    for (const scene::Item& item : scene_.items) {
      if (item.id == on) return std::get_if<Rect>(&item.shape);
    }
    return nullptr;
  }
  const Text* find_text(std::string_view id) const {
    for (const scene::Item& item : scene_.items) {
      if (item.id == id) return std::get_if<Text>(&item.shape);
    }
    return nullptr;
  }

  // What is to be done stands where the sentence would; whose form it is, on top of a sheet.
  void paint_task_and_name() {
    const Text* headline = find_text("sheet.headline.0");
    if (headline == nullptr) headline = find_text("stack.caption");
    if (headline != nullptr && !is_blank(Blank::sentence)) {
      Text task = *headline;
      task.text = messages_.text("figure.blank.task");
      painter_.text(next_id(), task, scene_.width - task.at.x);
    }
    const Text* title = find_text("sheet.title");
    if (title == nullptr) return;
    Text name = *title;
    name.text = messages_.text("figure.blank.name");
    name.size = 11.5f, name.face = scene::Face::sans;
    name.at.x = scene_.width * 0.5f;
    painter_.text(next_id(), name, 80);
    const float left = name.at.x + scene::text_width(name.text, name.size, name.face) + 8;
    painter_
        .line(next_id(), {{left, name.at.y + 2}, {scene_.width * 0.8f, name.at.y + 2}},
              scene::kMuted)
        .width = 1;
  }

  void rule(const Text& text) {
    const float margin = kMargin * scene_.width;
    const float width =
        std::max(kLeastRule, std::min(kMostRule, scene_.width - text.at.x - margin));
    painter_
        .line(next_id(), {{text.at.x, text.at.y + 2}, {text.at.x + width, text.at.y + 2}},
              scene::kMuted)
        .width = 1;
  }

  // As many rules as there is room for: how many lines were printed is what has to be found out.
  void paint_room_for_output() {
    constexpr float kFirst = 30, kFeed = 18;
    constexpr size_t kMostRules = 8;
    const Text* title = find_text("sheet.output.title");
    if (title == nullptr) return;
    const float end = next_below(title->at);
    for (size_t i = 0; i < kMostRules; ++i) {
      const float y = title->at.y + kFirst + kFeed * static_cast<float>(i);
      if (y > end - 6) return;
      Text line = *title;
      line.at = {title->at.x, y};
      rule(line);
    }
  }
  // Where the next part of the page begins below its beginning; titles of parts say so, and the
  // panels of the stack.
  float next_below(scene::Point begin) const {
    float end = scene_.height * 0.96f;
    for (const scene::Item& item : scene_.items) {
      const auto* text = std::get_if<Text>(&item.shape);
      if (text == nullptr || text->at.y <= begin.y + 4) continue;
      const std::string_view id = in_its_panel(item.id);
      const bool begins = id == "sheet.fields.title" || id == "stack.title" ||
                          id == "stack.heap_title" || id == "stack.head";
      if (begins) end = std::min(end, text->at.y - text->size);
    }
    for (const scene::Item& item : scene_.items) {
      const auto* line = std::get_if<scene::Line>(&item.shape);
      if (line == nullptr || !item.id.starts_with("timeline.") || line->points.empty()) continue;
      if (line->points[0].y > begin.y) end = std::min(end, line->points[0].y - 20);
    }
    return end;
  }

  // A box for each greenlet that may have a copy, in the heap's column: how many there are, how
  // high and whose is what has to be found out. In each thread's panel.
  void paint_room_for_copies() {
    constexpr std::string_view kTitle = "stack.heap_title";
    for (const scene::Item& item : scene_.items) {
      const std::string_view id = item.id;
      const auto* heading = std::get_if<Text>(&item.shape);
      if (heading == nullptr || in_its_panel(id) != kTitle) continue;
      paint_room_for_copies(id.substr(0, id.size() - kTitle.size()), *heading);
    }
  }

  void paint_room_for_copies(std::string_view panel, const Text& heading) {
    float top = 0, bottom = 0, half = 24;
    size_t blocks = 0;
    for (const scene::Item& item : scene_.items) {
      const auto* rect = std::get_if<Rect>(&item.shape);
      if (rect == nullptr || !std::string_view(item.id).starts_with(panel)) continue;
      const std::string_view id = in_its_panel(item.id);
      const bool is_block = suits(id, "stack.in_place.*") || suits(id, "stack.stale.*");
      if (is_block || id == "stack.unused") {
        if (top == 0 || rect->box.y < top) top = rect->box.y;
        bottom = std::max(bottom, rect->box.bottom());
        blocks += is_block ? 1 : 0;
      }
      const bool is_copy = suits(id, "stack.copy.*") || suits(id, "stack.slot.*");
      if (is_copy) half = std::max(half, rect->box.w / 2);
    }
    constexpr float kBetween = 16;
    const size_t count = std::clamp<size_t>(blocks, 1, 8);
    const float height =
        (bottom - top - kBetween * static_cast<float>(count - 1)) / static_cast<float>(count);
    if (height < 12) return;
    for (size_t i = 0; i < count; ++i) {
      const float y = top + (height + kBetween) * static_cast<float>(i);
      painter_.rect(next_id(), {heading.at.x - half, y, 2 * half, height}, {Role::panel, 0})
          .pattern = scene::Pattern::dashed_outline;
    }
  }

  const words::Messages& messages_;
  const scene::Scene& scene_;
  const std::vector<Blank>& blanks_;
  scene::Painter painter_;
  size_t count_ = 0;
};

}  // namespace

std::optional<Blank> blank_from_name(std::string_view name) {
  for (size_t i = 0; i < kBlankNames.size(); ++i) {
    if (kBlankNames[i] == name) return static_cast<Blank>(i);
  }
  return {};
}

std::vector<Blank> blanks_in(std::string_view scene) {
  const bool is_page = scene == "sheet" || scene == "slide" || scene == "poster";
  std::vector<Blank> all;
  for (size_t i = 0; i < kBlankNames.size(); ++i) {
    const auto is_of_it = [&](const BlankRule& rule) {
      const std::string_view id = rule.id;
      return rule.blank == static_cast<Blank>(i) &&
             (is_page || id.substr(0, id.find('.')) == scene);
    };
    if (std::any_of(std::begin(kRules), std::end(kRules), is_of_it)) {
      all.push_back(static_cast<Blank>(i));
    }
  }
  return all;
}

scene::Scene blanked(const words::Messages& messages, const scene::Scene& scene,
                     const std::vector<Blank>& blanks) {
  if (blanks.empty()) return scene;
  return Form(messages, scene, blanks).make();
}

}  // namespace greenlens::exports
