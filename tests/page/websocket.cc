#include "tests/page/websocket.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>

#include "tests/page/browser_process.h"

namespace greenlens::testing {

namespace beast = boost::beast;
using boost::asio::ip::tcp;

struct Websocket::Stream {
  boost::asio::io_context io;
  beast::websocket::stream<tcp::socket> socket{io};
};

Websocket::Websocket() : stream_(std::make_unique<Stream>()) {}
Websocket::~Websocket() = default;

bool Websocket::open(int port, const std::string& path) {
  beast::error_code failed;
  const tcp::endpoint there(boost::asio::ip::address_v4::loopback(),
                            static_cast<unsigned short>(port));
  stream_->socket.next_layer().connect(there, failed);
  if (failed) return false;
  stream_->socket.read_message_max(0);  // a picture is large
  stream_->socket.handshake("127.0.0.1:" + std::to_string(port), path, failed);
  return !failed;
}

bool Websocket::send(const std::string& text) {
  beast::error_code failed;
  stream_->socket.write(boost::asio::buffer(text), failed);
  return !failed;
}

std::string Websocket::receive() {
  beast::flat_buffer bytes;
  bool has_come = false;
  stream_->socket.async_read(bytes,
                             [&](beast::error_code failed, std::size_t) { has_come = !failed; });
  stream_->io.restart();
  stream_->io.run_for(std::chrono::seconds(kMostWaiting));
  if (!has_come) {
    // Nobody waits for it any more.
    beast::error_code ignored;
    stream_->socket.next_layer().close(ignored);
    stream_->io.restart();
    stream_->io.run();
  }
  return has_come ? beast::buffers_to_string(bytes.data()) : std::string();
}

}  // namespace greenlens::testing
