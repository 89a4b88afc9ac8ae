// Two contexts, and variables of all kinds: what a recording of lines says of them is in
// tests/tracer/foreign/lines_test.cc, which finds the lines by the words behind them.
#include <stdint.h>
#include <stdio.h>

void thread_switch(uint64_t** from, uint64_t* to);

enum color { red, green = 5, blue };
struct point {
  int x, y;
};
struct box {
  const char* name;
  struct point corner;
  uint8_t small;
};
typedef struct box* box_ref;

static uint64_t stack[4096];
static uint64_t* main_sp;
static uint64_t* other_sp;

static int sum_of(const int* numbers, int count) {
  int sum = 0;  // begins
  for (int i = 0; i < count; ++i) {
    sum += numbers[i];  // adds
  }
  return sum;  // has added
}

static void other(void) {
  int own = -3;
  thread_switch(&other_sp, main_sp);
  own = own * 2;  // is back
  printf("own %d\n", own);
  thread_switch(&other_sp, main_sp);
  for (;;) {
  }
}

int main(void) {
  int numbers[3] = {1, 2, 3};
  struct box box = {"a \"box\"", {7, -8}, 200};
  box_ref reference = &box;
  enum color color = blue;
  char letters[8] = "hey";
  char letter = 'q';
  double half = 0.5;
  float quarter = 0.25F;
  const char* nothing = NULL;
  int* first = &numbers[0];
  uint64_t big = UINT64_MAX;
  printf("%d %s %d %s %c %f %f %p %d %llu\n", numbers[1], reference->name, (int)color, letters,
         letter, half, (double)quarter, (void*)nothing, *first, (unsigned long long)big);
  fflush(stdout);  // all
  uint64_t* top = &stack[4096];
  *--top = 0;
  *--top = (uint64_t)other;
  top -= 6;
  other_sp = top;
  thread_switch(&main_sp, other_sp);
  {
    int numbers_in_block = 9;  // hides nothing
    int color_number = sum_of(numbers, 3);
    printf("%d %d\n", numbers_in_block, color_number);  // inside
  }
  thread_switch(&main_sp, other_sp);
  return 0;
}
