// What a page may have, and be without.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_VIEWS_H_
#define GREENLENS_TRACER_EXPORT_PAGE_VIEWS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace greenlens::exports {

// The sentence is always there, and the list of steps.
enum class PageView : uint8_t { stack, tree, timeline, source, output, fields, frames, legend };
inline constexpr std::array<const char*, 8> kPageViewNames = {
    "stack", "tree", "timeline", "source", "output", "fields", "frames", "legend"};
std::optional<PageView> page_view_from_name(std::string_view name);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_VIEWS_H_
