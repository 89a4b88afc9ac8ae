// A library that is loaded and unloaded. There are two of it, whose code lies in the same places.
extern "C" int plugin_calls(void (*callee)()) {
  volatile char room[PLUGIN_ROOM];
  room[0] = 1;
  callee();
  return room[0];
}
