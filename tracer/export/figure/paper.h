// What a page is for.
#ifndef GREENLENS_TRACER_EXPORT_FIGURE_PAPER_H_
#define GREENLENS_TRACER_EXPORT_FIGURE_PAPER_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace greenlens::exports {

// `picture`: it is as large as what is on it.
enum class Paper : uint8_t { picture, a4, a3, a2, a1, letter, slide };
inline constexpr std::array<const char*, 7> kPaperNames = {"picture", "a4",     "a3",   "a2",
                                                           "a1",      "letter", "slide"};
std::optional<Paper> paper_from_name(std::string_view name);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_FIGURE_PAPER_H_
