#include "tracer/state/keyframe.h"

#include "tracer/facts/fields.h"

namespace greenlens::state {

std::string encode_state(const State& state) {
  std::string bytes;
  facts::write_fields(&bytes, state);
  return bytes;
}

facts::Result<State> decode_state(const std::string& bytes) {
  State decoded;
  if (bytes.empty() || !facts::read_fields(bytes, &decoded)) {
    return facts::Fault{facts::FaultKind::keyframe_damaged, "", 0, 0, ""};
  }
  return decoded;
}

bool same_state(const State& a, const State& b) { return facts::same_fields(a, b); }

}  // namespace greenlens::state
