#include "python/kept_texts.h"

#include <set>
#include <vector>

namespace greenlens::python {
namespace {

std::set<std::string>& all_texts() {
  static auto* const all = new std::set<std::string>;
  return *all;
}

std::vector<const char*>& untold() {
  static auto* const texts = new std::vector<const char*>;
  return *texts;
}

bool are_untold = false;  // there are any: asked at each switch

}  // namespace

const char* kept(std::string text) {
  const auto [one, is_new] = all_texts().insert(std::move(text));
  if (is_new) {
    untold().push_back(one->c_str());
    are_untold = true;
  }
  return one->c_str();
}

bool has_untold_texts() { return are_untold; }

void tell_texts(record::RingObserver& observer) {
  if (!are_untold) return;
  for (const char* text : untold()) observer.text_kept(text);
  untold().clear();
  are_untold = false;
}

void forget_told_texts() {
  untold().clear();
  for (const std::string& text : all_texts()) untold().push_back(text.c_str());
  are_untold = !untold().empty();
}

}  // namespace greenlens::python
