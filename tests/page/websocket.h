// Texts to and from a server of this machine, by Boost.Beast.
#ifndef GREENLENS_TESTS_PAGE_WEBSOCKET_H_
#define GREENLENS_TESTS_PAGE_WEBSOCKET_H_

#include <memory>
#include <string>

namespace greenlens::testing {

class Websocket {
 public:
  Websocket();
  ~Websocket();
  Websocket(const Websocket&) = delete;
  Websocket& operator=(const Websocket&) = delete;

  bool open(int port, const std::string& path);
  bool send(const std::string& text);
  // Empty when none came for two minutes, or it is closed.
  std::string receive();

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_WEBSOCKET_H_
