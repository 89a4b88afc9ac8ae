// A program of your own: run it as it is, or watch it with `greenlens run ./pingpong`.
#include <greenlens/engine/cpp/module.h>
#include <greenlens/tracer/record/attach.h>

#include <memory>
#include <string>

using namespace greenlens::engine;

struct Game : ModuleOf<Game> {
  Greenlet ping, pong;
  int rounds = 0;

  Value play_ping(const Arguments&) {
    Frame frame;
    for (int i = 0; i < rounds; ++i) {
      print("ping", i);
      pong.switch_to(i);
    }
    return "ping is done";
  }

  Value play_pong(const Arguments& arguments) {
    Frame frame;
    Value round = arguments[0];
    for (;;) {
      print("pong", round);
      round = ping.switch_to();
    }
  }
};

int main(int argc, char** argv) {
  greenlens::record::Attachment watched("ping pong", __FILE__);
  auto game = std::make_unique<Game>();
  game->rounds = argc > 1 ? std::stoi(argv[1]) : 3;
  game->ping = game->greenlet("ping", &Game::play_ping);
  game->pong = game->greenlet("pong", &Game::play_pong);
  print(game->ping.switch_to());
  watched.finish();  // what is left suspended is cleaned up unseen
}
