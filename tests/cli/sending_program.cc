// A program without an engine, for tests: what it sends to whoever watches is in the file that it
// is given.
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

int main(int, char** arguments) {
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const int channel = std::atoi(std::getenv("GREENLENS_CHANNEL"));
  for (size_t sent = 0; sent < bytes.size();) {
    const ssize_t more = write(channel, bytes.data() + sent, bytes.size() - sent);
    if (more <= 0) return 1;
    sent += static_cast<size_t>(more);
  }
}
