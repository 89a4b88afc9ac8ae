// A state as bytes: a keyframe. Derived from the field lists in tracer/state.h.
#include "tracer/fields.h"
#include "tracer/messages.h"
#include "tracer/state.h"

namespace greenlens::tracer {

std::string encode_state(const State& state) {
  std::string bytes;
  write_fields(&bytes, state);
  return bytes;
}

bool decode_state(const std::string& bytes, State* state, std::string* error) {
  State decoded;
  if (bytes.empty() || !read_fields(bytes, &decoded)) {
    *error = Messages::of("en").text("error.keyframe.damaged");
    return false;
  }
  *state = std::move(decoded);
  return true;
}

bool same_state(const State& a, const State& b) { return same_fields(a, b); }

}  // namespace greenlens::tracer
