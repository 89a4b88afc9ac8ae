#include "tracer/state/keyframe.h"

#include "tracer/facts/fields.h"
#include "tracer/words/messages.h"

namespace greenlens::state {

std::string encode_state(const State& state) {
  std::string bytes;
  facts::write_fields(&bytes, state);
  return bytes;
}

bool decode_state(const std::string& bytes, State* state, std::string* error) {
  State decoded;
  if (bytes.empty() || !facts::read_fields(bytes, &decoded)) {
    *error = words::Messages::of("en").text("error.keyframe.damaged");
    return false;
  }
  *state = std::move(decoded);
  return true;
}

bool same_state(const State& a, const State& b) { return facts::same_fields(a, b); }

}  // namespace greenlens::state
