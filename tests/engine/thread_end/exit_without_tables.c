/* Compiled without unwind tables: pthread_exit cannot unwind what called this, and jumps. */
#include <pthread.h>

void exit_without_tables(void* value) { pthread_exit(value); }
