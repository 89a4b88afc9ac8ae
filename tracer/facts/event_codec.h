// One event as a record of a trace, as JSON, and as one line of text.
//
// A record: its tag and its length in bytes as varints; then time, thread, engine source and engine
// line as varints; then the fact's fields by tracer/facts/fields.h. A reader skips records with
// tags that it does not know.
#ifndef GREENLENS_TRACER_FACTS_EVENT_CODEC_H_
#define GREENLENS_TRACER_FACTS_EVENT_CODEC_H_

#include <string>
#include <string_view>

#include "tracer/facts/event.h"
#include "tracer/facts/json.h"

namespace greenlens::facts {

// Appends one record. Never fails.
void append_event(std::string* out, const Event& event);

enum class Decoded {
  event,
  unknown_tag,  // of a later version: whole, and skipped
  damaged,      // cut, or its fields make no sense: what follows is not to be trusted
};
// Takes one record from the front of `in`. Unless it is damaged, `in` begins with the next one
// then; when it is, `in` and `event` are of no use. `in` may be anything: nothing is read behind
// its end.
Decoded take_event(std::string_view* in, Event* event);

// {"name": "slice_saved", "owner": 2, ...}: the fact's fields, complete (`bytes` as hexadecimal).
// `name` is the event's; a greenlet's name is `greenlet_name`.
Json event_to_json(const Event& event);
// And back. False when there is no fact of that name, or a field is missing or wrong: `wrong` is
// its path, "name" where that is it. Never throws, whatever `json` is.
bool fact_from_json(const Json& json, Fact* fact, std::string* wrong);
// The forms below are for people only: nothing in the project reads them back.
// The same, with each byte string replaced by its length, and lists by how many items they have:
// for a person.
Json event_summary_to_json(const Event& event);
// "slice_saved owner=2 extent=whole from=-0x470 ...": for logs and failing tests.
std::string dump_event(const Event& event);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_EVENT_CODEC_H_
