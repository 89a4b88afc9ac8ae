#include "tracer/expect/order.h"

#include <utility>

#include "tracer/expect/pattern.h"

namespace greenlens::expect {

using Problem = OrderResult::Problem;

OrderWatch::OrderWatch(const OrderRule& rule) : rule_(rule) {
  Part part;
  for (size_t i = 0; i < rule.entries.size(); ++i) {
    if (!rule.entries[i].gap) {
      part.end = i + 1;
      continue;
    }
    if (part.size() > 0) parts_.push_back(part);
    part = {i + 1, i + 1, true, false};
  }
  part.to_the_end = rule.entries.empty() || !rule.entries.back().gap;
  if (part.size() > 0 || rule.entries.empty()) parts_.push_back(part);
}

bool OrderWatch::fits_entry(const OrderEntry& entry, const Seen& seen) {
  return fits(entry.from, seen.from) && fits(entry.to, seen.to);
}
std::string OrderWatch::text_of(const OrderEntry& entry) { return entry.from + " -> " + entry.to; }
std::string OrderWatch::text_of(const Seen& seen) {
  return name_of(seen.from) + " -> " + name_of(seen.to);
}

void OrderWatch::fail(Problem problem, const std::string& expected, const Seen* seen) {
  if (result_.problem != Problem::none) return;
  result_.problem = problem;
  result_.expected = expected;
  if (seen == nullptr) return;
  result_.found = text_of(*seen);
  result_.step = seen->step, result_.at = seen->at;
}

void OrderWatch::see(const compare::StoryEvent& event) {
  ++result_.switches;
  if (result_.problem != Problem::none) return;
  result_.number = result_.switches;
  see_next({event.actor, event.other, event.step, event.at});
}

void OrderWatch::see_next(const Seen& seen) {
  if (part_ >= parts_.size()) return;  // a gap is the last entry
  const Part& part = parts_[part_];
  if (!part.behind_gap) {
    if (at_ == part.size()) return fail(Problem::more, "", &seen);
    const OrderEntry& entry = rule_.entries[part.begin + at_];
    if (!fits_entry(entry, seen)) return fail(Problem::other, text_of(entry), &seen);
    if (++at_ < part.size() || part.to_the_end) return;
    found_until_ = result_.switches;
    ++part_;
    return;
  }
  window_.push_back(seen);
  if (window_.size() > part.size()) window_.pop_front();
  if (part.to_the_end || !window_fits(part)) return;
  found_until_ = result_.switches;
  window_.clear();
  ++part_;
}

bool OrderWatch::window_fits(const Part& part) const {
  if (window_.size() < part.size()) return false;
  for (size_t i = 0; i < part.size(); ++i) {
    if (!fits_entry(rule_.entries[part.begin + i], window_[i])) return false;
  }
  return true;
}

void OrderWatch::finish_part(const Part& part) {
  if (!part.behind_gap) {
    if (at_ == part.size()) return;
    result_.number = result_.switches + 1;
    return fail(Problem::missing, text_of(rule_.entries[part.begin + at_]), nullptr);
  }
  if (!part.to_the_end || window_.size() < part.size()) {
    result_.number = found_until_;
    return fail(Problem::not_found, text_of(rule_.entries[part.begin]), nullptr);
  }
  for (size_t i = 0; i < part.size(); ++i) {
    const OrderEntry& entry = rule_.entries[part.begin + i];
    if (fits_entry(entry, window_[i])) continue;
    result_.number = result_.switches - part.size() + i + 1;
    return fail(Problem::other_end, text_of(entry), &window_[i]);
  }
}

OrderResult OrderWatch::finish() {
  if (result_.problem == Problem::none && part_ < parts_.size()) finish_part(parts_[part_]);
  return result_;
}

}  // namespace greenlens::expect
