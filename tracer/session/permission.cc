#include "tracer/session/permission.h"

#include <algorithm>

// The records that flow back to a live program: "GLP1", grain, to_the_end, the thread in two bytes,
// and the step as 64 bits.
#include "tracer/store/fixed.h"

namespace greenlens::session {
namespace {

constexpr std::string_view kPermissionMagic = "GLP1";
constexpr uint64_t kStepLimit = uint64_t{1} << 62;

}  // namespace

std::string encode_permission(const Permission& permission) {
  std::string out(kPermissionMagic);
  out.push_back(static_cast<char>(permission.grain));
  out.push_back(permission.to_the_end ? 1 : 0);
  out.push_back(static_cast<char>(permission.thread & 0xff));
  out.push_back(static_cast<char>(permission.thread >> 8));
  store::put_u64(&out, permission.after);
  return out;
}

std::optional<Permission> decode_permission(std::string_view bytes) {
  if (bytes.size() != kPermissionBytes || bytes.substr(0, 4) != kPermissionMagic) return {};
  const auto grain = static_cast<unsigned char>(bytes[4]);
  const auto to_the_end = static_cast<unsigned char>(bytes[5]);
  if (grain >= facts::kGrains.size() || to_the_end > 1) return {};
  const auto thread = static_cast<uint16_t>(static_cast<unsigned char>(bytes[6]) |
                                            static_cast<unsigned char>(bytes[7]) << 8);
  if (thread != 0 && to_the_end == 1) return {};
  // Two that lie in each other are none; nor is one with a step that nobody comes to.
  if (bytes.find(kPermissionMagic, 1) != bytes.npos) return {};
  if (store::get_u64(bytes, 8) >= kStepLimit) return {};
  return Permission{static_cast<facts::Grain>(grain), store::get_u64(bytes, 8), to_the_end == 1,
                    thread};
}

std::optional<Permission> take_permission(std::string* bytes) {
  std::optional<Permission> newest;
  for (;;) {
    // What is no magic is no beginning of a record, but for what may become one.
    const size_t at = bytes->find(kPermissionMagic);
    bytes->erase(0, at != bytes->npos
                        ? at
                        : bytes->size() - std::min(bytes->size(), kPermissionMagic.size() - 1));
    if (at == bytes->npos || bytes->size() < kPermissionBytes) return newest;
    const auto permission = decode_permission(bytes->substr(0, kPermissionBytes));
    if (permission) newest = permission;
    bytes->erase(0, permission ? kPermissionBytes : 1);
  }
}

}  // namespace greenlens::session
