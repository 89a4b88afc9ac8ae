// The themes of a page: the reader's system chooses, or whoever sets data-theme; paper is light.
// Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_THEMES_H_
#define GREENLENS_TRACER_EXPORT_PAGE_THEMES_H_

#include <string>

#include "tracer/export/page/variables.h"

namespace greenlens::exports {

// CSS: the page's own colours (--ink, --muted, --accent, --error, --panel, --page, --border,
// --faint, --on-accent), and those that its pictures have asked for.
std::string themes(const Variables& colors);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_THEMES_H_
