# A catalogue is a list of names in a CMakeLists.txt, and each name is a namespace with a function that returns its row: so one
# folder or one file, and one line, add a row. What is made of the list is plain C++.
#
# greenlens_catalogue(<file> HEADER <header> NAMESPACE <namespace> TYPE <type> ROW <function> ALL <function> NAMES <name>...)
# writes <file>, which defines `const std::vector<TYPE>& ALL()` in greenlens::NAMESPACE: the rows TYPE NAMESPACE::<name>::ROW(),
# with their member `id` set to the name, in the order of the names.
set(GREENLENS_CATALOGUE_TEMPLATE ${CMAKE_CURRENT_LIST_DIR}/catalogue.cc.in)
function(greenlens_catalogue file)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER;NAMESPACE;TYPE;ROW;ALL" "NAMES")
  set(declarations "")
  set(entries "")
  foreach(name IN LISTS arg_NAMES)
    string(APPEND declarations "namespace ${name} {\n${arg_TYPE} ${arg_ROW}();\n}\n")
    string(APPEND entries "      named(${name}::${arg_ROW}(), \"${name}\"),\n")
  endforeach()
  configure_file(${GREENLENS_CATALOGUE_TEMPLATE} ${file} @ONLY)
endfunction()
