// What points at addresses, on both sides of the column: addresses and the stack pointer on the
// left, stack_start and stack_stop on the right, and between column and heap the arrow of the bytes
// that moved. Made from the state's fields as they are; the blocks that they border are the
// column's.
//
// Ten greenlets are twenty marks, at few addresses, in a few hundred pixels. So marks at one
// address share a label, labels give way to each other along the column and point at their address
// with a line, and when there is no room the least important ones go, with a word that says how
// many.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/apart.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

// How much a label is worth; importances of a mark add up. What takes part in the switch, or is the
// end of a block, goes only when not all labels fit; what is worth less goes as soon as labels fill
// half of the height.
constexpr int kBystander = 0, kStopOfParticipant = 1, kWorthItsPlace = 2, kBase = 3, kChanged = 4;
constexpr int kNote = 8, kMost = 9;

// How much more than other labels that of sp keeps its place: it is looked at most.
constexpr float kSpWeight = 5;

// Pixels. The arrow of moving bytes with its word above or below it.
constexpr float kOnWordsSide = 26, kOnOtherSide = 8;  // what it takes of the column's height
constexpr float kWordAbove = 8, kWordBelow = 16;      // from the arrow to the word's baseline
constexpr float kBesideWords = 4;                     // a line from a label to a copy begins
constexpr float kLabelsOutside = 6;                   // labels stand out of the column by that

// A text beside the column that points at an address.
struct Label {
  std::string id, text, tooltip;
  float y = 0, height = 14;  // where it points, which is where its middle would like to be; pixels
  float aside = 0;           // ... but for so much
  int importance = kBystander;
  Style style = kMuted;
  Face face = Face::mono;
  facts::GreenletId greenlet = 0;
  bool is_sp = false;
  std::optional<StackPointer> lost{};  // whose bytes are meant where it points
};

// A part of the column's height, from top to bottom.
struct Span {
  float top = 0, bottom = 0;
  float height() const { return bottom - top; }
};

// Labels stand out of the column by a little: one at its very end by about half of its height.
Span whole_span(const StackPicture& p) {
  return {p.column.y - kLabelsOutside, p.column.bottom() + kLabelsOutside};
}

// Leaves out what has no room. A column full of labels says nothing: the unimportant ones take at
// most half of the height. Returns how many had to go.
int leave_out(Span span, std::vector<Label>* labels) {
  float total = 0;
  for (const Label& label : *labels) total += label.height;
  const size_t all = labels->size();
  while (!labels->empty()) {
    const auto least = std::min_element(
        labels->begin(), labels->end(),
        [](const Label& a, const Label& b) { return a.importance < b.importance; });
    const float most = least->importance < kWorthItsPlace ? span.height() / 2 : span.height();
    if (total <= most) break;
    total -= least->height;
    labels->erase(least);
  }
  return static_cast<int>(all - labels->size());
}

// Where they stand, in the order of y, each near its place.
std::vector<float> places_in(Span span, std::vector<Label>* labels) {
  std::stable_sort(labels->begin(), labels->end(),
                   [](const Label& a, const Label& b) { return a.y < b.y; });
  std::vector<float> wanted, heights, weights;
  for (const Label& label : *labels) {
    // Aside, but not past its neighbour: the order is that of the addresses.
    const float wish = label.y + label.aside;
    wanted.push_back(wanted.empty() ? wish : std::max(wish, wanted.back()));
    heights.push_back(label.height);
    weights.push_back(label.is_sp ? kSpWeight : 1);
  }
  return spread(wanted, heights, span.top, span.bottom, weights);
}

// Which labels are for which part: by where they point; of those that point between two parts the
// first ones are for the upper one, as far as there is room.
std::vector<std::vector<Label>> shared_out(const std::vector<Span>& free,
                                           std::vector<Label> labels) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const Label& a, const Label& b) { return a.y < b.y; });
  std::vector<std::vector<Label>> parts(free.size());
  size_t at = 0;
  float taken = 0;
  for (Label& label : labels) {
    while (at + 1 < free.size() &&
           (label.y >= free[at + 1].top ||
            (label.y > free[at].bottom && taken + label.height > free[at].height()))) {
      ++at, taken = 0;
    }
    taken += label.height;
    parts[at].push_back(std::move(label));
  }
  return parts;
}

// What has room in the parts of the column that nothing else has taken, and where; `more` is how
// many have none, which is said below all of them.
std::vector<float> arrange(const StackPicture& p, const std::vector<Span>& free,
                           std::vector<Label>* labels, int* more) {
  const std::vector<Label> all = std::exchange(*labels, {});
  std::vector<float> at;
  for (const float reserved : {0.0f, p.label_height}) {
    std::vector<Span> spans = free;
    spans.back().bottom -= reserved;
    std::vector<std::vector<Label>> parts = shared_out(spans, all);
    *more = 0;
    labels->clear(), at.clear();
    for (size_t i = 0; i < spans.size(); ++i) {
      *more += leave_out(spans[i], &parts[i]);
      for (const float y : places_in(spans[i], &parts[i])) at.push_back(y);
      for (Label& label : parts[i]) labels->push_back(std::move(label));
    }
    if (*more == 0) break;
  }
  return at;
}

// Whom the step, or the reader's selection, is about: the others' marks are where they were.
bool takes_part(const StackPicture& p, facts::GreenletId id) {
  return id == p.thread.current || id == p.options.selected ||
         (p.thread.in_switch &&
          (p.thread.in_switch->origin == id || p.thread.in_switch->target == id));
}

// What this step did at the stack pointer, when no other mark shows it.
std::string note_at_sp(const StackPicture& p) {
  if (p.fact<facts::RegistersSaved>()) return p.say("scene.stack.registers_saved");
  if (p.fact<facts::RegistersRestored>()) return p.say("scene.stack.registers_restored");
  if (p.fact<facts::ReturnedTwice>()) return p.say("scene.stack.returned_twice");
  if (p.fact<facts::OriginNotSaved>()) return p.say("scene.stack.not_saved");
  return "";
}

// Several greenlets may share an address, siblings their stack_stop for one: they share the label
// too.
struct Group {
  std::vector<facts::GreenletId> who;
  bool changed = false;
};
using Groups = std::map<std::pair<facts::Address, bool>, Group>;  // by address and "is stack_stop"

Groups group_marks(const StackPicture& p) {
  Groups groups;
  for (const state::GreenletState* each : p.greenlets) {
    const state::GreenletState& g = *each;
    const facts::GreenletId id = g.id;
    // The engine keeps the stack_stop of the dead, to tell them from those that never started; as
    // an address it means nothing any more.
    if (g.finished || g.freed) continue;
    if (facts::is_stack_address(g.stack_stop)) {
      Group& group = groups[{g.stack_stop, true}];
      group.who.push_back(id);
      const auto* f = p.fact<facts::StartPrepared>();
      group.changed |= f != nullptr && f->target == id;
    }
    if (has_left(p.after, g)) {
      Group& group = groups[{g.stack_start, false}];
      group.who.push_back(id);
      const auto* f = p.fact<facts::StackStartSet>();
      group.changed |= f != nullptr && f->origin == id;
    }
  }
  return groups;
}

// "gr1.stack_stop +2": what the label says behind the name.
struct MarkWords {
  std::string name, field, others;
};

// Which field it is has to be seen, so where there is no room the names are shortened, and no two
// alike.
std::vector<std::string> texts_of(const StackPicture& p, const std::vector<MarkWords>& marks) {
  const float size = std::min(p.small, kLeastMarkText);
  const auto fits = [&](const std::string& words) {
    return text_width(words, size, Face::mono) <= p.marks_width;
  };
  std::vector<NameInRoom> names;
  for (const MarkWords& mark : marks) {
    const std::string rest = "." + mark.field + mark.others;
    names.push_back({mark.name, p.marks_width - text_width(rest, size, Face::mono), size});
  }
  std::vector<std::string> texts = told_apart(names, Face::mono);
  for (size_t i = 0; i < marks.size(); ++i) {
    const std::string rest = marks[i].field + marks[i].others;
    const bool nameless = texts[i].empty() || texts[i] == "…" || texts[i] == "……";
    texts[i] = !nameless ? texts[i] + "." + rest : fits(rest) ? rest : marks[i].field;
  }
  return texts;
}

// The variable's name, where it lies; and where it leads, whose bytes it means when those are not
// there.
void label_pointer(const StackPicture& p, const StackPointer& pointer, std::vector<Label>* labels) {
  Label label;
  label.id = pointer.id + ".name";
  label.text = facts::shown(pointer.variable->name);
  label.tooltip = pointer_tip(p, pointer);
  label.y = p.scale.y(pointer.variable->at);
  label.height = p.label_height;
  label.greenlet = pointer.holder->id;
  label.importance = pointer.lost ? kChanged : kWorthItsPlace;
  label.style = pointer.lost ? Style{Role::error, 0} : kInk;
  labels->push_back(label);
  if (!pointer.lost) return;
  const std::string owner = facts::shown(name_of(p.after, pointer.lost->owner));
  label.id = pointer.id + ".means";
  label.text =
      longest_fitting({p.say("scene.stack.pointer_means",
                             {{"owner", owner}, {"means", facts::shown(pointer.lost->variable)}}),
                       owner},
                      kLeastMarkText, Face::mono, p.marks_width);
  label.y = p.scale.y(pointer.variable->points_to);
  label.lost = pointer;
  labels->push_back(label);
}

std::vector<Label> collect_marks(const StackPicture& p) {
  std::vector<Label> labels;
  std::vector<MarkWords> words;
  Groups groups = group_marks(p);
  for (auto& [key, group] : groups) {
    const auto& [address, is_stop] = key;
    // Whoever takes part in what happens speaks for the group; the tooltip names them all.
    std::stable_partition(group.who.begin(), group.who.end(),
                          [&](facts::GreenletId id) { return takes_part(p, id); });
    const facts::GreenletId first = group.who.front();
    const std::string field = is_stop ? "stack_stop" : "stack_start";
    Label label;
    label.id = std::string("stack.mark.") + (is_stop ? "stop." : "start.") + std::to_string(first);
    const size_t others = group.who.size() - 1;
    words.push_back({facts::shown(name_of(p.after, first)), field,
                     others > 0 ? " +" + std::to_string(others) : ""});
    std::string names;
    for (facts::GreenletId id : group.who) {
      words::add_name(p.messages, name_of(p.after, id), &names);
    }
    label.tooltip = p.say(is_stop ? "scene.stack.stop_tip" : "scene.stack.start_tip",
                          {{"names", names}, {"address", p.address(address)}});
    label.y = p.scale.y(address);
    label.height = p.label_height;
    label.greenlet = first;
    label.importance =
        (takes_part(p, first) ? kWorthItsPlace : kBystander) + (group.changed ? kChanged : 0);
    label.style = group.changed ? kAccent : kInk;
    labels.push_back(label);
  }
  const std::vector<std::string> texts = texts_of(p, words);
  for (size_t i = 0; i < labels.size(); ++i) labels[i].text = texts[i];
  for (const StackPointer& pointer : pointers_of(p)) label_pointer(p, pointer, &labels);
  const std::string note = note_at_sp(p);
  if (!note.empty() && facts::is_stack_address(p.sp)) {
    Label label;
    label.id = "stack.note";
    label.text = note;
    label.tooltip = p.say("scene.stack.note_tip");
    // Behind a mark at the same address: which of the two is on top must not depend on rounding.
    label.y = p.scale.y(p.sp) + 0.5f;
    label.height = p.label_height + 1;
    label.importance = kNote;
    label.style = kAccent;
    label.face = Face::bold;
    labels.push_back(label);
  }
  return labels;
}

// An address of the ruler is named by itself: it never moves, it comes and goes. sp is one thing
// that moves from address to address.
std::vector<Label> collect_addresses(const StackPicture& p) {
  std::map<facts::Address, Label> by_address;
  const auto put = [&](facts::Address address, int importance) {
    Label& label = by_address[address];
    label.id = "stack.ruler." + std::to_string(address);
    label.text = p.messages.tells_addresses() ? p.address(address) : "";
    const facts::Address below = top(p.stack) - address;
    label.tooltip = p.say(below == 0 ? "scene.stack.base_tip" : "scene.stack.address_tip",
                          {{"address", p.address(address)}, {"bytes", std::to_string(below)}});
    label.y = p.scale.y(address);
    label.height = p.label_height;
    label.importance = std::max(label.importance, importance);
  };
  for (const state::StackRange& range : p.ranges) {
    put(range.high, range.high == top(p.stack) ? kBase : kWorthItsPlace);
    // Where the empty end of the picture ends is nobody's address.
    if (range.low >= p.lowest_used) put(range.low, kWorthItsPlace);
  }
  for (const state::GreenletState* each : p.greenlets) {
    const state::GreenletState& g = *each;
    const facts::GreenletId id = g.id;
    if (g.finished || g.freed) continue;
    if (facts::is_stack_address(g.stack_stop)) {
      put(g.stack_stop, takes_part(p, id) ? kStopOfParticipant : kBystander);
    }
    if (has_left(p.after, g)) {
      put(g.stack_start, takes_part(p, id) ? kWorthItsPlace : kBystander);
    }
  }
  if (facts::is_stack_address(p.sp) && !p.stands_here()) {
    put(p.sp, kStopOfParticipant);
    by_address[p.sp].tooltip = p.say("scene.stack.sp_left_tip", {{"address", p.address(p.sp)}});
  } else if (facts::is_stack_address(p.sp)) {
    put(p.sp, kMost);
    Label& label = by_address[p.sp];
    label.id = "stack.sp";
    label.text = label.text.empty() ? "sp" : "sp " + label.text;
    label.tooltip = p.say("scene.stack.sp_tip", {{"address", p.address(p.sp)}});
    label.is_sp = true;
  }
  std::vector<Label> labels;
  for (auto& [address, label] : by_address) {
    if (!label.text.empty()) labels.push_back(label);
  }
  for (const AddressScale::Fold& fold : p.scale.folds()) {
    Label label;
    label.id = "stack.fold." + std::to_string(fold.high);
    label.text = p.say("scene.stack.fold", {{"kib", kib_text(fold)}});
    label.tooltip = fold_tip(p, fold);
    label.y = fold_y(p, fold);
    label.height = p.label_height;
    label.importance = kBase;
    labels.push_back(label);
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](const Label& a, const Label& b) { return a.y < b.y; });
  return labels;
}

// The way of sp at the step that moves it, beside the column: between these two addresses the
// thread changes from one greenlet's bytes to another's.
void paint_sp_moved(const StackPicture& p) {
  const auto* moved = p.fact<facts::StackPointerMoved>();
  if (moved == nullptr || !facts::is_stack_address(moved->from) ||
      !facts::is_stack_address(moved->to)) {
    return;
  }
  const float from = p.scale.y(moved->from), to = p.scale.y(moved->to);
  const float x = p.column.x - 2;
  Line& line = p.painter.line("stack.sp.moved", {{x, from}, {x - 26, from}, {x - 26, to}, {x, to}},
                              {Role::pointer, 0}, {p.say("scene.stack.sp_moved_tip")});
  line.width = 2.5f;
  line.dashed = true;
}

}  // namespace

namespace {

// A label at the edge of a ribbon stands on the side to which that does not go, and else outside.
float beside_edges(const std::vector<RibbonEdge>& edges, float y, float half) {
  constexpr float kLevel = 4, kSame = 1;
  for (const RibbonEdge& edge : edges) {
    if (std::abs(edge.y - y) > kSame) continue;
    const float rises = edge.y - edge.at_copy;
    if (std::abs(rises) >= kLevel) return rises > 0 ? half : -half;
    return edge.upper ? -half - std::max(0.0f, rises) : half + std::max(0.0f, -rises);
  }
  return 0;
}

}  // namespace

void paint_marks(const StackPicture& p, const PaintedHeap& heap) {
  const bool moves = p.moved && heap.moved;
  const Way way = moves ? way_of_move(p, *heap.moved) : Way{};
  if (p.marks_width <= 0) {
    if (moves) paint_move(p, *heap.moved, way, 0);
    return;
  }
  std::vector<Label> labels = collect_marks(p);
  for (Label& label : labels) label.aside = beside_edges(heap.edges, label.y, label.height / 2);
  // The word is above the arrow, or below it where there is no room above. No mark stands there.
  const Span whole = whole_span(p);
  const bool word_below = way.at_stack - kOnWordsSide < whole.top;
  std::vector<Span> free = {whole};
  const float word_y = way.at_stack + (word_below ? kWordBelow : -kWordAbove);
  if (moves) {
    free = {{whole.top, way.at_stack - (word_below ? kOnOtherSide : kOnWordsSide)},
            {way.at_stack + (word_below ? kOnWordsSide : kOnOtherSide), whole.bottom}};
    paint_move(p, *heap.moved, way, word_y);
  }
  int more = 0;
  const std::vector<float> at = arrange(p, free, &labels, &more);
  const float edge = p.column.right();
  for (size_t i = 0; i < labels.size(); ++i) {
    const Label& label = labels[i];
    p.painter
        .line(label.id + ".line", {{edge, label.y}, {p.marks_left - 4, at[i]}}, label.style,
              {label.tooltip, label.greenlet})
        .width = 1;
    const float size = fitting_size(label.text, p.small, kLeastMarkText, label.face, p.marks_width);
    p.painter.text(label.id,
                   {{p.marks_left, at[i] + size * kMiddleToBaseline},
                    label.text,
                    size,
                    label.face,
                    Align::left,
                    label.style,
                    false,
                    false,
                    true},
                   p.marks_width, {label.tooltip, label.greenlet});
    const float right =
        p.marks_left + std::min(p.marks_width, text_width(label.text, size, label.face));
    if (label.lost) paint_meant(p, *label.lost, {right + kBesideWords, at[i]}, heap);
  }
  // Below the word of the arrow, where that has come down so far; where there is no room for two
  // lines the word is the story.
  float more_y = p.column.bottom() + 3;
  const bool is_upon = moves && std::abs(word_y - more_y) < p.label_height;
  if (is_upon) more_y = word_y + p.label_height;
  if (more > 0 && (!is_upon || more_y + p.small / 2 <= p.options.height)) {
    p.painter.text("stack.mark.more",
                   {{p.marks_left, more_y},
                    p.say("scene.more_marks", {{"count", std::to_string(more)}}),
                    p.small,
                    Face::sans,
                    Align::left,
                    kMuted},
                   p.marks_width, {p.say("scene.more_marks_tip")});
  }
}

void paint_ruler(const StackPicture& p) {
  if (p.ruler_right <= 0 || p.ranges.empty()) return;
  std::vector<Label> labels = collect_addresses(p);
  // How many went is not told here: the blocks' tooltips hold their addresses.
  int more = 0;
  const std::vector<float> at = arrange(p, {whole_span(p)}, &labels, &more);
  const float edge = p.column.x;
  for (size_t i = 0; i < labels.size(); ++i) {
    const Label& label = labels[i];
    const Style style{label.is_sp ? Role::pointer : Role::muted, 0};
    Line& line =
        p.painter.line(label.id + ".line", {{p.ruler_right + 3, at[i]}, {edge - 1, label.y}}, style,
                       {label.tooltip});
    line.width = label.is_sp ? 2.5f : 1;
    line.arrow = label.is_sp;
    p.painter.text(label.id,
                   {{p.ruler_right, at[i] + p.small * kMiddleToBaseline},
                    label.text,
                    p.small,
                    Face::mono,
                    Align::right,
                    style},
                   p.ruler_right, {label.tooltip});
  }
  paint_sp_moved(p);
}

}  // namespace greenlens::scene
