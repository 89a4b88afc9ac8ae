#include "gui/look.h"

#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {

facts::GreenletId Look::focus() const {
  if (choices.selected != 0 && state::find(moment.after, choices.selected)) return choices.selected;
  if (moment.event) {
    if (const facts::GreenletId about = facts::subject(moment.event->fact)) return about;
  }
  return told_by(moment.after).current;
}

bool Look::expects_news() const {
  return trace != nullptr && status != session::SourceStatus::finished &&
         status != session::SourceStatus::failed;
}

}  // namespace greenlens::gui
