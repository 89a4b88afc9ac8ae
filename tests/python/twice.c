// A thread's beginning that calls what it is given two times, as a thread of C may that calls into
// Python now and then: each call has a thread state of its own there.
void* call_twice(void* function) {
  void (*call)(void) = (void (*)(void))function;
  call();
  call();
  return 0;
}
