// How far a live program may run before it stands still again, and that as bytes on its channel
// (docs/trace-format.md). Values; pure functions.
#ifndef GREENLENS_TRACER_SESSION_PERMISSION_H_
#define GREENLENS_TRACER_SESSION_PERMISSION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/facts/grain.h"

namespace greenlens::session {

// How far a live program may run before it stands still again.
//
// It names a step, not a number of steps: one that is sent twice, or arrives late, lets nobody run
// farther than was meant, and whoever is not sure that it arrived sends it again. The program
// stands still at a stop when it has told of it, and before it goes on: so the viewer's last event
// is where the program is.
struct Permission {
  facts::Grain grain = facts::Grain::phase;  // until the first stop of this grain ...
  uint64_t after = 0;                        // ... beyond this step, below 2^62
  bool to_the_end = false;                   // or without stopping
  // This thread alone goes on, and the others stand where they are at their next fact; 0: all go
  // on, each to its own next stop. Not together with to_the_end. Below 2^16.
  uint16_t thread = 0;
};

// The environment variable with the number of the file descriptor that a live program inherits: its
// trace flows out of it, and permissions flow in.
inline constexpr char kChannelVariable[] = "GREENLENS_CHANNEL";

// The permissions that flow back to a live program: fixed-size records.
std::string encode_permission(const Permission& permission);
inline constexpr size_t kPermissionBytes = 16;
// None when `bytes` are not exactly one such record.
std::optional<Permission> decode_permission(std::string_view bytes);
// Takes the newest whole record off what has come in on a channel, and what lies before it; what
// may be the beginning of one stays. Bytes that belong to no record are passed over, so that
// whoever listens is in step again with the next one. None when there is no whole one.
std::optional<Permission> take_permission(std::string* bytes);

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_PERMISSION_H_
