# What makes the build quick, and changes nothing of what is built.

# gcc tidies its memory often, to stay small, which is a tenth of its time. Here half a gigabyte may lie about.
add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:--param=ggc-min-heapsize=524288>)

# Reading the standard library takes longer than compiling most files: it is read twice, for code that may lie anywhere
# (what is linked into other people's libraries) and for the rest. No header of the project is in it, so that none makes
# everything be built anew. (Not with sanitizers, whose flags differ.)
set(greenlens_standard_headers
  <algorithm> <any> <array> <atomic> <cmath> <cstdint> <cstdio> <cstdlib> <cstring> <exception> <fstream> <functional> <map>
  <memory> <mutex> <optional> <set> <sstream> <stdexcept> <string> <string_view> <type_traits> <unordered_map> <utility>
  <variant> <vector>)
file(WRITE ${PROJECT_BINARY_DIR}/headers.cc "")
foreach(kind headers headers_anywhere)
  add_library(greenlens_${kind} OBJECT ${PROJECT_BINARY_DIR}/headers.cc)
  greenlens_warnings(greenlens_${kind})
  target_precompile_headers(greenlens_${kind} PRIVATE ${greenlens_standard_headers})
endforeach()
set_target_properties(greenlens_headers_anywhere PROPERTIES POSITION_INDEPENDENT_CODE ON)

function(greenlens_quick target kind)
  if(NOT GREENLENS_SANITIZE)
    target_precompile_headers(${target} REUSE_FROM greenlens_${kind})
  endif()
endfunction()

# greenlens_as_written(<target>): whose frames are looked at. Each call has a frame of its own, however the rest is compiled.
function(greenlens_as_written target)
  target_compile_options(${target} PRIVATE -O0)
  set_target_properties(${target} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)  # which may be optimized
endfunction()
