#include "tests/arch/examination.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <string>

#include "tests/arch/world.h"

namespace greenlens::arch_test {
namespace {

const char* progress(Step step) {
  switch (step) {
    case Step::called:
      return "before it called save";
    case Step::in_save:
      return "in save, which it had called";
    case Step::told_to_stay:
      return "after save had told it to stay, instead of returning";
    case Step::told_to_move:
      return "after save had told it to move, before it called restore";
    case Step::in_restore:
      return "in restore, which it had called";
    case Step::restored:
      return "after restore, on the way back to its caller";
  }
  return "?";
}

// Whose value is this address? A return address that was taken from the wrong place often is one.
std::string owner_of(const World& world, uint64_t address) {
  // Some CPUs drop the lowest or highest bits of an address that no code can have.
  constexpr uint64_t kBits = 0xfffffffc;
  if ((address & kBits) == 0) return "";
  const auto returned = reinterpret_cast<uintptr_t>(arch_probe_returned);
  if (((address ^ returned) & kBits) == 0) {
    return address == returned ? ", which is where it was called from"
                               : ", which but for its highest bits is where it was called from: "
                                 "signed with another sp, or not at all";
  }
  if (((address ^ reinterpret_cast<uintptr_t>(&world.hooks)) & kBits) == 0) {
    return ", which is the address of the hooks";
  }
  for (const Stack& stack : world.stacks) {
    for (int i = 0; i < arch_probe_words(); ++i) {
      if (((address ^ stack.in[i]) & kBits) == 0) {
        return std::string(", which is what ") + arch_probe_name(i) + " held on " + stack.name;
      }
    }
  }
  return "";
}

std::string hexadecimal(uint64_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "%#llx", static_cast<unsigned long long>(number));
  return text;
}

}  // namespace

std::string what_happened(const World& world, int status) {
  if (world.mistake[0] != '\0') return world.mistake;
  const std::string where = progress(world.step);
  if (world.signal == SIGPROF)
    return "It did not come back: it went round and round " + where + ".";
  if (world.signal != 0) {
    return "It crashed " + where + ": " + strsignal(world.signal) + " at address " +
           hexadecimal(world.address) + owner_of(world, world.address) + ".";
  }
  if (WIFSIGNALED(status)) {
    return "It crashed " + where + " so that no handler could run: " + strsignal(WTERMSIG(status)) +
           ".";
  }
  if (!world.finished) return "It ended the program " + where + ".";
  return "";
}

std::string examine(Switch subject) {
  void* shared =
      mmap(nullptr, sizeof(World), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return "There is no memory for the examination: free some.";
  World& world = *static_cast<World*>(shared);  // all zeros
  world.subject = subject;
  const pid_t child = fork();
  if (child == 0) run_the_switch(world);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    munmap(shared, sizeof(World));
    return "The examination cannot start a process: end some.";
  }
  std::string happened = what_happened(world, status);
  munmap(shared, sizeof(World));
  return happened;
}

}  // namespace greenlens::arch_test
