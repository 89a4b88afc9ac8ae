// JSON for those who only hand it on or print it: reading the library takes longer than reading
// most of our sources. Whoever looks into a value includes tracer/facts/json_fields.h.
#ifndef GREENLENS_TRACER_FACTS_JSON_H_
#define GREENLENS_TRACER_FACTS_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace greenlens::facts {

using Json = nlohmann::ordered_json;  // an object keeps the order in which it was written

// ASCII or UTF-8, and nothing in it acts on a terminal: controls and signs that are not seen are
// \uXXXX. So a text is read back as it was; only a byte that is no UTF-8, which JSON cannot hold,
// becomes the four letters \xff. `indent` -1: on one line.
std::string json_text(const Json& json, int indent = -1);

// A text that JSON cannot hold, letter by letter: beside each member of an object whose text is no
// UTF-8 a member is put, called like it and "_hex", which has its bytes. And the text is put back
// by that: false when such a member is there and is no such thing.
void add_exact_texts(Json* json);
bool take_exact_texts(Json* json);

// Raw bytes, as JSON has them: two lowercase digits each. False when `hex` is something else.
std::string to_hex(std::string_view bytes);
bool from_hex(std::string_view hex, std::string* bytes);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_JSON_H_
