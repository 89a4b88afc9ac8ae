// A file that is still being written: as much of it as somebody says.
#ifndef GREENLENS_TESTS_TRACER_STORE_GROWING_H_
#define GREENLENS_TESTS_TRACER_STORE_GROWING_H_

#include <algorithm>
#include <memory>
#include <string>

#include "tracer/store/bytes.h"

namespace greenlens::testing {

// Both outlive it, and what `again()` gives.
class Growing : public store::Bytes {
 public:
  Growing(const std::string& all, const size_t& there) : all_(all), there_(there) {}
  uint64_t size() const override { return there_; }
  std::string read(uint64_t at, size_t count) const override {
    return at < there_ ? all_.substr(at, std::min(count, there_ - at)) : "";
  }
  bool is_being_written() const override { return there_ < all_.size(); }
  std::unique_ptr<store::Bytes> again() const override {
    return std::make_unique<Growing>(all_, there_);
  }

 private:
  const std::string& all_;
  const size_t& there_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_STORE_GROWING_H_
