// The parent tree: where a value or an error goes when a greenlet ends. It does not say who started
// whom, and switches need not follow it; so the switch under way is an arrow of its own beside the
// edges, and the reader sees that it goes where it likes.
//
// Icon and word say a node's state, the ring who is current, the colour which greenlet it is:
// nothing rests on colour alone.
#include "tracer/scene/tree/tree_scene.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "tracer/facts/ended_switch.h"
#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/apart.h"
#include "tracer/scene/lanes.h"
#include "tracer/scene/options.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/text_width.h"
#include "tracer/scene/tree/node_words.h"
#include "tracer/scene/tree/tree_arcs.h"
#include "tracer/scene/tree/tree_order.h"
#include "tracer/scene/tree/tree_rows.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"
#include "tracer/words/thread_name.h"

namespace greenlens::scene {
namespace {

constexpr float kTreeMargin = 10;  // pixels, as what follows
// Beside a tree: an arrow from a child to its parent swings around the outermost node. A curve
// comes three quarters as far out as its handles, so this is enough for the nearest of them.
constexpr float kArrowRoom = 36;
constexpr float kHeadRoom = 14;  // above a tree: for the names of several threads
constexpr float kArcRoom = 34;   // below a tree: for the arc between siblings and its word
// Of a list: the first with which all have a row, or those at least who have to be seen.
constexpr float kRowPitches[] = {21, 18, 16};
constexpr float kBetweenRows = 3, kListMargin = 5, kRailInset = 7;
constexpr size_t kNeighbours = 2;  // that are seen with those
// However deep it is, a row has room for a name. Beside the rows is room for the switch's arrow.
constexpr float kIndent = 16, kLeastIndent = 3, kLeastRow = 96, kListArrow = 26;
constexpr float kSmallText = 11.5f, kLeastNodeName = 8.5f;
constexpr float kFirstLine = 0.31f, kSecondLine = 0.72f;  // middles, as parts of a node's height

// What scene.life.<standing> says of a greenlet.
constexpr const char* kStandings[] = {"running", "suspended",  "unstarted", "dead",
                                      "dying",   "suspending", "resuming",  "starting"};
struct NodeSize {
  float width, height, across, between;  // and the gaps between neighbours and between rows
};
// From roomy to tiny, lower and narrower by turns: the first with which the tree fits is taken.
constexpr NodeSize kSizes[] = {{136, 40, 22, 42}, {132, 30, 16, 28}, {116, 36, 14, 34},
                               {124, 24, 12, 22}, {100, 30, 10, 30}, {100, 30, 8, 20},
                               {100, 22, 8, 20},  {84, 26, 8, 26}};

class Tree {
 public:
  Tree(const words::Messages& messages, const state::Moment& moment, const SceneOptions& options,
       Painter* painter)
      : messages_(messages),
        event_(moment.event.get()),
        before_(moment.before),
        after_(moment.after),
        options_(options),
        painter_(*painter),
        icon_(messages.text("scene.icon.running")) {
    for (const char* standing : kStandings) {
      all_words_.push_back(messages.text(std::string("scene.life.") + standing));
    }
  }

  void paint() {
    tree_ = order_tree(after_, still_hidden(options_.hidden, after_, options_.selected));
    if (tree_.nodes.empty()) {
      painter_.text("tree.empty",
                    {{options_.width / 2, options_.height / 2},
                     messages_.text("scene.tree.empty"),
                     12.5f,
                     Face::sans,
                     Align::center,
                     kMuted},
                    options_.width - 2 * kTreeMargin);
      return;
    }
    if (!lay_out_as_tree()) lay_out_as_list();
    for (const auto& [id, node] : tree_.nodes) {
      if (node.box.w > 0) drawn_.push_back(&node);
    }
    for (const Node* node : drawn_) paint_edge(*node);
    const std::vector<NameInRoom> names = names_in_room();
    const std::vector<std::string> shown = told_apart(names, Face::bold);
    for (size_t i = 0; i < drawn_.size(); ++i) paint_node(*drawn_[i], shown[i], names[i].size);
    paint_threads();
    paint_switches();
    paint_gone();
  }

 private:
  // The room for arrows is kept free whether there is one at this step or not: a tree that moved
  // aside for every switch could not be watched.
  // Each node has room for what it does. If its name had to be shortened for that, a line each is
  // better, while all have one.
  bool lay_out_as_tree() {
    std::vector<std::string> names;
    for (const auto& [id, node] : tree_.nodes) names.push_back(node_name(*node.greenlet));
    const auto fits = [&](const NodeSize& size, NamesMay names_may) {
      words_ = words_place(names, all_words_, icon_, size.width, size.height, names_may);
      return words_ != WordsPlace::none && lay_out_with(size);
    };
    for (const NodeSize& size : kSizes) {
      if (fits(size, NamesMay::be_whole_only)) return true;
    }
    const auto rows = static_cast<size_t>(std::max(
        0.0f, (room_height() - 2 * kListMargin) / kRowPitches[std::size(kRowPitches) - 1]));
    if (tree_.order.size() <= rows) return false;
    return std::any_of(std::begin(kSizes), std::end(kSizes),
                       [&](const NodeSize& size) { return fits(size, NamesMay::be_shortened); });
  }

  bool lay_out_with(const NodeSize& size) {
    const float width = tree_.leaves * (size.width + size.across) - size.across;
    const float beside = kTreeMargin + (tree_.deepest > 0 ? kArrowRoom : 0);
    const float rows = static_cast<float>(tree_.deepest + 1);
    const float height = rows * (size.height + size.between) - size.between;
    if (width + 2 * beside > options_.width ||
        height + 2 * kTreeMargin + kArcRoom + head_room() > room_height()) {
      return false;
    }
    const float left = (options_.width - width) / 2;
    const float top =
        kTreeMargin + head_room() +
        std::min(24.0f, (room_height() - height - kArcRoom - head_room() - 2 * kTreeMargin) / 3);
    for (auto& [id, node] : tree_.nodes) {
      node.box = {left + node.slot * (size.width + size.across),
                  top + static_cast<float>(node.depth) * (size.height + size.between), size.width,
                  size.height};
    }
    row_gap_ = size.between;
    return true;
  }

  // Those that were freed long ago or are hidden are not drawn, but said.
  float room_height() const {
    return options_.height - (after_.gone > 0 || tree_.hidden > 0 ? kRowPitches[0] : 0);
  }
  void paint_gone() {
    if (after_.gone == 0 && tree_.hidden == 0) return;
    std::string words, tip;
    if (after_.gone > 0) {
      words = messages_.text("scene.tree.gone", {{"count", std::to_string(after_.gone)}});
      tip = messages_.text("scene.tree.gone_tip");
    }
    if (tree_.hidden > 0) {
      const std::string count =
          messages_.text("scene.hidden", {{"count", std::to_string(tree_.hidden)}});
      words = words.empty() ? count : count + " · " + words;
      tip = messages_.text("scene.hidden_tip") + (tip.empty() ? "" : " ") + tip;
    }
    painter_.text("tree.gone",
                  {{kTreeMargin, options_.height - kTreeMargin},
                   words,
                   11.5f,
                   Face::sans,
                   Align::left,
                   kMuted},
                  options_.width - 2 * kTreeMargin, {tip});
  }

  // Too wide or too deep for a tree: a line each, every one below its parent and further in. Where
  // not all have a line, the last one says so.
  void lay_out_as_list() {
    list_ = true;
    std::vector<std::vector<size_t>> paths;
    std::set<size_t> needed;
    for (const facts::GreenletId id : needed_first(after_, options_.selected)) {
      paths.push_back(path_to(tree_, id));
      needed.insert(paths.back().begin(), paths.back().end());
    }
    const float height = room_height() - 2 * kListMargin;
    float pitch = 0;
    size_t rows = 0;
    for (const float each : kRowPitches) {
      pitch = each;
      rows = static_cast<size_t>(std::max(1.0f, height / pitch));
      if (rows >= std::min(tree_.order.size(), needed.size() + kNeighbours)) break;
    }
    const TreeRows shown = tree_rows(tree_.parents, paths, rows);
    int deepest = 0;
    for (const TreeRow& row : shown.rows) deepest = std::max(deepest, depth_of(row));
    const float width = options_.width - 2 * kTreeMargin - kListArrow;
    const float least =
        std::max(kLeastRow, width_with_words(all_words_, icon_, pitch - kBetweenRows));
    const float indent = std::clamp((width - least) / static_cast<float>(std::max(deepest, 1)),
                                    kLeastIndent, kIndent);
    words_ = width < least ? WordsPlace::none : WordsPlace::beside;
    for (size_t i = 0; i < shown.rows.size(); ++i) {
      const TreeRow& row = shown.rows[i];
      const float in =
          std::min(indent * static_cast<float>(depth_of(row)), std::max(0.0f, width - least));
      const Box box{kTreeMargin + in, kListMargin + static_cast<float>(i) * pitch, width - in,
                    pitch - kBetweenRows};
      if (row.left_out > 0) {
        paint_left_out("tree.above." + std::to_string(tree_.order[row.node]), box, row.left_out,
                       "scene.tree.above");
      } else {
        tree_.nodes[tree_.order[row.node]].box = box;
      }
    }
    if (shown.shown == tree_.order.size()) return;
    const Box last{kTreeMargin, kListMargin + static_cast<float>(shown.rows.size()) * pitch, width,
                   pitch - kBetweenRows};
    painter_.text(
        "tree.more",
        {{last.x, last.y + last.h / 2 + kSmallText * kMiddleToBaseline},
         longest_fitting(
             {messages_.text("scene.tree.shown", {{"shown", std::to_string(shown.shown)},
                                                  {"all", std::to_string(tree_.order.size())}}),
              messages_.text("scene.more_short",
                             {{"count", std::to_string(tree_.order.size() - shown.shown)}})},
             kSmallText, Face::sans, last.w),
         kSmallText,
         Face::sans,
         Align::left,
         kMuted},
        last.w, {messages_.text("scene.tree.shown_tip")});
  }
  void paint_left_out(const std::string& id, const Box& box, size_t count, const char* words) {
    painter_.text(id,
                  {{box.x, box.y + box.h / 2 + kSmallText * kMiddleToBaseline},
                   messages_.text(words, {{"count", std::to_string(count)}}),
                   kSmallText,
                   Face::sans,
                   Align::left,
                   kMuted},
                  box.w);
  }
  int depth_of(const TreeRow& row) const { return tree_.nodes.at(tree_.order[row.node]).depth; }
  // From the parent's lower edge to the child's upper one, or along a list's rail.
  void paint_edge(const Node& node) {
    auto found = tree_.nodes.find(node.greenlet->parent);
    if (found == tree_.nodes.end() || found->second.box.w <= 0) return;
    const Box &a = found->second.box, &b = node.box;
    const bool changed = event_ != nullptr &&
                         std::holds_alternative<facts::ParentChanged>(event_->fact) &&
                         std::get<facts::ParentChanged>(event_->fact).greenlet == node.greenlet->id;
    const Style style = changed ? kAccent : kInk;
    const std::string id = "tree.edge." + std::to_string(node.greenlet->id);
    const Meaning meaning{
        messages_.text("scene.tree.edge_tip",
                       {{"child", node.greenlet->name}, {"parent", found->second.greenlet->name}}),
        node.greenlet->id};
    if (!list_) {
      painter_.line(id, {{a.x + a.w / 2, a.bottom()}, {b.x + b.w / 2, b.y}}, style, meaning).width =
          changed ? 3.0f : 1.5f;
    } else {
      const float rail = std::min(a.x + kRailInset, b.x - 1), y = b.y + b.h / 2;
      painter_.line(id, {{rail, a.bottom()}, {rail, y}}, style, meaning).width = changed ? 3 : 1;
      painter_.line(id + ".in", {{rail, y}, {b.x, y}}, style, meaning).width = changed ? 3 : 1;
    }
  }

  // What is dead or freed is faint, in ink: it takes part in nothing any more.
  void paint_node(const Node& node, const std::string& name, float name_size) {
    const state::GreenletState& g = *node.greenlet;
    const state::Life state = life(after_, g);
    const bool dead = state == state::Life::dead;
    const std::string id = "tree.node." + std::to_string(g.id);
    const std::string key = standing(after_, g);
    const std::string word = messages_.text("scene.life." + key),
                      icon = messages_.text(std::string("scene.icon.") + life_name(state));
    const Meaning meaning{
        messages_.text("scene.tree.node_tip",
                       {{"name", g.name}, {"state", word}, {"parent", name_of(after_, g.parent)}}),
        g.id};
    const Style style{dead || g.freed ? Role::stale : Role::greenlet, g.id};
    Rect& rect = painter_.rect(id, node.box, style, meaning);
    rect.radius = node.box.h >= 26 ? 5 : 3;
    rect.highlighted = changed_now(g);
    if (dead) rect.pattern = Pattern::dashed_outline;
    if (g.id == options_.selected) {
      painter_.selection_frame(id, node.box, {messages_.text("scene.selected"), g.id});
    }
    const Style ink = dead || g.freed ? Style{Role::ink, g.id} : style;
    const bool filled = ink.role == Role::greenlet;
    const auto [most, word_size, inset] = node_texts(node.box.h, words_);
    const float y = node.box.y + node.box.h * (words_ == WordsPlace::below ? kFirstLine : 0.5f);
    const auto [left, room] = room_of_name(node);
    if (left > node.box.x + inset) {
      painter_.text(id + ".icon",
                    {{node.box.x + inset, y + word_size * kMiddleToBaseline},
                     icon,
                     word_size,
                     Face::sans,
                     Align::left,
                     ink,
                     filled,
                     !filled},
                    left - node.box.x - inset, meaning);
    }
    painter_.text(id + ".name",
                  {{left, y + name_size * kMiddleToBaseline},
                   name,
                   name_size,
                   Face::bold,
                   Align::left,
                   ink,
                   filled,
                   !filled},
                  room, meaning);
    paint_word(id, node, word, ink, meaning);
  }

  // In a line of its own, below the name if it has room there, or at the right edge.
  void paint_word(const std::string& id, const Node& node, const std::string& word, Style ink,
                  const Meaning& meaning) {
    if (words_ == WordsPlace::none) return;
    const auto [most, size, inset] = node_texts(node.box.h, words_);
    const float middle = size * kMiddleToBaseline;
    Text text{{node.box.right() - inset, node.box.y + node.box.h / 2 + middle},
              word,
              size,
              Face::sans,
              Align::right,
              ink,
              ink.role == Role::greenlet,
              ink.role == Role::ink};
    if (words_ == WordsPlace::below) {
      text.align = Align::left;
      const float left = room_of_name(node).left, width = widest(all_words_, size, Face::sans);
      text.at = {left + width <= node.box.right() - inset ? left : node.box.x + inset,
                 node.box.y + node.box.h * kSecondLine + middle};
    }
    painter_.text(id + ".state", text, node.box.w - 2 * inset, meaning);
  }

  // Behind the icon, which is narrow and says the state where words have no place, and before the
  // word, which is never left out for a name: that one shrinks, and then is cut.
  struct NameRoom {
    float left, width;
  };
  NameRoom room_of_name(const Node& node) const {
    const auto [most, word_size, inset] = node_texts(node.box.h, words_);
    NameRoom room{node.box.x + inset, node.box.w - 2 * inset};
    if (words_ == WordsPlace::beside) room.width -= beside_name(all_words_, node.box.h);
    const float icon_width = text_width(icon_, word_size, Face::sans);
    if (icon_width + 12 < room.width) room.left += icon_width + 5, room.width -= icon_width + 5;
    return room;
  }
  // Of those that are drawn.
  std::vector<NameInRoom> names_in_room() const {
    std::vector<NameInRoom> names;
    for (const Node* node : drawn_) {
      const state::GreenletState& g = *node->greenlet;
      const std::string name = facts::shown(node_name(g));
      const float width = room_of_name(*node).width, most = node_texts(node->box.h, words_).name;
      names.push_back({name, width, fitting_size(name, most, kLeastNodeName, Face::bold, width)});
      if (!says_thread(g)) continue;
      names.back().shorter = messages_.text(
          "name.of_thread_short", {{"name", g.name}, {"thread", std::to_string(g.thread)}});
    }
    return names;
  }

  // The ring says "changed now"; who is current is said by icon and word.
  bool changed_now(const state::GreenletState& g) const {
    const state::GreenletState* old = find(before_, g.id);
    return event_ != nullptr &&
           (old == nullptr || std::string_view(standing(before_, *old)) != standing(after_, g));
  }

  // Several threads: a line over each main, or, in a list, behind its name.
  bool several_threads() const { return after_.threads.size() > 1; }
  float head_room() const { return several_threads() ? kHeadRoom : 0; }
  bool says_thread(const state::GreenletState& g) const {
    return list_ && several_threads() && g.is_main;
  }
  std::string node_name(const state::GreenletState& g) const {
    if (!says_thread(g)) return g.name;
    return messages_.text(
        "scene.tree.main_of",
        {{"name", g.name}, {"thread", words::thread_name(messages_, thread_of(after_, g))}});
  }
  void paint_threads() {
    if (list_ || !several_threads()) return;
    for (const facts::GreenletId root : tree_.roots) {
      const Node& node = tree_.nodes[root];
      if (!node.greenlet->is_main) continue;
      const state::Thread& thread = thread_of(after_, *node.greenlet);
      const bool told = thread.id == after_.thread;
      const Text name{{node.box.x + node.box.w / 2, node.box.y - 7},
                      words::thread_name(messages_, thread),
                      kSmallText,
                      told ? Face::bold : Face::sans,
                      Align::center,
                      told ? kInk : kMuted};
      const float room = std::max(node.box.w, 110.0f);
      painter_.text("tree.thread." + std::to_string(thread.id), name, room);
      const float width = std::min(text_width(name.text, name.size, name.face), room);
      over_roots_.push_back(
          {name.at.x - width / 2, name.at.y - name.size * 0.75f, width, name.size});
    }
  }

  // The arrows of the switches under way, one a thread, from the origin to where it goes: whom the
  // program asked for, until it is known who of that one's ancestors is alive. The step that
  // delivers still shows it, though by then the switch is over: what was delivered came this way.
  // In a list it lies to the right of the rows.
  void paint_switches() {
    for (const auto& [id, thread] : after_.threads) {
      const bool told = id == after_.thread;
      if (const auto& in_switch = thread.in_switch) {
        paint_switch(thread, in_switch->origin,
                     in_switch->target != 0 ? in_switch->target : in_switch->requested,
                     in_switch->kind == facts::Payload::error);
      } else if (told && event_ != nullptr) {
        if (const std::optional<facts::EndedSwitch> ended = facts::ended_switch(event_->fact)) {
          paint_switch(thread, ended->origin, ended->target, ended->kind == facts::Payload::error);
        }
      }
    }
  }

  void paint_switch(const state::Thread& thread, facts::GreenletId from, facts::GreenletId to,
                    bool thrown) {
    const bool told = thread.id == after_.thread;
    const std::string id = told ? "tree.switch" : "tree.switch." + std::to_string(thread.id);
    const Style style = told ? kAccent : kMuted;
    auto a = tree_.nodes.find(from), b = tree_.nodes.find(to);
    if (a == tree_.nodes.end() || b == tree_.nodes.end() || from == to) return;
    const Box &u = a->second.box, &v = b->second.box;
    if (u.w <= 0 || v.w <= 0) return;
    const Meaning meaning{messages_.text(
        "scene.tree.switch_tip",
        {{"origin", a->second.greenlet->name}, {"target", b->second.greenlet->name}})};
    const Surroundings around = surroundings();
    const Curve arrow = list_ ? beside_list(u, v) : arrow_between(u, v, around);
    Line& line = painter_.line(id, arrow, style, meaning);
    line.width = 2.5f;
    line.arrow = true;
    if (list_) return;
    // The word stands at the outer side of the arrow's middle, or where else it lies on no node; if
    // nowhere, the arrow does without. An arc between near siblings has no room in it.
    const auto [middle, upright] = middle_of(arrow);
    const std::string word = messages_.text(thrown ? "scene.tree.throw" : "scene.tree.switch");
    const float width = text_width(word, 12, Face::bold);
    const bool left = middle.x < (u.x + u.w / 2 + v.x + v.w / 2) / 2;
    const Point below{middle.x - width / 2, middle.y + 14},
        above{middle.x - width / 2, middle.y - 7};
    const Point before{middle.x - width - 9, middle.y - 1}, behind{middle.x + 9, middle.y - 1};
    std::vector<Point> places{below, above};
    if (upright) places = {left ? before : behind, left ? behind : before, below, above};
    const float across = std::abs(arrow.front().x - arrow.back().x);
    if (a->second.depth == b->second.depth && across < width + 24) places = {below};
    for (const Point& at : places) {
      if (!is_free({at.x, at.y - 10, width, 13}, around)) continue;
      painter_.text(id + ".text", {at, word, 12, Face::bold, Align::left, style}, width + 1,
                    meaning);
      return;
    }
  }

  Surroundings surroundings() const {
    Surroundings around{{}, over_roots_, row_gap_, options_.width, room_height()};
    for (const Node* node : drawn_) around.nodes.push_back(node->box);
    return around;
  }

  const words::Messages& messages_;
  const facts::Event* event_;
  const state::State &before_, &after_;
  const SceneOptions& options_;
  Painter& painter_;
  TreeOrder tree_;
  const std::string icon_;              // the widest
  std::vector<std::string> all_words_;  // that nodes can say
  std::vector<const Node*> drawn_;      // by number
  std::vector<Box> over_roots_;         // the names of threads
  float row_gap_ = 0;
  bool list_ = false;
  WordsPlace words_ = WordsPlace::beside;  // in a list always
};

}  // namespace

Scene tree_scene(const words::Messages& messages, const state::Moment& moment,
                 const SceneOptions& options) {
  Painter painter(options.width, options.height);
  const words::Narration sentence = narrate(messages, moment);
  painter.scene().title = messages.text("scene.tree.title");
  painter.scene().description = sentence.headline;
  if (options.width >= 60 && options.height >= 30) {
    Tree(messages, moment, options, &painter).paint();
  }
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
