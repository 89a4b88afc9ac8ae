// The selected greenlet's slice, opened beside the rest: its C frames as lines that can be read,
// whatever their bytes, each with the words in it that mean something. What lies on the stack and
// what in the copy stands in one list, in the order of the addresses, with a line where it changes.
//
// Lines are of the same height, so there may be more than fit: first all frames get theirs, from
// the innermost outwards, then their words likewise; what has no room is counted.
#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/text_width.h"
#include "tracer/words/opened_slice.h"
#include "tracer/words/statistics.h"

namespace greenlens::scene {
namespace {

// Pixels.
constexpr float kOpenedInset = 8, kOpenedGap = 10, kOpenedBar = 4, kCallIndent = 14;
constexpr float kLeastLines = 4;      // in a lower panel nothing is opened
constexpr float kFramesShare = 0.6f;  // of the lines, when there are very many frames

enum class LineIs : uint8_t { place, frame, call, word, more_words, more_frames };

// One line of the panel; what it is about is in the frame, or one of its words.
struct OpenedLine {
  LineIs is = LineIs::frame;
  const words::OpenedFrame* frame = nullptr;
  size_t number = 1;  // of the run's innermost frame, counted from the innermost one of all
  const words::SliceWord* word = nullptr;
  size_t count = 0;  // of what is not shown
  const state::InterpreterFrameState* call = nullptr;
};

bool is_in_heap(const words::OpenedFrame& frame) { return frame.bytes_in != words::BytesIn::stack; }

// Of a slice's frames, those of the interpreter's that each runs: of an evaluation loop as many as
// up to the one that it began with. Innermost first, as the slice's.
using Calls = std::vector<std::vector<const state::InterpreterFrameState*>>;
constexpr std::string_view kEvaluation = "_PyEval_EvalFrameDefault";
Calls calls_of(const std::vector<words::OpenedFrame>& frames,
               const std::vector<const state::InterpreterFrameState*>& chain) {
  Calls calls(frames.size());
  size_t next = 0;
  for (size_t i = 0; i < frames.size(); ++i) {
    if (frames[i].run.function != kEvaluation) continue;
    for (bool is_entry = false; next < chain.size() && !is_entry; ++next) {
      is_entry = chain[next]->is_entry;
      calls[i].push_back(chain[next]);
    }
  }
  return calls;
}

// Frames of the interpreter's own between those, which say nothing to who reads a program.
bool is_plumbing(const words::OpenedFrame& frame) {
  const std::string& function = frame.run.function;
  return function != kEvaluation &&
         (function.empty() || function.starts_with("Py") || function.starts_with("_Py"));
}

// Several of them in a row become one, without words.
std::vector<words::OpenedFrame> folded(const words::Messages& messages,
                                       const std::vector<words::OpenedFrame>& frames) {
  std::vector<words::OpenedFrame> all;
  for (size_t i = 0; i < frames.size();) {
    const auto joins = [&](const words::OpenedFrame& frame) {
      return is_plumbing(frame) && is_in_heap(frame) == is_in_heap(frames[i]);
    };
    size_t end = i, count = 0;
    uint64_t bytes = 0;
    for (; end < frames.size() && joins(frames[end]); ++end) {
      count += frames[end].run.count;
      bytes += frames[end].run.bytes * frames[end].run.count;
    }
    all.push_back(frames[i]);
    if (count > 1) {
      words::FrameRun& run = all.back().run;
      run = {1, bytes, run.low, frames[end - 1].run.high, {}, {}, 0};
      run.function = run.calls =
          messages.text("scene.opened.folded", {{"count", std::to_string(count)}});
      all.back().words.clear();
    }
    i = std::max(end, i + 1);
  }
  return all;
}

// Innermost first, the line that stands over a frame's words behind them.
std::vector<OpenedLine> opened_lines(const std::vector<words::OpenedFrame>& frames,
                                     const Calls& calls, size_t room) {
  size_t places = 1;
  for (const auto& its : calls) places += its.size();  // a line each, before any words
  for (size_t i = 1; i < frames.size(); ++i) {
    places += is_in_heap(frames[i]) != is_in_heap(frames[i - 1]);
  }
  if (room <= places + 1) return {};
  size_t left = room - places, shown = frames.size();
  if (shown > left) {
    shown = std::max<size_t>(1, static_cast<size_t>(kFramesShare * static_cast<float>(left)));
    --left;  // for "+ n frames"
  }
  left -= shown;
  std::vector<OpenedLine> lines;
  size_t number = 1;
  for (size_t i = 0; i < shown; ++i) {
    const words::OpenedFrame& frame = frames[i];
    // Newest word first, as the frames stand.
    const size_t words = frame.words.size();
    const size_t its = words <= left ? words : left > 1 ? left - 1 : 0;
    for (size_t k = 0; k < its; ++k) {
      lines.push_back({LineIs::word, &frame, number, &frame.words[words - 1 - k], 0});
    }
    left -= its;
    for (const state::InterpreterFrameState* call : calls[i]) {
      lines.push_back({LineIs::call, &frame, number, nullptr, 0, call});
    }
    if (its < words && left > 0) {
      lines.push_back({LineIs::more_words, &frame, number, nullptr, words - its});
      left = 0;
    }
    lines.push_back({LineIs::frame, &frame, number, nullptr, 0});
    number += frame.run.count;
    const bool changes = i + 1 == frames.size() || is_in_heap(frame) != is_in_heap(frames[i + 1]);
    if (changes) lines.push_back({LineIs::place, &frame, number, nullptr, 0});
  }
  if (shown < frames.size()) {
    size_t more = 0;
    for (size_t i = shown; i < frames.size(); ++i) more += frames[i].run.count;
    lines.push_back({LineIs::more_frames, &frames[shown], number, nullptr, more});
    lines.push_back({LineIs::place, &frames[shown], number, nullptr, 0});
  }
  return lines;
}

// Where the columns of the words are.
struct OpenedColumns {
  float left = 0, value_right = 0, meaning = 0, right = 0;
};

class OpenedPanel {
 public:
  OpenedPanel(const StackPicture& p, const state::GreenletState& g)
      : p_(p),
        g_(g),
        frames_(frames_of(p, g)),
        calls_(calls_of(frames_, frame_chain(p.after, g))),
        height_(p.small + 4),
        id_("stack.opened." + std::to_string(g.id)) {}

  void paint() const {
    const Box& box = p_.opened;
    paint_title();
    if (frames_.empty()) {
      p_.painter.text(id_ + ".none",
                      {{box.x + kOpenedInset, box.y + height_},
                       why_none(),
                       p_.small,
                       Face::sans,
                       Align::left,
                       kMuted},
                      box.w - 2 * kOpenedInset, {p_.say("scene.opened.none_tip"), g_.id});
      return;
    }
    const auto room = static_cast<size_t>(std::max(0.0f, box.h / height_));
    if (static_cast<float>(room) < kLeastLines) return;
    std::vector<OpenedLine> lines = opened_lines(frames_, calls_, room);
    // A line that says something about those below it stands over them, whichever end is up.
    if (p_.options.high_addresses_on_top) {
      std::reverse(lines.begin(), lines.end());
    } else {
      lines = headed(lines);
    }
    const OpenedColumns columns = columns_of(lines);
    float y = box.y;
    for (const OpenedLine& line : lines) {
      paint_line(line, {box.x, y, box.w, height_}, columns);
      y += height_;
    }
  }

 private:
  static std::vector<words::OpenedFrame> frames_of(const StackPicture& p,
                                                   const state::GreenletState& g) {
    std::vector<words::OpenedFrame> frames =
        opened_slice(p.messages, p.after, g, p.options.machine);
    if (p.options.opened_with != OpenedWith::words || !p.messages.tells_addresses()) {
      for (words::OpenedFrame& frame : frames) frame.words.clear();
    }
    const auto chain = frame_chain(p.after, g);
    const bool is_interpreted = !chain.empty() && chain.back()->is_entry;
    return is_interpreted ? folded(p.messages, frames) : frames;
  }

  // Low addresses first: each frame, and each place, before what it is about.
  static std::vector<OpenedLine> headed(const std::vector<OpenedLine>& lines) {
    std::vector<OpenedLine> all, place, frame;
    const auto end_frame = [&] {
      place.insert(place.end(), frame.begin(), frame.end());
      frame.clear();
    };
    for (const OpenedLine& line : lines) {
      switch (line.is) {
        case LineIs::word:
        case LineIs::call:
        case LineIs::more_words:
          frame.push_back(line);
          break;
        case LineIs::frame:
        case LineIs::more_frames:
          frame.insert(frame.begin(), line);
          end_frame();
          break;
        case LineIs::place:
          all.push_back(line);
          all.insert(all.end(), place.begin(), place.end());
          place.clear();
          break;
      }
    }
    return all;
  }

  std::string why_none() const {
    const std::string life = standing(p_.after, g_);
    const char* id = life == "unstarted" || life == "starting"    ? "scene.opened.unstarted"
                     : g_.finished                                ? "scene.opened.finished"
                     : g_.frames == nullptr || g_.frames->empty() ? "scene.opened.not_recorded"
                                                                  : "scene.opened.ran_on";
    return p_.say(id, {{"name", name_of(p_.after, g_.id)}});
  }

  void paint_title() const {
    const Box& box = p_.opened;
    if (p_.title_baseline <= 0) return;
    p_.painter.text(id_ + ".title",
                    {{box.x + box.w / 2, p_.title_baseline},
                     p_.say("scene.opened.title", {{"name", name_of(p_.after, g_.id)}}),
                     p_.normal,
                     Face::sans,
                     Align::center,
                     kMuted},
                    box.w, {p_.say("scene.opened.title_tip"), g_.id});
  }

  float mono_size() const { return p_.small - 0.5f; }

  static std::string value_of(const words::SliceWord& word) {
    const std::string all = words::value_text(word);
    const size_t from = all.find_first_not_of('0');
    return all.empty() ? "?" : from == all.npos ? "0" : all.substr(from);
  }

  OpenedColumns columns_of(const std::vector<OpenedLine>& lines) const {
    float address = 0, value = 0;
    for (const OpenedLine& line : lines) {
      if (line.word == nullptr) continue;
      address = std::max(address, text_width(p_.address(line.word->at), mono_size(), Face::mono));
      value = std::max(value, text_width(value_of(*line.word), mono_size(), Face::mono));
    }
    const Box& box = p_.opened;
    OpenedColumns columns;
    columns.left = box.x + kOpenedBar + kOpenedInset;
    columns.value_right = columns.left + address + kOpenedGap + value;
    columns.meaning = columns.value_right + kOpenedGap;
    columns.right = box.right() - 2;
    return columns;
  }

  void paint_line(const OpenedLine& line, const Box& box, const OpenedColumns& columns) const {
    switch (line.is) {
      case LineIs::place:
        return paint_place(line, box);
      case LineIs::frame:
        return paint_frame(line, box);
      case LineIs::call:
        return paint_call(line, box);
      case LineIs::word:
        return paint_word(line, box, columns);
      case LineIs::more_words:
      case LineIs::more_frames:
        return paint_more(line, box, columns);
    }
  }

  float baseline(const Box& box, float size) const {
    return box.y + box.h / 2 + size * kMiddleToBaseline;
  }
  std::string line_id(const OpenedLine& line, const char* what) const {
    return id_ + '.' + what + '.' + std::to_string(line.number);
  }
  void paint_bar(const std::string& id, const Box& box) const {
    p_.painter
        .rect(id + ".bar", {box.x, box.y, kOpenedBar, box.h}, {Role::greenlet, g_.id},
              {p_.say("scene.opened.title_tip"), g_.id})
        .outlined = false;
  }

  // "on the stack", or "in the heap, copy #2": of the frames below it.
  void paint_place(const OpenedLine& line, const Box& box) const {
    const bool in_heap = is_in_heap(*line.frame);
    const uint64_t bytes = in_heap ? g_.stack_saved : bytes_on_stack(p_.after, g_);
    const std::string words =
        p_.say(in_heap ? "scene.opened.in_heap" : "scene.opened.on_stack",
               {{"number", std::to_string(g_.copy_number)}, {"bytes", std::to_string(bytes)}});
    p_.painter.text(
        id_ + (in_heap ? ".heap" : ".stack"),
        {{box.x, baseline(box, p_.small)}, words, p_.small, Face::bold, Align::left, kInk}, box.w,
        {p_.say("scene.opened.place_tip"), g_.id});
  }

  void paint_frame(const OpenedLine& line, const Box& box) const {
    const words::FrameRun& run = line.frame->run;
    const std::string id = line_id(line, "frame");
    const std::string bytes =
        p_.say(run.count > 1 ? "scene.opened.bytes_each" : "scene.opened.bytes",
               {{"bytes", std::to_string(run.bytes)}});
    const std::string calls = words::run_text(run),
                      place = words::place_text(p_.messages, line.frame->bytes_in);
    const Meaning meaning{p_.say("scene.opened.frame_tip", {{"calls", calls},
                                                            {"bytes", bytes},
                                                            {"from", p_.address(run.low)},
                                                            {"to", p_.address(run.high)},
                                                            {"place", place}}),
                          g_.id};
    p_.painter.rect(id, {box.x, box.y + 1, box.w, box.h - 1}, {Role::panel, 0}, meaning).outlined =
        false;
    paint_bar(id, box);
    const float size = p_.small, width = text_width(bytes, size, Face::sans);
    const float y = baseline(box, size);
    p_.painter.text(
        id + ".bytes",
        {{box.right() - kOpenedInset, y}, bytes, size, Face::sans, Align::right, kMuted}, width + 1,
        meaning);
    const float room = box.w - width - 2 * kOpenedInset - kOpenedGap;
    p_.painter.text(id + ".text",
                    {{box.x + kOpenedBar + kOpenedInset, y},
                     longest_fitting({words::short_run_text(p_.messages, run, 2),
                                      words::short_run_text(p_.messages, run)},
                                     size, Face::bold, room),
                     size,
                     Face::bold,
                     Align::left,
                     kInk},
                    room, meaning);
  }

  // A record in the heap, in the function of C that runs it.
  void paint_call(const OpenedLine& line, const Box& box) const {
    const state::InterpreterFrameState& call = *line.call;
    const std::string id = id_ + ".call." + std::to_string(call.id);
    const std::string place = words::place_text(call.at);
    const Meaning meaning{
        p_.say(call.call.empty() ? "scene.calls.frame_tip" : "scene.calls.frame_tip_call",
               {{"function", call.at.function}, {"place", place}, {"call", call.call}}),
        g_.id};
    const Box band{box.x + kCallIndent, box.y, box.w - kCallIndent, box.h};
    paint_bar(id, box);
    p_.painter.rect(id + ".band", band, {Role::stale, g_.id}, meaning).outlined = false;
    const Style ink{Role::ink, g_.id};
    const float y = baseline(box, p_.small), width = text_width(place, p_.small, Face::mono);
    p_.painter.text(id + ".place",
                    {{band.right() - kOpenedInset, y},
                     place,
                     p_.small,
                     Face::mono,
                     Align::right,
                     ink,
                     false,
                     true},
                    width + 1, meaning);
    const float room = band.w - 2 * kOpenedInset - kOpenedGap - width;
    const std::string words = longest_fitting(
        {call.call.empty() ? call.at.function : call.at.function + "   " + call.call,
         call.at.function},
        p_.small, Face::sans, room);
    p_.painter.text(id,
                    {{band.x + kOpenedInset, y},
                     words,
                     p_.small,
                     call.is_library ? Face::sans : Face::bold,
                     Align::left,
                     ink,
                     false,
                     true},
                    room, meaning);
  }

  // A return address without the words, where these have no room: the arrow says the same.
  std::string meaning_of(const words::SliceWord& word, const OpenedColumns& columns) const {
    const std::string shorter = word.target.empty() ? word.meaning : "→ " + word.target;
    return longest_fitting({word.meaning, shorter}, p_.small - 0.5f, Face::sans,
                           columns.right - columns.meaning);
  }

  void paint_word(const OpenedLine& line, const Box& box, const OpenedColumns& columns) const {
    const words::SliceWord& word = *line.word;
    const std::string id = id_ + ".word." + p_.address(word.at);
    const std::string function = words::short_run_text(p_.messages, line.frame->run);
    const char* tip = word.kind == words::WordKind::return_address ? "scene.opened.return_tip"
                                                                   : "scene.opened.saved_tip";
    const Meaning meaning{p_.say(tip, {{"function", function},
                                       {"at", p_.address(word.at)},
                                       {"meaning", word.meaning},
                                       {"value", word.value ? "0x" + value_of(word)
                                                            : p_.say("scene.opened.unread")}}),
                          g_.id};
    paint_bar(id, box);
    const float y = baseline(box, mono_size());
    p_.painter.text(
        id + ".at",
        {{columns.left, y}, p_.address(word.at), mono_size(), Face::mono, Align::left, kMuted},
        columns.value_right - columns.left, meaning);
    p_.painter.text(id + ".value",
                    {{columns.value_right, y},
                     value_of(word),
                     mono_size(),
                     Face::mono,
                     Align::right,
                     word.value ? kInk : kMuted},
                    columns.value_right - columns.left, meaning);
    p_.painter.text(id + ".meaning",
                    {{columns.meaning, y},
                     meaning_of(word, columns),
                     p_.small - 0.5f,
                     Face::sans,
                     Align::left,
                     kInk},
                    columns.right - columns.meaning, meaning);
  }

  void paint_more(const OpenedLine& line, const Box& box, const OpenedColumns& columns) const {
    const bool words = line.is == LineIs::more_words;
    const std::string id = line_id(line, words ? "more" : "more_frames");
    if (words) paint_bar(id, box);
    p_.painter.text(id,
                    {{columns.left, baseline(box, p_.small)},
                     p_.say(words ? "scene.opened.more_words" : "scene.opened.more_frames",
                            {{"count", std::to_string(line.count)}}),
                     p_.small,
                     Face::sans,
                     Align::left,
                     kMuted},
                    columns.right - columns.left, {p_.say("scene.opened.more_tip"), g_.id});
  }

  const StackPicture& p_;
  const state::GreenletState& g_;
  const std::vector<words::OpenedFrame> frames_;
  const Calls calls_;
  const float height_;
  const std::string id_;
};

}  // namespace

void paint_opened(const StackPicture& p) {
  const state::GreenletState* g = find(p.after, p.options.selected);
  if (g != nullptr && p.opened.w > 0) OpenedPanel(p, *g).paint();
}

Scene opened_scene(const words::Messages& messages, const state::Moment& moment,
                   const SceneOptions& options) {
  constexpr float kTitleBaseline = 11, kTitled = 20;
  Painter painter(options.width, options.height);
  const state::GreenletState* g = find(moment.after, options.selected);
  if (g == nullptr || options.height <= kTitled) return std::move(painter.scene());
  const state::Thread& thread = thread_of(moment.after, *g);
  StackPicture p{messages, moment.before,    nullptr, moment.after,
                 thread,   thread.own_stack, options, painter};
  p.small = 10.5f, p.normal = 10.5f;
  p.opened = {0, kTitled, options.width, options.height - kTitled};
  p.title_baseline = kTitleBaseline;
  paint_opened(p);
  painter.scene().title = messages.text("scene.opened.title", {{"name", name_of(p.after, g->id)}});
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
