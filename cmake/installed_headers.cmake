# Part of an installation: "engine/cpp/value.h" in a header is "greenlens/engine/cpp/value.h" where it is installed.
# folders: those of the headers.
set(root "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/include/greenlens")
list(JOIN folders "|" any)
foreach(folder IN LISTS folders)
  file(GLOB_RECURSE headers "${root}/${folder}/*.h")
  foreach(header IN LISTS headers)
    file(READ "${header}" text)
    string(REGEX REPLACE "(#include \")((${any})/)" "\\1greenlens/\\2" text "${text}")
    file(WRITE "${header}" "${text}")
  endforeach()
endforeach()
