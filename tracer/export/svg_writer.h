// The shapes of scenes as elements of SVG, with whatever a document calls its colours. Private to
// this folder.
#ifndef GREENLENS_TRACER_EXPORT_SVG_WRITER_H_
#define GREENLENS_TRACER_EXPORT_SVG_WRITER_H_

#include <set>
#include <string>

#include "tracer/export/svg.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/theme.h"

namespace greenlens::exports {

// At most two decimals, no trailing zeros, never "-0": the same everywhere.
std::string number(float value);
// What XML and HTML can hold, in texts and in attributes; shown as it may be (facts/shown.h).
std::string escape(const std::string& text);
std::string hex(scene::Color color);  // "#e69f00"

// What stands in a document for colours and widths: they themselves, or names of them.
class Paints {
 public:
  virtual ~Paints() = default;
  // The theme that decides about textures and plates.
  virtual scene::Theme theme() const = 0;
  virtual std::string fill(scene::Style style, const scene::Box& box) = 0;
  virtual std::string line(scene::Style style) = 0;
  virtual std::string text(const scene::Text& text) = 0;
  virtual std::string paper() = 0;
  // Of a line that is so wide in the light theme.
  virtual std::string width(float of_light) = 0;
  // The attributes of the line around a rectangle, or nothing.
  virtual std::string outline(const scene::Rect& rect) = 0;
  // Likewise of a ribbon's edges; empty: it has none.
  virtual std::string edges(const scene::Ribbon& ribbon) = 0;
};

// The colours of one theme.
class ThemePaints final : public Paints {
 public:
  explicit ThemePaints(scene::Theme theme) : theme_(theme) {}
  scene::Theme theme() const override { return theme_; }
  std::string fill(scene::Style style, const scene::Box& box) override;
  std::string line(scene::Style style) override;
  std::string text(const scene::Text& text) override;
  std::string paper() override;
  std::string width(float of_light) override;
  std::string outline(const scene::Rect& rect) override;
  std::string edges(const scene::Ribbon& ribbon) override;

 private:
  scene::Theme theme_;
};

class SvgWriter {
 public:
  explicit SvgWriter(Paints* paints, Ligatures ligatures = Ligatures::left_to_style)
      : paints_(*paints), ligatures_(ligatures) {}

  std::string document(const scene::Scene& scene);
  // <g> of one item, with its id and, as <title>, what it means.
  std::string item(const scene::Item& item);
  // What it looks like, without its id and meaning.
  std::string shape(const scene::Item& item);
  // What the items so far refer to: patterns, and heads of arrows. With <defs>.
  std::string definitions() const;

 private:
  std::string head_id(const scene::Line& line);
  std::string opacity(float value);
  scene::Point shortened(scene::Point from, scene::Point tip, scene::ArrowHead head);
  std::string plate(const scene::Text& text);
  std::string letters(const std::string& text) const;
  std::string texture(const scene::Rect& rect);
  std::string write(const scene::Rect& rect);
  std::string write(const scene::Text& text);
  std::string write(const scene::Line& line);
  std::string write(const scene::Ribbon& ribbon);

  Paints& paints_;
  Ligatures ligatures_;
  std::set<std::string> heads_;
  std::string markers_;  // their elements, in the order in which they were needed
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_SVG_WRITER_H_
