#include "tracer/ring/offer.h"

#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string_view>

namespace greenlens::ring {
namespace {

constexpr mode_t kPrivateFolder = 0700;
constexpr char kEnding[] = ".sock";
constexpr int kWaitForAnswer = 10000;  // ms: a program may have much to do first
constexpr size_t kMostAnswer = 400;

bool address_of(const std::string& place, sockaddr_un* address) {
  address->sun_family = AF_UNIX;
  if (place.size() >= sizeof address->sun_path) return errno = ENAMETOOLONG, false;
  std::memcpy(address->sun_path, place.c_str(), place.size() + 1);
  return true;
}

// Whether it can be reached: a socket at that place, with somebody who listens. The descriptor.
int connect_to(const std::string& place) {
  sockaddr_un address{};
  if (!address_of(place, &address)) return -1;
  const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) return -1;
  if (connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return made;
  const int reason = errno;
  close(made);
  errno = reason;
  return -1;
}

// The process at the other end, if it is of our user; else 0.
pid_t peer_of(int connection) {
  ucred peer{};
  socklen_t bytes = sizeof peer;
  if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &bytes) != 0) return 0;
  return peer.uid == geteuid() ? peer.pid : 0;
}

// A folder that is ours alone, made if it is not there.
bool own_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), kPrivateFolder) != 0 && errno != EEXIST) return false;
  struct stat there {};
  if (lstat(folder.c_str(), &there) != 0) return false;
  const bool ours = S_ISDIR(there.st_mode) && there.st_uid == geteuid() &&
                    (there.st_mode & (S_IRWXG | S_IRWXO)) == 0;
  if (!ours) errno = EACCES;
  return ours;
}

bool wait_for(int connection, int milliseconds) {
  pollfd wanted{connection, POLLIN, 0};
  return poll(&wanted, 1, milliseconds) > 0;
}

std::string name_of(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/cmdline");
  std::string path;
  std::getline(in, path, '\0');
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::string offer_folder() {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && runtime[0] == '/') return std::string(runtime) + "/greenlens";
  return "/tmp/greenlens-" + std::to_string(geteuid());
}

std::string offer_place(pid_t pid) { return offer_folder() + "/" + std::to_string(pid) + kEnding; }

int open_offer(const std::string& place, std::string* why) {
  sockaddr_un address{};
  const bool in_own_folder = place.starts_with(offer_folder() + "/");
  int made = -1;
  if (!address_of(place, &address) || (in_own_folder && !own_folder(offer_folder())) ||
      (made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) < 0) {
    *why = std::strerror(errno);
    return -1;
  }
  // Before it can be reached nobody else may.
  fchmod(made, S_IRUSR | S_IWUSR);
  const auto* where = reinterpret_cast<const sockaddr*>(&address);
  bool bound = bind(made, where, sizeof address) == 0;
  if (!bound && errno == EADDRINUSE) {
    // Of a program that is gone; one that is there keeps its own.
    const int other = connect_to(place);
    struct stat there {};
    if (other >= 0) {
      close(other);
      errno = EADDRINUSE;
    } else if (lstat(place.c_str(), &there) == 0 && S_ISSOCK(there.st_mode)) {
      unlink(place.c_str());
      bound = bind(made, where, sizeof address) == 0;
    } else {
      errno = EEXIST;
    }
  }
  if (bound && chmod(place.c_str(), S_IRUSR | S_IWUSR) == 0 && listen(made, 1) == 0) return made;
  *why = std::strerror(errno);
  close(made);
  return -1;
}

int next_caller(int offer, int milliseconds) {
  if (!wait_for(offer, milliseconds)) return -1;
  const int caller = accept4(offer, nullptr, nullptr, SOCK_CLOEXEC);
  if (caller < 0 || peer_of(caller) != 0) return caller;
  close(caller);
  return -1;
}

bool has_spoken(int caller, int milliseconds) { return wait_for(caller, milliseconds); }

std::unique_ptr<Shared> take_shared(int caller) {
  char byte = 0;
  iovec bytes{&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  if (recvmsg(caller, &message, MSG_CMSG_CLOEXEC) != 1) return nullptr;
  const cmsghdr* part = CMSG_FIRSTHDR(&message);
  if (part == nullptr || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS ||
      part->cmsg_len != CMSG_LEN(sizeof(int))) {
    return nullptr;
  }
  int file = -1;
  std::memcpy(&file, CMSG_DATA(part), sizeof file);
  return Shared::adopt(file);
}

void answer(int caller, const std::string& why_not) {
  // Somebody may have gone meanwhile, and what he is told fits into any buffer.
  const std::string_view text = std::string_view(why_not).substr(0, kMostAnswer);
  [[maybe_unused]] const ssize_t sent =
      send(caller, text.empty() ? "\n" : text.data(), std::max<size_t>(text.size(), 1),
           MSG_NOSIGNAL | MSG_DONTWAIT);
  close(caller);
}

std::string call(const std::string& place, const Shared& shared, pid_t* pid) {
  const int connection = connect_to(place);
  if (connection < 0) return std::strerror(errno);
  *pid = peer_of(connection);
  std::string said;
  if (*pid == 0) {
    said = "it is another user's";
  } else {
    char byte = 1;
    iovec bytes{&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* part = CMSG_FIRSTHDR(&message);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int));
    const int file = shared.descriptor();
    std::memcpy(CMSG_DATA(part), &file, sizeof file);
    char text[kMostAnswer];
    ssize_t got = 0;
    if (sendmsg(connection, &message, MSG_NOSIGNAL) != 1 || !wait_for(connection, kWaitForAnswer) ||
        (got = recv(connection, text, sizeof text, 0)) <= 0) {
      said = "it does not answer";
    } else if (text[0] != '\n') {
      said.assign(text, static_cast<size_t>(got));
    }
  }
  close(connection);
  return said;
}

std::vector<Offered> all_offered() {
  std::vector<Offered> all;
  DIR* folder = opendir(offer_folder().c_str());
  if (folder == nullptr) return all;
  while (const dirent* entry = readdir(folder)) {
    const std::string_view name = entry->d_name;
    if (!name.ends_with(kEnding)) continue;
    Offered one;
    const char* end = name.data() + name.size() - std::strlen(kEnding);
    const auto read = std::from_chars(name.data(), end, one.pid);
    if (read.ec != std::errc() || read.ptr != end || one.pid <= 0) continue;
    one.place = offer_folder() + "/" + std::string(name);
    if (kill(one.pid, 0) != 0 && errno == ESRCH) {
      unlink(one.place.c_str());
      continue;
    }
    one.name = name_of(one.pid);
    all.push_back(std::move(one));
  }
  closedir(folder);
  std::sort(all.begin(), all.end(),
            [](const Offered& a, const Offered& b) { return a.pid < b.pid; });
  return all;
}

}  // namespace greenlens::ring
