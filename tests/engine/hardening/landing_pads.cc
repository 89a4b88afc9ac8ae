// From main on, an indirect call or jump into the program has to meet an instruction that is made
// for it: a landing pad. What the compiler adds to start and end a program has none in Debian's
// packages, so the system does not ask for them by itself. Linked with --wrap=main.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>

extern "C" {
extern const char __executable_start, etext;  // the linker's
int __real_main(int argc, char** argv);
int __wrap_main(int argc, char** argv);
}

namespace {

bool protect_code(int extra) {
  auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  uintptr_t begin = reinterpret_cast<uintptr_t>(&__executable_start) & ~(page - 1);
  uintptr_t end = (reinterpret_cast<uintptr_t>(&etext) + page - 1) & ~(page - 1);
  return mprotect(reinterpret_cast<void*>(begin), end - begin, PROT_READ | PROT_EXEC | extra) == 0;
}

}  // namespace

int __wrap_main(int argc, char** argv) {
  if (!protect_code(PROT_BTI)) {
    std::printf("this system cannot check landing pads\n");
    return 1;
  }
  int result = __real_main(argc, argv);
  protect_code(0);
  return result;
}
