#include "engine/core/copies.h"

#include <dlfcn.h>
#include <link.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace greenlens::core {
namespace {

// Copies share no symbol that they could meet at: which are visible to whom, linkers decide. But
// each library's thread-local data can be looked through, and every copy has this among its own.
constexpr size_t kAlignment = 8;
struct alignas(kAlignment) Mark {
  unsigned char magic[16];
  volatile bool in_use;
};
[[gnu::used]] constinit thread_local Mark this_copy = {
    {'g', 'r', 'e', 'e', 'n', 'l', 'e', 'n', 's', 0xc0, 0x91, 0xe5, 0x17, 0x5a, 0xf3, 1}, false};

struct Found {
  const char* own = nullptr;    // the names of the libraries; empty for the program itself
  const char* other = nullptr;  // null when there is none, or it is not in use in this thread
};

void look_through(const char* block, size_t size, const char* library, Found& found) {
  for (size_t at = 0; at + sizeof(Mark) <= size; at += kAlignment) {
    if (std::memcmp(block + at, this_copy.magic, sizeof this_copy.magic) != 0) continue;
    const auto* seen = reinterpret_cast<const Mark*>(block + at);
    if (seen == &this_copy) {
      found.own = library;
    } else if (seen->in_use) {
      found.other = library;
    }
  }
}

int look_at_library(dl_phdr_info* library, size_t, void* found) {
  for (int i = 0; i < library->dlpi_phnum; ++i) {
    const auto& header = library->dlpi_phdr[i];
    if (header.p_type != PT_TLS || library->dlpi_tls_data == nullptr) continue;
    look_through(static_cast<const char*>(library->dlpi_tls_data), header.p_memsz,
                 library->dlpi_name, *static_cast<Found*>(found));
  }
  return 0;
}

std::string path(const char* library) {
  if (library != nullptr && *library != '\0') return library;
  char program[1024];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program);
  return length > 0 ? std::string(program, static_cast<size_t>(length)) : "the program";
}

// The thread-local data of a library that was loaded later is not listed on every CPU before it was
// used the slow way: then its code says where this copy lies.
std::string own_path(const char* library) {
  Dl_info info{};
  if (library != nullptr) return path(library);
  if (dladdr(reinterpret_cast<const void*>(&own_path), &info) != 0) return path(info.dli_fname);
  return path(nullptr);
}

}  // namespace

void use_this_copy(bool used) noexcept { this_copy.in_use = used; }

std::string refusal_of_another_copy() {
  Found found;
  dl_iterate_phdr(look_at_library, &found);
  if (found.other == nullptr) return "";
  return "this thread would use two copies of the engine, which do not know each other: " +
         path(found.other) + " and " + own_path(found.own) +
         "; link both with the shared library libgreenlens_engine.so instead";
}

}  // namespace greenlens::core
