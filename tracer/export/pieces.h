// A file on its way to a sink, in pieces: so that a long trace's is never in memory at once.
#ifndef GREENLENS_TRACER_EXPORT_PIECES_H_
#define GREENLENS_TRACER_EXPORT_PIECES_H_

#include <string>
#include <string_view>

#include "tracer/export/exporter.h"

namespace greenlens::exports {

class Pieces {
 public:
  explicit Pieces(const Sink& sink) : sink_(sink) {}

  void add(std::string_view bytes) {
    text_ += bytes;
    if (text_.size() >= kPieceBytes) flush();
  }
  // What is not handed on yet: for who writes into it. Then add("").
  std::string& text() { return text_; }
  void flush() {
    if (fine_ && !text_.empty()) fine_ = sink_(text_);
    text_.clear();
  }
  // False when the sink takes no more: then all else is for nothing.
  bool fine() const { return fine_; }

 private:
  static constexpr size_t kPieceBytes = size_t{64} << 10;
  const Sink& sink_;
  std::string text_;
  bool fine_ = true;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PIECES_H_
