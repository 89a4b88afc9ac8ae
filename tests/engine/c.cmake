# The C interface and extensions. The C sources are what a program's author would write: plain C11.
function(greenlens_plain_c target)
  greenlens_warnings(${target})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  set_target_properties(${target} PROPERTIES C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
endfunction()

add_library(c_api_claims OBJECT c_api_claims.c)
greenlens_plain_c(c_api_claims)
# A C++ exception that reaches C ends the program: it cannot be unwound.
target_compile_options(c_api_claims PRIVATE -fno-exceptions -fno-unwind-tables -fno-asynchronous-unwind-tables)
target_sources(engine_test PRIVATE $<TARGET_OBJECTS:c_api_claims>)

# greenlens_extension(<name> <source> <definition>...): <name>.so, beside the others.
set(extensions ${CMAKE_CURRENT_BINARY_DIR}/extensions)
function(greenlens_extension name source)
  add_library(extension_${name} MODULE ${source})
  greenlens_plain_c(extension_${name})
  target_compile_definitions(extension_${name} PRIVATE ${ARGN})
  set_target_properties(extension_${name} PROPERTIES
    OUTPUT_NAME ${name} PREFIX "" SUFFIX .so LIBRARY_OUTPUT_DIRECTORY ${extensions})
  add_dependencies(extensions extension_${name})
endfunction()

add_custom_target(extensions)
greenlens_extension(foobar foobar.c)
greenlens_extension(switcher switcher.c)
greenlens_extension(missing_symbol missing_symbol.c)
greenlens_extension(renamed foobar.c)
function(greenlens_wrong_extension name init)
  greenlens_extension(${name} wrong_extension.c WRONG_NAME=init${name} "WRONG_INIT=${init}")
endfunction()
greenlens_wrong_extension(empty "greenlens_init_module(module, \"empty\", methods)")
greenlens_wrong_extension(misnamed "greenlens_init_module(module, \"other\", methods)")
greenlens_wrong_extension(silent "GREENLENS_OK")
greenlens_wrong_extension(outdated "greenlens_init_module_of_version(module, \"outdated\", methods, 0)")
greenlens_wrong_extension(unwilling "greenlens_set_error(\"ImportError\", \"no license\")")
greenlens_wrong_extension(nameless "greenlens_init_module(module, 0, methods)")
greenlens_wrong_extension(hollow "greenlens_init_module(module, \"hollow\", methods)")
target_compile_definitions(extension_hollow PRIVATE "WRONG_FUNCTION=\"absent\"")

foreach(test engine_test memory_test)
  target_compile_definitions(${test} PRIVATE GREENLENS_EXTENSIONS="${extensions}")
  set_target_properties(${test} PROPERTIES ENABLE_EXPORTS ON)  # for the extensions
  add_dependencies(${test} extensions)
endforeach()

greenlens_program(load_without_exports load_without_exports.cc LINK greenlens_engine)
add_test(NAME engine.AProgramThatExportsNothingIsToldSoWhenItLoadsAnExtension
  COMMAND load_without_exports $<TARGET_FILE:extension_foobar>)
set_tests_properties(engine.AProgramThatExportsNothingIsToldSoWhenItLoadsAnExtension PROPERTIES
  PASS_REGULAR_EXPRESSION "link the program that loads it with -rdynamic")
