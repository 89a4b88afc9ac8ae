#include "tracer/compare/story_key.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace greenlens::compare {
namespace {

constexpr size_t kLeastDigits = 6;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class Bytes {
 public:
  void number(uint64_t n) {
    for (int i = 0; i < 8; ++i) all_ += static_cast<char>(n >> (8 * i) & 0xff);
  }
  void text(std::string_view text) {
    number(text.size());
    all_ += text;
  }
  // Of its own thread a story says only that: which number it has may be chance.
  void who(const Who& who, const ThreadName& own) {
    const bool is_own = who.thread == own;
    number(who.id == 0 ? 0 : is_own ? 1 : 2);
    if (who.id == 0) return;
    text(who.name), number(who.number);
    if (!is_own) text(who.thread.name), number(who.thread.number);
  }
  uint64_t hash() const { return hash_of(all_); }

 private:
  std::string all_;
};

}  // namespace

std::string without_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t begin = text.find("0x");
    if (begin == text.npos) break;
    size_t end = begin + 2;
    while (end < text.size() && is_hex(text[end])) ++end;
    const bool is_address = end - begin - 2 >= kLeastDigits;
    out += text.substr(0, is_address ? begin : begin + 1);
    if (is_address) out += "0x…";
    text.remove_prefix(is_address ? end : begin + 1);
  }
  return out.append(text);
}

void set_keys(const Compared& compared, const ThreadName& own, std::string_view whole_text,
              StoryEvent* event) {
  const bool is_switch = event->kind == Kind::switched || event->kind == Kind::switch_open;
  Bytes bytes;
  bytes.number(static_cast<uint64_t>(event->kind));
  for (const Who* who : {&event->actor, &event->other, &event->third}) bytes.who(*who, own);
  bytes.number(event->how), bytes.number(event->last_handle_gone);
  if (compared.lines) bytes.text(event->at.function), bytes.number(event->at.line);
  if (compared.bytes) bytes.number(event->bytes_out), bytes.number(event->bytes_in);
  if (!is_switch) bytes.text(without_addresses(whole_text));
  event->key = event->key_without_value = bytes.hash();
  if (!is_switch || !compared.values) return;
  bytes.text(without_addresses(whole_text));
  event->key = bytes.hash();
}

uint64_t chained(uint64_t before, uint64_t key) {
  Bytes bytes;
  bytes.number(before), bytes.number(key);
  return bytes.hash();
}

uint64_t hash_of(std::string_view text) { return XXH64(text.data(), text.size(), 0); }

std::string hash_text(uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace greenlens::compare
