// The connection to a gdb stub. One thread.
#ifndef GREENLENS_TRACER_GDB_WIRE_H_
#define GREENLENS_TRACER_GDB_WIRE_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/gdb/packets.h"

namespace greenlens::gdb {

class Wire {
 public:
  Wire() = default;
  ~Wire();
  Wire(const Wire&) = delete;

  // To "HOST:PORT", ":PORT" on this machine, or the path of a socket. Empty, or the reason why not.
  std::string connect(const std::string& where);
  bool is_open() const { return socket_ >= 0; }
  void close();
  // False when the other side is gone.
  bool send(std::string_view bytes);
  // The next packet; waits for it so long. None when there is none, or is_open() is false then.
  std::optional<std::string> receive(std::chrono::milliseconds wait);

 private:
  int socket_ = -1;
  Packets packets_;
};

}  // namespace greenlens::gdb

#endif  // GREENLENS_TRACER_GDB_WIRE_H_
