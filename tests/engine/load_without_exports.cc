// Loads an extension in a program that exports nothing: prints why that fails.
#include <cstdio>

#include "engine/c/load_extension.h"

int main(int, char** arguments) {
  try {
    greenlens::engine::load_extension(arguments[1]);
  } catch (const greenlens::engine::ExtensionError& error) {
    std::printf("%s\n", error.what());
  }
}
