// Colours of a page as CSS variables, so that it changes its theme without being made again.
// Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_VARIABLES_H_
#define GREENLENS_TRACER_EXPORT_PAGE_VARIABLES_H_

#include <array>
#include <map>
#include <string>

#include "tracer/export/svg_writer.h"

namespace greenlens::exports {

// The themes that a page has: those whose pictures differ in nothing but colours and lines.
inline constexpr std::array kPageThemes = {scene::Theme::light, scene::Theme::dark,
                                           scene::Theme::contrast};

// Remembers what it was asked for: "var(--f3-2)" is a fill, "l" a line, "t" a text, "e" the edge
// that something has in high contrast only; behind it the role and, where it matters, the greenlet.
class Variables final : public Paints {
 public:
  scene::Theme theme() const override { return scene::Theme::light; }
  std::string fill(scene::Style style, const scene::Box& box) override;
  std::string line(scene::Style style) override;
  std::string text(const scene::Text& text) override;
  std::string paper() override;
  std::string width(float of_light) override;
  std::string outline(const scene::Rect& rect) override;
  std::string edges(const scene::Ribbon& ribbon) override;

  // "--f3-2:#e69f00;…" for all that it was asked for.
  std::string css(scene::Theme theme) const;

 private:
  using Values = std::array<std::string, kPageThemes.size()>;
  template <typename Color>
  std::string variable(const std::string& name, Color color);
  std::string edge(scene::Style style);

  std::map<std::string, Values> values_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_VARIABLES_H_
