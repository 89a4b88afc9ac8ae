// Programs that are not there, as recordings: what each tells, event by event.
#ifndef GREENLENS_BENCH_STORE_SHAPES_H_
#define GREENLENS_BENCH_STORE_SHAPES_H_

#include <array>
#include <cstdint>
#include <functional>

#include "tracer/facts/event.h"

namespace greenlens::bench {

enum class Shape : uint8_t {
  ping_pong,  // main and two others in turn, 256 bytes each
  random,     // main and 2,000 others, in any order
  deep,       // the same with 32 KiB each
  output,     // ping-pong that prints 100 letters a switch
};
inline constexpr std::array<Shape, 4> kShapes = {Shape::ping_pong, Shape::random, Shape::deep,
                                                 Shape::output};
const char* shape_name(Shape shape);

// Tells of a program with so many switches, which goes by the rules: 12 events a switch.
void tell(Shape shape, uint64_t switches, const std::function<void(const facts::Event&)>& told);

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_STORE_SHAPES_H_
