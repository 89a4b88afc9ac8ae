#include "tracer/scene/pins.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "tracer/scene/text_width.h"

namespace greenlens::scene {
namespace {

using words::NoteOn;
using words::StepNote;

constexpr float kPinRadius = 8, kLeastRadius = 5, kPinSize = 10.5f, kPinGap = 3;
constexpr float kOfLetters = 0.62f;  // a pin's radius, of their size
constexpr float kNoteFeed = 1.38f, kNoteInset = 12, kNoteText = 30, kNotePad = 6;

bool overlaps(const Box& a, const Box& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}
float common(const Box& a, const Box& b) {
  if (!overlaps(a, b)) return 0;
  return (std::min(a.right(), b.right()) - std::max(a.x, b.x)) *
         (std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y));
}

Box box_of(const Text& text) {
  const float width = text_width(text.text, text.size, text.face);
  float left = text.at.x;
  if (text.align == Align::center) left -= width / 2;
  if (text.align == Align::right) left -= width;
  return {left, text.at.y - text.size * 0.8f, width, text.size};
}

// "thread.2.stack.copy.4": that thread's panel has the same ids as the only one.
std::string_view without_thread(std::string_view id) {
  if (!id.starts_with("thread.")) return id;
  const size_t at = id.find("stack.");
  return at == id.npos ? id : id.substr(at);
}

// The ids that an element may have, the first that there is counts.
std::vector<std::string> ids_of(NoteOn element, facts::GreenletId greenlet) {
  const std::string id = std::to_string(greenlet);
  switch (element) {
    case NoteOn::slice:
      return {"stack.in_place." + id, "stack.stale." + id, "stack.opened." + id};
    case NoteOn::copy:
      return {"stack.copy." + id, "stack.slot." + id};
    case NoteOn::node:
      return {"tree.node." + id};
    case NoteOn::lane:
      return {"timeline.lane." + id};
    case NoteOn::whole:
      return {};
  }
  return {};
}

// Where an item is, when pins can stand on it.
std::optional<Box> place_of(const Item& item) {
  if (const auto* rect = std::get_if<Rect>(&item.shape)) return rect->box;
  if (const auto* text = std::get_if<Text>(&item.shape)) return box_of(*text);
  return {};
}

// Where a line goes, as far as that is seen.
void add_points(const Line& line, std::vector<Point>* all) {
  constexpr int kPoints = 16;
  const std::vector<Point>& p = line.points;
  const bool is_curve = p.size() == 4;
  for (size_t i = 0; i + 1 < (is_curve ? 2 : p.size()); ++i) {
    for (int k = 0; k <= kPoints; ++k) {
      const float t = static_cast<float>(k) / kPoints, u = 1 - t;
      if (is_curve) {
        const float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        all->push_back({a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                        a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y});
      } else {
        all->push_back({u * p[i].x + t * p[i + 1].x, u * p[i].y + t * p[i + 1].y});
      }
    }
  }
}

class Pins {
 public:
  explicit Pins(Scene* scene) : scene_(*scene), painter_(scene->width, scene->height) {
    for (const Item& item : scene_.items) {
      if (const auto* text = std::get_if<Text>(&item.shape)) taken_.push_back(box_of(*text));
      if (const auto* line = std::get_if<Line>(&item.shape)) add_points(*line, &lines_);
    }
  }
  ~Pins() {
    for (Item& item : painter_.scene().items) scene_.items.push_back(std::move(item));
  }
  Pins(const Pins&) = delete;
  Pins& operator=(const Pins&) = delete;

  void put(const StepNote& note) {
    if (note.where != NoteOn::whole) {
      put(note, note.where);
      return;
    }
    if (!put(note, NoteOn::slice)) put(note, NoteOn::copy);
    put(note, NoteOn::node);
    put(note, NoteOn::lane);
  }

 private:
  bool put(const StepNote& note, NoteOn element) {
    for (const std::string& id : ids_of(element, note.greenlet)) {
      for (const Item& item : scene_.items) {
        if (without_thread(item.id) != id) continue;
        const std::optional<Box> place = place_of(item);
        if (!place) continue;
        const auto* text = std::get_if<Text>(&item.shape);
        // Beside small letters it is small: others are near.
        const float radius = text != nullptr
                                 ? std::clamp(kOfLetters * text->size, kLeastRadius, kPinRadius)
                                 : kPinRadius;
        paint(note, element, radius, text != nullptr ? beside(*place, radius) : around(*place));
        return true;
      }
    }
    return false;
  }

  // Centers, the best first.
  static std::vector<Point> around(const Box& box) {
    const float inside = kPinRadius + kPinGap, middle = box.y + box.h / 2;
    const float left = box.x + inside, right = box.right() - inside;
    const float top = box.y + inside, bottom = box.bottom() - inside;
    std::vector<Point> all;
    if (box.w >= 2 * inside && box.h >= 2 * inside) {
      all = {{right, top}, {right, bottom}};
      for (float x = right; x > left; x -= 2 * inside) all.push_back({x, top});
      all.insert(all.end(), {{left, top}, {left, bottom}, {right, middle}});
    }
    all.insert(all.end(), {{box.right(), box.y},
                           {box.right() + inside, middle},
                           {box.x - inside, middle},
                           {box.right(), box.bottom()},
                           {box.x, box.y},
                           {box.x, box.bottom()}});
    return all;
  }
  static std::vector<Point> beside(const Box& text, float radius) {
    const float middle = text.y + text.h / 2, inside = radius + 2;
    std::vector<Point> all = {{text.x - inside, middle}};
    for (int i = 0; i < 4; ++i) {
      all.push_back({text.right() + inside + static_cast<float>(2 * i) * inside, middle});
    }
    return all;
  }

  // How much of others it would hide, or of itself.
  float harm(const Box& pin) const {
    constexpr float kOfALetter = 6, kOfALine = 5;
    float all = 0;
    for (const Box& other : taken_) all += kOfALetter * common(pin, other);
    all += kOfALine *
           static_cast<float>(std::count_if(lines_.begin(), lines_.end(), [&](const Point& point) {
             return point.x >= pin.x && point.x <= pin.right() && point.y >= pin.y &&
                    point.y <= pin.bottom();
           }));
    const Box scene{0, 0, scene_.width, scene_.height};
    return all + kOfALetter * (pin.w * pin.h - common(pin, scene));
  }

  void paint(const StepNote& note, NoteOn element, float radius, const std::vector<Point>& places) {
    Box best;
    float least = -1;
    for (const Point& at : places) {
      const Box pin{at.x - radius, at.y - radius, 2 * radius, 2 * radius};
      const float its = harm({pin.x - 1, pin.y - 1, pin.w + 2, pin.h + 2});
      if (least >= 0 && its >= least) continue;
      best = pin, least = its;
      if (its <= 0) break;
    }
    taken_.push_back(best);
    const std::string id = "pin." + std::to_string(note.step) + '.' + std::to_string(note.number) +
                           '.' + words::kNoteOnNames[static_cast<size_t>(element)];
    std::string says = note.text.empty() ? note.about : note.text;
    std::replace(says.begin(), says.end(), '\n', ' ');
    paint_pin(painter_, id, best, note.number, {says, note.greenlet});
  }

 public:
  static void paint_pin(Painter& painter, const std::string& id, const Box& box, size_t number,
                        const Meaning& meaning) {
    // An outline as dark as letters, in every theme.
    constexpr float kRim = 1.5f;
    Rect& rim = painter.rect(id, box, kInk, meaning);
    rim.radius = box.w / 2, rim.outlined = false;
    Rect& face =
        painter.rect(id + ".face", {box.x + kRim, box.y + kRim, box.w - 2 * kRim, box.h - 2 * kRim},
                     {Role::panel, 0}, meaning);
    face.radius = box.w / 2 - kRim, face.outlined = false;
    Text text;
    text.text = std::to_string(number);
    text.size = fitting_size(text.text, kPinSize, 6, Face::bold, box.w - 4);
    text.face = Face::bold;
    text.align = Align::center;
    text.at = {box.x + box.w / 2, box.y + box.h / 2 + text.size * kMiddleToBaseline};
    painter.text(id + ".number", text, box.w, meaning);
  }

 private:
  Scene& scene_;
  Painter painter_;
  std::vector<Box> taken_;
  std::vector<Point> lines_;  // points of them
};

// As high as a line, and no more than elsewhere.
float number_size(float text_size) { return std::min(2 * kPinRadius, kNoteFeed * text_size + 1); }

float height_of(const std::vector<std::vector<std::string>>& notes, float size) {
  float height = 2 * kNotePad;
  for (const auto& lines : notes) {
    height += std::max(number_size(size) + 2, kNoteFeed * size * static_cast<float>(lines.size()));
  }
  return height;
}

// The last lines go, and the one that is then the last says so.
void cut_to(float most, NotesBox* box) {
  while (box->height > most) {
    const auto longest = std::find_if(box->lines.rbegin(), box->lines.rend(),
                                      [](const auto& lines) { return lines.size() > 1; });
    if (longest == box->lines.rend()) break;
    longest->pop_back();
    longest->back() += " …";
    box->height = height_of(box->lines, box->size);
  }
  while (box->height > most && box->lines.size() > 1) {
    box->lines.pop_back();
    box->lines.back().back() += " …";
    box->height = height_of(box->lines, box->size);
  }
}

}  // namespace

void put_pins(Scene* scene, std::span<const StepNote> notes) {
  Pins pins(scene);
  for (const StepNote& note : notes) {
    if (note.greenlet != 0) pins.put(note);
  }
}

NoteOn noted_element(std::string_view whole_id) {
  const std::string_view id = without_thread(whole_id);
  for (const char* slice : {"stack.in_place.", "stack.stale.", "stack.opened.", "stack.mark."}) {
    if (id.starts_with(slice)) return NoteOn::slice;
  }
  for (const char* copy : {"stack.copy.", "stack.slot."}) {
    if (id.starts_with(copy)) return NoteOn::copy;
  }
  if (id.starts_with("tree.node.")) return NoteOn::node;
  for (const char* lane : {"timeline.lane.", "timeline.run.", "timeline.level.", "timeline.end."}) {
    if (id.starts_with(lane)) return NoteOn::lane;
  }
  return NoteOn::whole;
}

NotesBox notes_box(const words::Messages& messages, std::span<const StepNote> notes, float width,
                   float most, float largest, float least) {
  constexpr size_t kMostLines = 200;
  NotesBox box;
  for (float size = largest; size >= least; size -= 1) {
    box.size = size;
    box.lines.clear();
    for (const StepNote& note : notes) {
      std::vector<std::string>& lines = box.lines.emplace_back();
      for (const std::string& line : words::note_lines(messages, note)) {
        const std::vector<std::string> wrapped =
            in_lines(line, size, Face::sans, width - kNoteText - kNoteInset, kMostLines);
        lines.insert(lines.end(), wrapped.begin(), wrapped.end());
        if (wrapped.empty()) lines.emplace_back();
      }
    }
    box.height = notes.empty() ? 0 : height_of(box.lines, size);
    if (box.height <= most) return box;
  }
  cut_to(most, &box);
  return box;
}

float paint_notes(Painter& painter, std::span<const StepNote> notes, const NotesBox& box,
                  const Box& place) {
  if (box.lines.empty()) return place.y;
  painter.rect("notes", {place.x, place.y, place.w, box.height}, {Role::panel, 0}).outlined = false;
  painter.rect("notes.band", {place.x, place.y, 4, box.height}, kMuted).outlined = false;
  float y = place.y + kNotePad;
  for (size_t i = 0; i < box.lines.size(); ++i) {
    const std::string id =
        "note." + std::to_string(notes[i].step) + '.' + std::to_string(notes[i].number);
    const float feed = kNoteFeed * box.size, pin = number_size(box.size);
    Pins::paint_pin(painter, id + ".pin", {place.x + kNoteInset - 2, y + 1, pin, pin},
                    notes[i].number, {});
    float line = y + (pin + 2) / 2;
    for (size_t k = 0; k < box.lines[i].size(); ++k) {
      Text text;
      text.text = box.lines[i][k];
      text.size = box.size;
      text.at = {place.x + kNoteText, line + box.size * kMiddleToBaseline};
      text.style = kInk;
      painter.text(id + ".line." + std::to_string(k), text, place.w - kNoteText - kNoteInset / 2);
      line += feed;
    }
    y += std::max(pin + 2, feed * static_cast<float>(box.lines[i].size()));
  }
  return place.y + box.height;
}

void add_notes_below(const words::Messages& messages, std::span<const StepNote> notes,
                     Scene* scene) {
  if (notes.empty()) return;
  constexpr float kMargin = 10, kMostHeight = 4000;
  for (const StepNote& note : notes) {
    for (const std::string& line : words::note_lines(messages, note)) {
      scene->description += ' ' + line;
    }
  }
  const Box place{kMargin, scene->height, std::max(1.0f, scene->width - 2 * kMargin), 0};
  const NotesBox box = notes_box(messages, notes, place.w, kMostHeight, 12, 12);
  Painter painter(scene->width, scene->height);
  scene->height = paint_notes(painter, notes, box, place) + kMargin;
  for (Item& item : painter.scene().items) scene->items.push_back(std::move(item));
}

}  // namespace greenlens::scene
