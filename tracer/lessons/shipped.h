// The lessons that come with the program: assets/lessons/<id>.<language>.md, in the order of
// assets/lessons/order.txt. Pure functions.
#ifndef GREENLENS_TRACER_LESSONS_SHIPPED_H_
#define GREENLENS_TRACER_LESSONS_SHIPPED_H_

#include <string>
#include <string_view>
#include <vector>

namespace greenlens::lessons {

// Their ids, in the order in which they are to be gone through.
const std::vector<std::string_view>& shipped();
// What is in such a file; empty when there is no such lesson. In a language that has none it is the
// first language's.
std::string_view shipped_text(std::string_view id, std::string_view language);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_SHIPPED_H_
