// A program of your own: run it as it is, or watch it with `greenlens run ./pingpong`.
#include <memory>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

using namespace greenlens;

struct Game {
  engine::Greenlet ping, pong;
  int rounds = 0;

  engine::Value play_ping(const engine::Arguments&) {
    engine::Frame frame;
    for (int i = 0; i < rounds; ++i) {
      engine::print("ping", i);
      pong.switch_to(i);
    }
    return "ping is done";
  }
  engine::Value play_pong(const engine::Arguments& arguments) {
    engine::Frame frame;
    engine::Value round = arguments[0];
    for (;;) {
      engine::print("pong", round);
      round = ping.switch_to();
    }
  }
};

int main(int argc, char** argv) {
  record::Attachment watched("ping pong", __FILE__);
  auto game = std::make_unique<Game>();
  game->rounds = argc > 1 ? std::stoi(argv[1]) : 3;
  game->ping = engine::Greenlet("ping", [&g = *game](const auto& a) { return g.play_ping(a); });
  game->pong = engine::Greenlet("pong", [&g = *game](const auto& a) { return g.play_pong(a); });
  engine::print(game->ping.switch_to());
  watched.finish();  // what is left suspended is cleaned up unseen
}
