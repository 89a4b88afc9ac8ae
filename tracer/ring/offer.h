// How a program that runs already, and whoever wants to record it, find each other: at a socket in
// a folder of their user's. What goes through it is the descriptor of the memory that both share
// then (tracer/ring/shared.h), and an answer; nothing lies on a network, and nobody but their user,
// and no other user's program, is heard.
#ifndef GREENLENS_TRACER_RING_OFFER_H_
#define GREENLENS_TRACER_RING_OFFER_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "tracer/ring/shared.h"

namespace greenlens::ring {

// The environment variable that has a program offer itself: 1, or where.
inline constexpr char kOfferVariable[] = "GREENLENS_OFFER";

// Where programs of this user offer themselves: a folder in $XDG_RUNTIME_DIR, or else in /tmp. And
// a process's own place there.
std::string offer_folder();
std::string offer_place(pid_t pid);

// --- the program's side
// A socket that listens there, owner-only; -1 and `why` when there can be none.
int open_offer(const std::string& place, std::string* why);
// Somebody who has come, or -1: a wait of so many milliseconds, or somebody else's process.
int next_caller(int offer, int milliseconds);
// Whether the caller has said something, or has gone; waits that long for it.
bool has_spoken(int caller, int milliseconds);
// The memory that the caller wants to share, when it has spoken; null when it is none.
std::unique_ptr<Shared> take_shared(int caller);
// "": it will be recorded; otherwise why not. Closes it.
void answer(int caller, const std::string& why_not);

// --- the recorder's side
// Hands over `shared`, which has a descriptor, and waits for the answer: "" or why not. `pid` is
// whose it is.
std::string call(const std::string& place, const Shared& shared, pid_t* pid);

// Who offers itself now, by its process's number. What is left of programs that are gone is
// removed.
struct Offered {
  pid_t pid = 0;
  std::string place, name;
};
std::vector<Offered> all_offered();

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_OFFER_H_
