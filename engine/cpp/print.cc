#include "engine/cpp/print.h"

#include <unistd.h>

#include <cerrno>
#include <string_view>

#include "engine/core/thread_state.h"
#include "engine/cpp/caller.h"
#include "engine/cpp/frame.h"

namespace greenlens::engine {
namespace {

void write_all(int file_descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(file_descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return;  // nobody reads: a program's print has no way to say so
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
}

std::string joined(const std::vector<Value>& values) {
  std::string line;
  for (const Value& value : values) {
    if (&value != values.data()) line += ' ';
    line += value.str();
  }
  return line;
}

}  // namespace

void print_text(std::string line) {
  line += '\n';
  int output = core::thread_state().output;
  if (output >= 0) write_all(output, line);
  std::string_view text = line;
  text.remove_suffix(1);
  core::thread_state().observer->printed(Where::here(-3), *core::thread_state().current, text);
}

void print(Where where) {
  reach_line(where, GREENLENS_CALLER_SP);
  print_text({});
}

void print_values(Where where, const std::vector<Value>& values) {
  reach_line(where, GREENLENS_CALLER_SP);
  print_text(joined(values));
}

void set_output(int file_descriptor) { core::thread_state().output = file_descriptor; }
int output() { return core::thread_state().output; }

}  // namespace greenlens::engine
