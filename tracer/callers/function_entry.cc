#include "tracer/callers/function_entry.h"

#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <cstring>

namespace greenlens::callers {
namespace {

// One row of the table in .eh_frame_hdr, which is sorted: both count from the table's header.
struct Row {
  int32_t code;
  int32_t entry;
};

// DW_EH_PE_datarel | DW_EH_PE_sdata4: what every linker writes.
constexpr uint8_t kRowsAreOffsets = 0x3b;

bool find_object(uint64_t code, dl_find_object* object) {
  return _dl_find_object(reinterpret_cast<void*>(static_cast<uintptr_t>(code)), object) == 0;
}

// Of the last function that begins at `code` or before; nullptr when there is none.
const uint8_t* look_up(const dl_find_object& object, uint64_t code) {
  const auto* header = static_cast<const uint8_t*>(object.dlfo_eh_frame);
  const auto* end = static_cast<const uint8_t*>(object.dlfo_map_end);
  if (header == nullptr || header >= end) return nullptr;
  Bytes bytes{header, end};
  const auto version = bytes.take<uint8_t>();
  const auto frames = bytes.take<uint8_t>();
  const auto count = bytes.take<uint8_t>();
  const auto table = bytes.take<uint8_t>();
  bytes.address(frames);
  const uint64_t rows = bytes.address(count);
  if (version != 1 || table != kRowsAreOffsets || !bytes.ok) return nullptr;
  if (rows > static_cast<uint64_t>(end - bytes.at) / sizeof(Row)) return nullptr;
  if (reinterpret_cast<uintptr_t>(bytes.at) % alignof(Row) != 0) return nullptr;
  const auto* first = reinterpret_cast<const Row*>(bytes.at);
  const auto offset = static_cast<int64_t>(code - reinterpret_cast<uintptr_t>(header));
  const Row* behind = std::upper_bound(first, first + rows, offset,
                                       [](int64_t at, const Row& row) { return at < row.code; });
  return behind == first ? nullptr : header + behind[-1].entry;
}

// The bytes of the record that begins here, behind its length.
Bytes record_at(const uint8_t* at, const uint8_t* end) {
  constexpr uint32_t kLengthFollows = 0xffffffff;
  Bytes bytes{at, end};
  uint64_t length = bytes.take<uint32_t>();
  if (length == kLengthFollows) length = bytes.take<uint64_t>();
  const uint8_t* from = bytes.at;
  bytes.skip(length);
  return {from, bytes.at, bytes.ok};
}

// Mixes words of eight bytes into a number: any bit of them changes it.
uint64_t sum_of(const uint8_t* at, const uint8_t* end, uint64_t sum) {
  constexpr uint64_t kOdd = 0x9e3779b97f4a7c15;  // of the golden ratio
  while (at < end) {
    uint64_t word = 0;
    const auto bytes = std::min<size_t>(sizeof word, static_cast<size_t>(end - at));
    std::memcpy(&word, at, bytes);
    sum = (sum ^ word) * kOdd;
    sum ^= sum >> 29;
    at += bytes;
  }
  return sum;
}

// How a function's part is to be read, as the common part says.
struct Form {
  uint8_t addresses = 0;  // their encoding
  bool has_data = false;  // of its own, before its instructions
};

// What functions have in common (a CIE).
bool read_common(Bytes bytes, FunctionEntry* entry, Form* form) {
  const auto id = bytes.take<uint32_t>();
  const auto version = bytes.take<uint8_t>();
  if (id != 0 || (version != 1 && version != 3)) return false;
  const uint8_t* letters = bytes.at;
  while (bytes.take<uint8_t>() != 0) {
  }
  entry->code_unit = bytes.number();
  entry->data_unit = bytes.signed_number();
  entry->return_address = version == 1 ? bytes.take<uint8_t>() : bytes.number();
  if (!bytes.ok) return false;
  form->has_data = *letters == 'z';
  if (!form->has_data) return entry->common = bytes, *letters == 0;
  Bytes data = bytes.block();
  entry->common = bytes;
  for (++letters; *letters != 0; ++letters) {
    if (*letters == 'R') {
      form->addresses = data.take<uint8_t>();
    } else if (*letters == 'P') {
      data.address(data.take<uint8_t>() & 0x0f);
    } else if (*letters == 'L') {
      data.take<uint8_t>();
    } else if (*letters == 'S') {
      entry->is_signal_trampoline = true;
    } else if (*letters != 'B' && *letters != 'G') {  // keys and tags of the stack: no data
      return false;
    }
  }
  return data.ok && bytes.ok;
}

bool read_entry(const uint8_t* at, const uint8_t* end, uint64_t code, FunctionEntry* entry) {
  Bytes bytes = record_at(at, end);
  const uint8_t* place = bytes.at;
  const auto back = bytes.take<uint32_t>();
  if (back == 0 || !bytes.ok) return false;
  const Bytes common = record_at(place - back, end);
  Form form;
  if (!read_common(common, entry, &form)) return false;
  entry->place = {nullptr, nullptr, nullptr, place - back, common.end, at, bytes.end};
  entry->begin = bytes.address(form.addresses);
  entry->end = entry->begin + bytes.address(form.addresses & 0x0f);
  if (form.has_data) bytes.block();
  entry->own = bytes;
  return bytes.ok && code >= entry->begin && code < entry->end;
}

}  // namespace

bool find_function(uint64_t code, FunctionEntry* entry) {
  dl_find_object object;
  if (!find_object(code, &object)) return false;
  const uint8_t* at = look_up(object, code);
  if (at == nullptr) return false;
  if (!read_entry(at, static_cast<const uint8_t*>(object.dlfo_map_end), code, entry)) return false;
  entry->place.table = object.dlfo_eh_frame;
  entry->place.begin = object.dlfo_map_start;
  entry->place.end = object.dlfo_map_end;
  return true;
}

uint64_t sum_of_entry(uint64_t code, const EntryPlace& place) {
  dl_find_object object;
  if (!find_object(code, &object) || object.dlfo_eh_frame != place.table ||
      object.dlfo_map_start != place.begin || object.dlfo_map_end != place.end) {
    return 0;
  }
  const uint64_t sum = sum_of(place.own, place.own_end, sum_of(place.common, place.common_end, 1));
  return sum != 0 ? sum : 1;
}

bool is_code(uint64_t address) {
  dl_find_object object;
  if (!find_object(address, &object)) return false;
  // Between an object's parts there may be pages that nobody can read.
  const auto* bytes = static_cast<const char*>(object.dlfo_map_start);
  const auto* header = reinterpret_cast<const ElfW(Ehdr)*>(bytes);
  if (std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return false;
  const auto* parts = reinterpret_cast<const ElfW(Phdr)*>(bytes + header->e_phoff);
  const uint64_t at = address - object.dlfo_link_map->l_addr;
  return std::any_of(parts, parts + header->e_phnum, [at](const ElfW(Phdr) & part) {
    return part.p_type == PT_LOAD && (part.p_flags & PF_X) != 0 && at >= part.p_vaddr &&
           at - part.p_vaddr < part.p_memsz;
  });
}

}  // namespace greenlens::callers
