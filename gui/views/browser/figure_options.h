// What there is to choose of a figure beside its scene and format: what stands beside it, what is
// left out of it, the paper. Only what the format heeds is there.
#ifndef GREENLENS_GUI_VIEWS_BROWSER_FIGURE_OPTIONS_H_
#define GREENLENS_GUI_VIEWS_BROWSER_FIGURE_OPTIONS_H_

#include <string>

#include "gui/area.h"
#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui::browser {

// `folder` is where one has gone to meanwhile.
Requests draw_figure_options(const Look& look, const ExportEntry& entry, Area area,
                             const std::string& folder);

}  // namespace greenlens::gui::browser

#endif  // GREENLENS_GUI_VIEWS_BROWSER_FIGURE_OPTIONS_H_
