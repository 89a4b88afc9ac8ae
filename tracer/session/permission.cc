#include "tracer/session/permission.h"

// The records that flow back to a live program: "GLP1", grain, to_the_end, two bytes of zero, and
// the step as 64 bits.
#include "tracer/store/fixed.h"

namespace greenlens::session {
namespace {

constexpr std::string_view kPermissionMagic = "GLP1";

}  // namespace

std::string encode_permission(const Permission& permission) {
  std::string out(kPermissionMagic);
  out.push_back(static_cast<char>(permission.grain));
  out.push_back(permission.to_the_end ? 1 : 0);
  out.append(2, '\0');
  store::put_u64(&out, permission.after);
  return out;
}

std::optional<Permission> decode_permission(std::string_view bytes) {
  if (bytes.size() != kPermissionBytes || bytes.substr(0, 4) != kPermissionMagic) return {};
  const auto grain = static_cast<unsigned char>(bytes[4]);
  const auto to_the_end = static_cast<unsigned char>(bytes[5]);
  if (grain >= facts::kGrains.size() || to_the_end > 1) return {};
  if (bytes[6] != 0 || bytes[7] != 0) return {};
  return Permission{static_cast<facts::Grain>(grain), store::get_u64(bytes, 8), to_the_end == 1};
}

}  // namespace greenlens::session
