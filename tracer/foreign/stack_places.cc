#include "tracer/foreign/stack_places.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace greenlens::foreign {
namespace {

using drain::Mapped;

constexpr uint64_t kUsualStack = uint64_t{8} << 20;
constexpr const char* kMainStack = "[stack]";
constexpr const char* kHeap = "[heap]";
// glibc's: each block has its size, with flags in the lowest bits, in the word before it.
constexpr uint64_t kWord = 8;
constexpr uint64_t kSizeFlags = 7;
constexpr uint64_t kLeastBlock = 32;
constexpr uint64_t kMostBlocks = 1 << 18;
// How far above the stack pointer a stack is taken to reach of which nothing is known: there is the
// frame that was prepared for it.
constexpr uint64_t kPrepared = 256;
constexpr uint64_t kAlignment = 64;

const Mapped* mapping_of(const std::vector<Mapped>& maps, uint64_t address) {
  for (const Mapped& one : maps) {
    if (one.low <= address && address < one.high) return &one;
  }
  return nullptr;
}

}  // namespace

uint64_t stack_limit(const std::string& limits) {
  constexpr std::string_view kKey = "Max stack size";
  const size_t at = limits.find(kKey);
  if (at == limits.npos) return kUsualStack;
  const uint64_t bytes = std::strtoull(limits.c_str() + at + kKey.size(), nullptr, 10);
  return bytes != 0 ? bytes : kUsualStack;
}

std::optional<StackPlace> thread_stack(const std::vector<Mapped>& maps, bool is_first, uint64_t sp,
                                       uint64_t most) {
  if (!is_first) {
    const Mapped* there = mapping_of(maps, sp);
    if (there == nullptr) return {};
    return StackPlace{facts::StackFoundBy::mapping, there->path, there->low, there->high};
  }
  for (const Mapped& one : maps) {
    if (one.path != kMainStack) continue;
    const uint64_t low = std::min(one.low, one.high - std::min(one.high, most));
    if (sp < low || sp >= one.high) return {};
    return StackPlace{facts::StackFoundBy::mapping, one.path, low, one.high};
  }
  return {};
}

std::optional<Variable> heap_block(uint64_t heap, uint64_t end, uint64_t address,
                                   const ReadWord& read) {
  uint64_t block = heap;
  for (uint64_t n = 0; n < kMostBlocks && block + kWord < end; ++n) {
    uint64_t size = 0;
    if (!read(block + kWord, &size)) return {};
    size &= ~kSizeFlags;
    if (size < kLeastBlock || size % (2 * kWord) != 0 || size > end - block) return {};
    // It reaches into the next one's first word.
    const uint64_t low = block + 2 * kWord, high = block + size + kWord;
    if (low <= address && address < high) return Variable{"", low, high & ~(2 * kWord - 1)};
    block += size;
  }
  return {};
}

StackPlace used_from(uint64_t sp, const StackPlace& place) {
  const uint64_t guessed = (sp + kPrepared + kAlignment - 1) / kAlignment * kAlignment;
  return {facts::StackFoundBy::use, place.where, 0, std::min(guessed, place.high)};
}

namespace {

// glibc gives other threads heaps of their own, which begin with what describes them.
std::optional<Variable> block_of_arena(const Mapped& mapping, uint64_t address,
                                       const ReadWord& read) {
  constexpr uint64_t kArenaAlignment = uint64_t{64} << 20;
  constexpr std::array<uint64_t, 6> kDescriptions = {0x8d0, 0x8c0, 0x8b0, 0x8e0, 0x30, 0x20};
  if (mapping.low % kArenaAlignment != 0) return {};
  for (const uint64_t bytes : kDescriptions) {
    auto block = heap_block(mapping.low + bytes, mapping.high, address, read);
    if (block) return block;
  }
  return {};
}

// glibc asks the system for each large block, which lies at the beginning of a page behind two
// words; those that are made one after the other become one mapping.
std::optional<Variable> block_of_its_own(const Mapped& mapping, uint64_t address,
                                         const ReadWord& read) {
  constexpr uint64_t kPage = 4096;
  constexpr uint64_t kIsMapped = 2;
  constexpr uint64_t kMostPages = 1 << 13;
  uint64_t at = address / kPage * kPage;
  for (uint64_t n = 0; n < kMostPages && at >= mapping.low; ++n, at -= kPage) {
    uint64_t before = 0, size = 0;
    if (!read(at, &before) || !read(at + kWord, &size)) return {};
    const uint64_t bytes = size & ~kSizeFlags;
    const bool is_block = before == 0 && (size & kSizeFlags) == kIsMapped && bytes % kPage == 0 &&
                          bytes != 0 && bytes <= mapping.high - at;
    if (is_block && address < at + bytes) return Variable{"", at + 2 * kWord, at + bytes};
    if (at == 0) break;
  }
  return {};
}

// A stack that nothing lies on yet: sp is its end, and belongs to what comes next. One that is full
// up to its last byte is less likely.
std::optional<Variable> variable_with_stack(const Program& program, uint64_t sp) {
  std::optional<Variable> here = program.variable_at(sp);
  if (here && here->low != sp) return here;
  std::optional<Variable> before = program.variable_at(sp - 1);
  return before ? before : here;
}

}  // namespace

StackPlace other_stack(const Program& program, const std::vector<Mapped>& maps,
                       const std::vector<Variable>& told, uint64_t sp, const ReadWord& read) {
  using facts::StackFoundBy;
  for (const Variable& one : told) {
    if (one.low <= sp && sp <= one.high) return {StackFoundBy::told, one.name, one.low, one.high};
  }
  if (const std::optional<Variable> variable = variable_with_stack(program, sp)) {
    if (!variable->exact) {
      return used_from(sp, {StackFoundBy::use, variable->name, 0, variable->high});
    }
    return {StackFoundBy::variable, variable->name, variable->low, variable->high};
  }
  const Mapped* there = mapping_of(maps, sp - 1);
  if (there == nullptr) return used_from(sp, {StackFoundBy::use, "", 0, UINT64_MAX});
  if (there->path == kHeap) {
    if (const auto block = heap_block(there->low, there->high, sp - 1, read)) {
      return {StackFoundBy::heap_block, "", block->low, block->high};
    }
  } else if (there->inode == 0 && there->path.empty()) {
    if (const auto block = block_of_arena(*there, sp - 1, read)) {
      return {StackFoundBy::heap_block, "", block->low, block->high};
    }
    if (const auto block = block_of_its_own(*there, sp - 1, read)) {
      return {StackFoundBy::heap_block, "", block->low, block->high};
    }
    // It ends with a page; what lies above it is somebody else's.
    constexpr uint64_t kPage = 4096;
    const uint64_t high = std::min(there->high, (sp + kPage - 1) / kPage * kPage);
    return {StackFoundBy::mapping, "", there->low, high};
  }
  return used_from(sp, {StackFoundBy::use, there->path, 0, there->high});
}

}  // namespace greenlens::foreign
