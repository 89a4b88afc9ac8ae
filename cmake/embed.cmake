# Writes OUT, a C++ source with the bytes of FILES (paths relative to ROOT, sorted): assets/assets.cc reads it.
set(arrays "")
set(table "")
set(count 0)
foreach(path IN LISTS FILES)
  file(READ ${ROOT}/${path} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
  # Literals of at most 1000 bytes a line: compilers limit the length of one.
  string(LENGTH "${escaped}" length)
  set(lines "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${escaped}" ${at} 4000 piece)
    string(APPEND lines "  \"${piece}\"\n")
    math(EXPR at "${at} + 4000")
  endwhile()
  if(lines STREQUAL "")
    set(lines "  \"\"\n")
  endif()
  math(EXPR size "${length} / 4")
  string(APPEND arrays "const char kBytes${count}[] =\n${lines}  ;\n")
  string(APPEND table "  {\"${path}\", kBytes${count}, ${size}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUT}
"// Made by cmake/embed.cmake.
// A file may be longer than the literals that every compiler has to take: these take it.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"
#include <cstddef>
#include <string_view>
namespace greenlens::assets {
struct EmbeddedFile { std::string_view path; const char* bytes; size_t size; };
namespace {
${arrays}}
extern const EmbeddedFile kEmbeddedFiles[];
extern const size_t kEmbeddedFileCount;
const EmbeddedFile kEmbeddedFiles[] = {
${table}};
const size_t kEmbeddedFileCount = ${count};
}
")
