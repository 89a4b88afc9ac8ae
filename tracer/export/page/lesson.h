// The lesson that a page leads through. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_LESSON_H_
#define GREENLENS_TRACER_EXPORT_PAGE_LESSON_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/lessons/placed.h"
#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

namespace greenlens::exports {

// What the parts point at, as notes without words: they are marked in the pictures.
words::Notes pins_of(const lessons::Lesson& lesson, const lessons::Placed& placed);

// {"id", "title", "next", "text", "parts": [{"title", "i", "greenlet", "text", "todo", "asked"}]}.
// `i` is the page's step of the part, "todo" what can be done in the program alone, and "asked" are
// numbers of the page's questions, of which the lesson's begin with `first`.
facts::Json page_lesson(const words::Messages& messages, const std::string& id,
                        const lessons::Lesson& lesson, const lessons::Placed& placed,
                        const std::vector<uint64_t>& steps, size_t first);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_LESSON_H_
