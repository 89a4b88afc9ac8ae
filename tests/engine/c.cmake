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
greenlens_test(c_api_test c_api_test.cc $<TARGET_OBJECTS:c_api_claims> LINK greenlens_engine)
