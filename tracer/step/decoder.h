// What a single instruction is: its words, the memory that it touches, and where it goes.
#ifndef GREENLENS_TRACER_STEP_DECODER_H_
#define GREENLENS_TRACER_STEP_DECODER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/step/cpu.h"

namespace greenlens::step {

// An operand in memory: base + index * scale + displacement. Registers by their names; "": none.
struct MemoryOperand {
  std::string base, index;
  int64_t scale = 1;
  int64_t displacement = 0;
  size_t size = 0;  // bytes
  bool reads = false, writes = false;
};

struct Decoded {
  size_t size = 0;   // bytes; 0: these are no instruction that is known
  std::string text;  // in the syntax of the switch's source, or why there is none
  bool calls = false;
  bool returns = false;
  bool pushes = false;           // one word, to where the stack pointer is then
  bool pops = false;             // one word, from where it was
  bool marks_a_landing = false;  // and does nothing else: endbr64, bti
  std::vector<MemoryOperand> memory;
  std::vector<std::string> writes;  // registers, as far as that is known; not the flags
  // Likewise; and whether both are all, which of some CPUs the disassembler does not say.
  std::vector<std::string> reads;
  bool uses_are_known = false;
};

// One thread.
class Decoder {
 public:
  // The CPU outlives it. `odd`: of functions at odd addresses, where the CPU has those.
  explicit Decoder(const Cpu& cpu, bool odd = false);
  ~Decoder();
  Decoder(const Decoder&) = delete;

  // These bytes will be decoded, which lie so many bytes behind what words count from: whoever else
  // has to be asked for their words is asked here.
  void learn(std::string_view bytes, uint64_t offset);
  // The instruction that these bytes begin with, which lie so many bytes behind what its words
  // count addresses of code from.
  Decoded decode(std::string_view bytes, uint64_t offset) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_DECODER_H_
