// Writing a file that a person named, or that is named after what the window shows.
#ifndef GREENLENS_CLI_WRITE_FILE_H_
#define GREENLENS_CLI_WRITE_FILE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace greenlens::cli {

// Takes a piece of the content; false when no more can be written.
using Sink = std::function<bool(std::string_view)>;
// Who may read a file that was not there before: whoever the system lets, or its owner alone, as of
// a recording, which has bytes of a program's stack. One that was there keeps what it had.
enum class Readers : uint8_t { usual, owner };
// What `make` hands to the sink takes the place of what is there once all of it has been written,
// and with `make` saying so; else nothing changes. (What is no file is written as it comes.) The
// system's reason when it fails; empty: it did not.
std::string write_file(const std::string& path, const std::function<bool(const Sink&)>& make,
                       Readers readers = Readers::usual);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_WRITE_FILE_H_
