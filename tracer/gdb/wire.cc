#include "tracer/gdb/wire.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace greenlens::gdb {
namespace {

constexpr const char* kThisMachine = "127.0.0.1";
constexpr int kMostWait = 10000;  // ms

std::string connect_to_path(const std::string& path, int* made) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return strerror(ENAMETOOLONG);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int one = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(one, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    const int reason = errno;
    ::close(one);
    return strerror(reason);
  }
  *made = one;
  return "";
}

std::string connect_to_port(const std::string& host, const std::string& port, int* made) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* all = nullptr;
  const int failed = getaddrinfo(host.c_str(), port.c_str(), &wanted, &all);
  if (failed != 0) return gai_strerror(failed);
  int reason = ECONNREFUSED;
  for (const addrinfo* at = all; at != nullptr && *made < 0; at = at->ai_next) {
    const int one = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
    if (::connect(one, at->ai_addr, at->ai_addrlen) == 0) {
      *made = one;
    } else {
      reason = errno;
      ::close(one);
    }
  }
  freeaddrinfo(all);
  if (*made < 0) return strerror(reason);
  const int yes = 1;  // each packet is waited for
  setsockopt(*made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return "";
}

}  // namespace

Wire::~Wire() { close(); }

void Wire::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

std::string Wire::connect(const std::string& where) {
  close();
  packets_ = {};
  std::error_code ignored;
  const bool is_path = where.find('/') != where.npos || std::filesystem::is_socket(where, ignored);
  if (is_path) return connect_to_path(where, &socket_);
  const size_t colon = where.rfind(':');
  const std::string host =
      colon == where.npos || colon == 0 ? kThisMachine : where.substr(0, colon);
  return connect_to_port(host, colon == where.npos ? where : where.substr(colon + 1), &socket_);
}

bool Wire::send(std::string_view bytes) {
  while (socket_ >= 0 && !bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<size_t>(sent));
    } else if (errno == EAGAIN) {
      // Who reads nothing for so long does not answer either.
      pollfd asked{socket_, POLLOUT, 0};
      if (poll(&asked, 1, kMostWait) == 0) close();
    } else if (errno != EINTR) {
      close();
    }
  }
  return socket_ >= 0;
}

std::optional<std::string> Wire::receive(std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  for (;;) {
    if (auto found = packets_.next()) return found;
    if (socket_ < 0) return {};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd asked{socket_, POLLIN, 0};
    const int ready = poll(&asked, 1, std::max(0, static_cast<int>(left.count())));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return {};
    char room[4096];
    const ssize_t got = recv(socket_, room, sizeof room, 0);
    if (got > 0) {
      packets_.feed({room, static_cast<size_t>(got)});
    } else if (got == 0 || errno != EINTR) {
      close();
    }
  }
}

}  // namespace greenlens::gdb
