// What happens in C when memory is lacking: the call fails with an error that can be read, nothing
// ends the process, nothing is lost, and the same call works when there is memory again.
//
// A list has a call of every function of engine/c/*.h: every_function_of_c.cmake compares them.
// Each is made in a thread of its own, as its first call and as a later one, with each of its
// requests for memory failing: alone, and together with all that follow. All memory returns; it may
// be less than before, since naming a class also frees what was not counted, the demangler's.
#include <gtest/gtest.h>
#include <pthread.h>

#include <functional>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/c/api.h"
#include "engine/c/bridge.h"
#include "engine/c/frame.h"
#include "engine/c/load_extension.h"
#include "engine/c/print.h"
#include "engine/cpp/print.h"
#include "tests/engine/scarce_memory.h"

namespace greenlens::engine {
namespace {

std::string path_of(const std::string& name) { return GREENLENS_EXTENSIONS "/" + name + ".so"; }

int wait_in_parent(void*, const greenlens_value*, const greenlens_value*,
                   greenlens_value** result) {
  return greenlens_switch(greenlens_parent(greenlens_current()), nullptr, nullptr, result);
}
int return_text(void*, const greenlens_value*, const greenlens_value*, greenlens_value** result) {
  *result = greenlens_build("s", "a text that is longer than a string holds in itself");
  return *result != nullptr ? GREENLENS_OK : GREENLENS_ERROR;
}
int fail(void*, const greenlens_value*, const greenlens_value*, greenlens_value**) {
  return greenlens_set_error("ValueError", "a text that is longer than a string holds in itself");
}
int note_its_end(void* self, const greenlens_value*, const greenlens_value*, greenlens_value**) {
  int status = greenlens_switch(greenlens_parent(greenlens_current()), nullptr, nullptr, nullptr);
  *static_cast<int*>(self) = status;
  return status;
}

struct Greenlets {
  greenlens_greenlet* made;
  explicit Greenlets(greenlens_function run, void* self = nullptr)
      : made(greenlens_new("a name that is longer than a string holds", run, self, nullptr)) {}
  ~Greenlets() { greenlens_release(made); }
};

// A call that cleans up behind itself, and whether it succeeded. One that fails leaves an error.
struct Call {
  const char* name;
  std::function<bool()> make;
};

bool freed(greenlens_value* value) {
  greenlens_free(value);
  return value != nullptr;
}

bool with_greenlet(greenlens_function run, const std::function<bool(greenlens_greenlet*)>& use) {
  Greenlets g(run);
  return g.made != nullptr && use(g.made);
}

const greenlens_value* lent() {
  static const Value value = Value::tuple({1, "two", 0.5});
  return lend(value);
}
const greenlens_value* lent_keywords() {
  static const Value value = Value::dict({{"a", 1}});
  return lend(value);
}

bool switches(greenlens_function run, int wanted) {
  return with_greenlet(run, [&](greenlens_greenlet* g) {
    greenlens_value* said = nullptr;
    int status = greenlens_switch(g, nullptr, nullptr, &said);
    greenlens_free(said);
    if (status != wanted) return false;
    if (status != GREENLENS_OK) greenlens_clear_error();
    return true;
  });
}

// Whether an expected error is what it says it is, or one that says that memory is lacking.
bool is_pending(int status, const char* kind, const char* text) {
  if (status != GREENLENS_ERROR) return false;
  if (std::string_view(greenlens_error_kind()) != kind) return false;
  EXPECT_STREQ(greenlens_error_text(), text);
  greenlens_clear_error();
  return true;
}

const std::vector<Call>& calls() {
  static const std::vector<Call> list = {
      {"greenlens_new", [] { return with_greenlet(return_text, [](auto*) { return true; }); }},
      {"greenlens_switch, first", [] { return switches(return_text, GREENLENS_OK); }},
      {"greenlens_switch, with arguments",
       [] {
         greenlens_value* arguments = greenlens_build("iss", 1, "two", nullptr);
         greenlens_value* keywords = arguments ? greenlens_build("{s:i}", "three", 3) : nullptr;
         greenlens_value* said = nullptr;
         greenlens_greenlet* main = keywords ? greenlens_main() : nullptr;
         if (main == nullptr) {
           greenlens_free(arguments);
           greenlens_free(keywords);
           return false;
         }
         int status = greenlens_switch(main, arguments, keywords, &said);
         return status == GREENLENS_OK && freed(said);
       }},
      {"greenlens_switch, later",
       [] {
         return with_greenlet(wait_in_parent, [](auto* g) {
           return greenlens_switch(g, nullptr, nullptr, nullptr) == GREENLENS_OK &&
                  greenlens_switch(g, nullptr, nullptr, nullptr) == GREENLENS_OK;
         });
       }},
      {"greenlens_switch, to one that fails",
       [] {
         return with_greenlet(fail, [](auto* g) {
           return is_pending(greenlens_switch(g, nullptr, nullptr, nullptr), "ValueError",
                             "a text that is longer than a string holds in itself");
         });
       }},
      {"greenlens_throw, first",
       [] {
         return with_greenlet(wait_in_parent, [](auto* g) {
           return is_pending(greenlens_throw(g, "KeyError", "thrown", nullptr), "KeyError",
                             "thrown");
         });
       }},
      {"greenlens_throw, GreenletExit",
       [] {
         return with_greenlet(wait_in_parent, [](auto* g) {
           greenlens_value* said = nullptr;
           bool ends = greenlens_switch(g, nullptr, nullptr, nullptr) == GREENLENS_OK &&
                       greenlens_throw(g, nullptr, "a reason", &said) == GREENLENS_OK;
           greenlens_free(said);
           return ends;
         });
       }},
      {"greenlens_current", [] { return greenlens_current() != nullptr; }},
      {"greenlens_main", [] { return greenlens_main() != nullptr; }},
      {"greenlens_parent and greenlens_set_parent",
       [] {
         return with_greenlet(return_text, [](auto* parent) {
           return with_greenlet(return_text, [&](auto* g) {
             return greenlens_set_parent(g, parent) == GREENLENS_OK &&
                    greenlens_parent(g) == parent;
           });
         });
       }},
      {"greenlens_is_started, _active, _dead, _main",
       [] {
         return with_greenlet(return_text, [](auto* g) {
           return !greenlens_is_started(g) && !greenlens_is_active(g) && !greenlens_is_dead(g) &&
                  !greenlens_is_main(g);
         });
       }},
      {"greenlens_set_name and greenlens_name",
       [] {
         return with_greenlet(return_text, [](auto* g) {
           return greenlens_set_name(g, "another name that is longer than a string holds") ==
                      GREENLENS_OK &&
                  greenlens_name(g) != nullptr;
         });
       }},
      {"greenlens_retain and greenlens_release, of a suspended one",
       [] {
         static int ended;  // of the last one; one thread runs at a time
         ended = -1;
         bool waits = false;
         {
           Greenlets g(note_its_end, &ended);
           waits = g.made && greenlens_switch(g.made, nullptr, nullptr, nullptr) == GREENLENS_OK;
           greenlens_release(greenlens_retain(g.made));
         }
         // Whom it cannot be switched to is told when its thread ends.
         return waits && (ended == GREENLENS_EXIT || (ended == -1 && memory_lacked()));
       }},
      {"greenlens_for_each_stack_copy",
       [] {
         return with_greenlet(wait_in_parent, [](auto* g) {
           if (greenlens_switch(g, nullptr, nullptr, nullptr) != GREENLENS_OK) return false;
           long bytes = 0;
           greenlens_for_each_stack_copy(
               [](const void* begin, const void* end, void* sum) {
                 *static_cast<long*>(sum) +=
                     static_cast<const char*>(end) - static_cast<const char*>(begin);
               },
               &bytes);
           return bytes > 0;
         });
       }},
      {"greenlens_at",
       [] {
         greenlens_at("file", "function", 1);
         return greenlens_current() != nullptr;
       }},
      {"greenlens_build",
       [] {
         greenlens_value* seven = greenlens_build("s", "seven");
         if (seven == nullptr) return false;
         return freed(greenlens_build("iLdsp(s{s:N})O", 1, 2LL, 0.5, "four", nullptr, "five",
                                      "six is a key that is longer than a string holds", seven,
                                      lent()));
       }},
      {"greenlens_build, of a greenlet",
       [] {
         return with_greenlet(return_text,
                              [](auto* g) { return freed(greenlens_build("GG", g, g)); });
       }},
      {"greenlens_build, of what it refuses",
       [] {
         if (greenlens_build("s, x", "text") != nullptr) return true;
         bool told = std::string_view(greenlens_error_kind()) == "SystemError";
         if (told) greenlens_clear_error();
         return told;
       }},
      {"greenlens_parse",
       [] {
         int one = 0;
         const char* two = nullptr;
         double three = 0;
         return greenlens_parse(lent(), "isd:a_function_with_a_long_name", &one, &two, &three) ==
                GREENLENS_OK;
       }},
      {"greenlens_parse, of what it refuses",
       [] {
         int one = 0;
         return is_pending(greenlens_parse(lent(), "i:add", &one), "TypeError",
                           "add takes 1 argument and was given 3: call it as add(int)");
       }},
      {"greenlens_size and greenlens_item",
       [] { return greenlens_size(lent()) == 3 && greenlens_item(lent(), 1) != nullptr; }},
      {"greenlens_keyword", [] { return greenlens_keyword(lent_keywords(), "a") != nullptr; }},
      {"greenlens_keyword, of null",
       [] {
         EXPECT_EQ(greenlens_keyword(lent_keywords(), nullptr), nullptr);
         return is_pending(GREENLENS_ERROR, "SystemError",
                           "greenlens_keyword needs a name, and was given null");
       }},
      {"greenlens_repr",
       [] {
         char text[100];
         return greenlens_repr(lent(), text, sizeof text) != 0;
       }},
      {"greenlens_copy and greenlens_free", [] { return freed(greenlens_copy(lent())); }},
      {"greenlens_set_error, _error_kind, _error_text, _clear_error",
       [] {
         return is_pending(greenlens_set_error("ValueError", "a text longer than a string holds"),
                           "ValueError", "a text longer than a string holds");
       }},
      {"greenlens_push_frame_at, _pop_frame",
       [] {
         greenlens_frame* frame = greenlens_push_frame();
         greenlens_pop_frame(frame);
         return frame != nullptr;
       }},
      {"greenlens_leave_frame",
       [] {
         GREENLENS_FRAME;
         return greenlens_frame_of_function != nullptr;
       }},
      {"greenlens_print_at",
       [] {
         return greenlens_print("%s", "a line that is longer than a string holds in itself") ==
                GREENLENS_OK;
       }},
      {"load_extension, greenlens_init_module_of_version",
       [] {
         try {
           return load_extension(path_of("foobar")).call("add", {1, 2}) == Value(3);
         } catch (const std::bad_alloc&) {
           greenlens_set_error(GREENLENS_MEMORY_ERROR, "memory is lacking");
           return false;
         }
       }},
      {"load_extension, of one that refuses",
       [] {
         try {
           load_extension(path_of("unwilling"));
         } catch (const CError& error) {
           return error.kind() == "ImportError";
         } catch (const std::bad_alloc&) {
           greenlens_set_error(GREENLENS_MEMORY_ERROR, "memory is lacking");
         }
         return false;
       }},
      {"a call of an extension, from a body",
       [] {
         try {
           static const Extension foobar = load_extension(path_of("foobar"));
           return Greenlet("g", foobar.body("add")).switch_to(1, 2) == Value(3);
         } catch (const std::bad_alloc&) {
         } catch (const GreenletError&) {
         }
         greenlens_set_error(GREENLENS_MEMORY_ERROR, "memory is lacking");
         return false;
       }},
  };
  return list;
}

struct Case {
  const char* name;
  bool from_then_on;
  bool first_of_its_thread;
};

class CMemory : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() {
    // What the process makes once.
    for (const Call& call : calls()) {
      std::thread([&] {
        set_output(-1);
        EXPECT_TRUE(call.make()) << call.name;
      }).join();
    }
  }

  // Returns whether memory has lacked.
  bool make(const Call& call, long request) {
    bool lacked = false;
    long before = blocks_in_use();
    std::thread([&] {
      if (!GetParam().first_of_its_thread) greenlens_current();
      if (!GetParam().first_of_its_thread) set_output(-1);
      lack_memory(request, GetParam().from_then_on);
      bool done = call.make();
      const char* kind = greenlens_error_kind();  // also while there is none
      const char* text = greenlens_error_text();
      lacked = memory_lacked();
      enough_memory();
      if (done) {
        EXPECT_EQ(kind, nullptr);
      } else {
        expect_told(kind, text);
      }
      greenlens_clear_error();
      EXPECT_EQ(greenlens_error_kind(), nullptr);
      EXPECT_TRUE(call.make()) << "the thread is unusable: " << greenlens_error_kind() << ": "
                               << greenlens_error_text();
    }).join();
    EXPECT_LE(blocks_in_use(), before);
    return lacked;
  }

  static void expect_told(const char* kind, const char* text) {
    ASSERT_NE(kind, nullptr);
    ASSERT_NE(text, nullptr);
    if (std::string_view(kind) == GREENLENS_GREENLET_ERROR) {
      EXPECT_EQ(std::string_view(text).substr(0, 22), "Failed to switch stack");
    } else {
      EXPECT_STREQ(kind, "MemoryError");
    }
    EXPECT_STRNE(text, "");
  }
};

TEST_P(CMemory, LacksInEveryFunctionAndItFailsWithAnErrorAndWorksLater) {
  int failures = 0;
  for (const Call& call : calls()) {
    SCOPED_TRACE(call.name);
    for (long request = 1; make(call, request) && !HasFailure(); ++request) ++failures;
  }
  EXPECT_GT(failures, 60);
}

// What a C++ body throws is a status in C, and comes out of C as it went in.
TEST_P(CMemory, LacksWhileAnExceptionPassesThroughCAndItIsNotLost) {
  const std::string text = "a text that is longer than a string holds in itself";
  bool lacked = true;
  for (long request = 1; lacked && !HasFailure(); ++request) {
    long before = blocks_in_use();
    std::thread([&] {
      if (!GetParam().first_of_its_thread) greenlens_current();
      try {
        Greenlet child("child", [&](const Arguments&) -> Value {
          std::out_of_range error(text);
          lack_memory(request, GetParam().from_then_on);
          throw error;
        });
        Greenlet in_c("in C", [&](const Arguments&) -> Value {
          int status = greenlens_switch(to_c(child), nullptr, nullptr, nullptr);
          lacked = memory_lacked();
          EXPECT_EQ(status, GREENLENS_ERROR);
          const std::string kind = greenlens_error_kind();
          enough_memory();
          EXPECT_TRUE(kind == "out_of_range" || kind == "MemoryError") << kind;
          // When there is memory again, it says what it is.
          EXPECT_STREQ(greenlens_error_kind(), "out_of_range");
          EXPECT_EQ(greenlens_error_text(), text);
          throw_status(status);
        });
        child.set_parent(in_c);
        in_c.switch_to();
        ADD_FAILURE() << "no error";
      } catch (const std::out_of_range& error) {
        EXPECT_EQ(error.what(), text);
      }
    }).join();
    EXPECT_LE(blocks_in_use(), before);
  }
}

// Bodies in C get their GreenletExit at the end of their thread, and can call the library there.
TEST_P(CMemory, LacksForTheEndOfAThreadAndItsBodiesAreTold) {
  struct Ended {
    bool* lacked = nullptr;
    ~Ended() {
      *lacked = memory_lacked();
      EXPECT_EQ(greenlens_current(), nullptr);
      EXPECT_EQ(greenlens_new("late", nullptr, nullptr, nullptr), nullptr);
      EXPECT_STREQ(greenlens_error_text(), "greenlet is being finalized");
      enough_memory();
    }
  };
  bool lacked = true;
  for (long request = 1; lacked && !HasFailure(); ++request) {
    lacked = false;
    int ended[3] = {-1, -1, -1};
    pthread_key_t key;
    ASSERT_EQ(pthread_key_create(&key, [](void* last) { delete static_cast<Ended*>(last); }), 0);
    std::vector<greenlens_greenlet*> left;
    std::thread([&] {
      for (int& status : ended) {
        left.push_back(
            greenlens_new("a name that is longer than others", note_its_end, &status, nullptr));
        ASSERT_EQ(greenlens_switch(left.back(), nullptr, nullptr, nullptr), GREENLENS_OK);
      }
      pthread_setspecific(key, new Ended{&lacked});
      lack_memory(request, GetParam().from_then_on);
    }).join();
    pthread_key_delete(key);
    // Who could be switched to was told so; the others have lost their stacks.
    for (int status : ended) EXPECT_TRUE(status == GREENLENS_EXIT || status == -1) << status;
    for (greenlens_greenlet* g : left) greenlens_release(g);
  }
}

INSTANTIATE_TEST_SUITE_P(, CMemory,
                         testing::Values(Case{"Once", false, false},
                                         Case{"FromThenOn", true, false},
                                         Case{"OnceInANewThread", false, true},
                                         Case{"FromThenOnInANewThread", true, true}),
                         [](const auto& of) { return std::string(of.param.name); });

}  // namespace
}  // namespace greenlens::engine
