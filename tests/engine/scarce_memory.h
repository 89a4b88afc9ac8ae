// Memory that runs out when a test says so. For programs that are linked with
// --wrap=malloc,--wrap=aligned_alloc,--wrap=free: what the engine asks malloc for, and everybody
// operator new, can fail.
#ifndef GREENLENS_TESTS_ENGINE_SCARCE_MEMORY_H_
#define GREENLENS_TESTS_ENGINE_SCARCE_MEMORY_H_

namespace greenlens::engine {

// The request-th request for memory of this thread from now on fails, or it and all that follow
// until enough_memory().
void lack_memory(long request, bool from_then_on);
void enough_memory();
// Whether a request has failed since lack_memory().
bool memory_lacked();

// Blocks that were taken and not yet given back, in the whole program.
long blocks_in_use();
// The bytes of these blocks.
long bytes_in_use();

}  // namespace greenlens::engine

#endif  // GREENLENS_TESTS_ENGINE_SCARCE_MEMORY_H_
