// Lines of a source text with what stands on them: for the views that show sources. To be drawn in
// an ImGui frame; one thread.
#ifndef GREENLENS_GUI_SOURCE_LINES_H_
#define GREENLENS_GUI_SOURCE_LINES_H_

#include <map>
#include <string>
#include <vector>

#include "gui/look.h"

namespace greenlens::gui {

struct SourceRow {
  std::string text;
  std::vector<facts::GreenletId> greenlets;  // that stand on it, the current one last
  bool now = false;                          // what this step is about (engine source)
  bool never_reached = false;                // known only at the program's end
  bool stops = false;                        // a breakpoint stands there
  bool lit = false;                          // what is pointed at elsewhere was made from it
  std::string beside{};                      // what is said of the line at its right end
  bool warns = false;                        // ... and that something looks wrong with it
};

// Every line of the text, with nothing on it.
std::vector<SourceRow> bare_rows(const std::string& text);

// A list of rows on the screen.
struct SourceLines {
  std::vector<SourceRow> rows;
  float gutter = 0;       // for the names of who stands there, in pixels at `measured_at`
  float measured_at = 0;  // a scale
  int shown = -1;         // the row that was scrolled to last: only another one is followed
  bool begun = false;     // it was drawn before
  float view = 0;         // how high it was then, in pixels
  size_t clicked = 0;     // the line whose number was clicked in this frame, from 1; 0: none
  size_t hovered = 0;     // the line under the mouse, likewise
  bool pressed = false;   // ... and it was clicked, wherever
  size_t sought = 0;      // to be brought into sight, whoever stands where, from 1; 0: none is
};

// What the tags say in a gutter of so many pixels, by the row's place: who stands there now, and
// how many more. Names are shortened so that no two look alike; where not even a letter of one has
// room the tag says how many stand there. Pure.
using Tags = std::map<size_t, std::string>;
Tags tags_of(const Look& look, const std::vector<SourceRow>& rows, float gutter);

// The row to be followed, of all: where the step is, or the current greenlet stands; while that has
// no line, who is left or who comes. -1: none of them has one, and what is shown stays. Pure.
int row_to_follow(const state::State& state, const std::vector<SourceRow>& rows);

// Fills what is left of the panel; the rows that are seen are drawn. Names stand in a gutter and
// cover no code; a line that is too long is said under the mouse. Where the lines of a switch are
// far apart, the one out of sight stands at the edge.
void draw_source_lines(const Look& look, SourceLines* lines);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SOURCE_LINES_H_
