# What `cmake --install` leaves for programs of other people: headers, static libraries, the command, and find_package(greenlens)
# with two components, and greenlens_add_trace_test(): engine (greenlens::engine, and greenlens::engine_shared for programs with plugins), which needs nothing
# else, and record (greenlens::record), which needs what recordings are written with.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/greenlens)
function(greenlens_install_component component) # target...
  install(TARGETS ${ARGN} EXPORT greenlens_${component}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT greenlens_${component} NAMESPACE greenlens:: DESTINATION ${package_folder} FILE ${component}.cmake)
endfunction()

greenlens_install_component(engine greenlens_arch greenlens_core greenlens_engine greenlens_engine_shared)
set(header_folders arch engine)
if(GREENLENS_APP)
  set(rooms facts state rules store session callers ring drain)  # of the tracer, as far as recording needs them
  foreach(room IN LISTS rooms)
    set_target_properties(greenlens_${room} PROPERTIES EXPORT_NAME ${room})
  endforeach()
  set_target_properties(greenlens_assets PROPERTIES EXPORT_NAME assets)
  list(TRANSFORM rooms PREPEND greenlens_)
  greenlens_install_component(record ${rooms} greenlens_assets greenlens_record)
  list(APPEND header_folders tracer)
  set_target_properties(greenlens_cli PROPERTIES EXPORT_NAME greenlens)
  install(TARGETS greenlens_cli EXPORT greenlens_tools RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  # Started by the command, and by nobody else.
  set_target_properties(greenlens_lab_target PROPERTIES INSTALL_RPATH "$ORIGIN/../../${CMAKE_INSTALL_LIBDIR}")
  install(TARGETS greenlens_lab_target RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/greenlens)
  install(EXPORT greenlens_tools NAMESPACE greenlens:: DESTINATION ${package_folder} FILE tools.cmake)
  install(FILES cmake/greenlensTraceTest.cmake cmake/greenlensRunTraceTest.cmake DESTINATION ${package_folder})
endif()

# The scenarios for another CPU, beside the command of this one: cmake --install build/<cpu> --component scenarios.
if(TARGET greenlens_scenario_program)
  install(TARGETS greenlens_scenario_program greenlens_lab_part COMPONENT scenarios
    RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/greenlens/${GREENLENS_ARCH})
endif()

# The headers name each other from the project's root; installed, from where they lie then.
foreach(folder IN LISTS header_folders)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} DESTINATION include/greenlens
          FILES_MATCHING PATTERN "*.h")
endforeach()
install(CODE "set(folders ${header_folders})")
install(SCRIPT ${PROJECT_SOURCE_DIR}/cmake/installed_headers.cmake)

install(FILES ${PROJECT_SOURCE_DIR}/assets/gdb/greenlens.py DESTINATION ${CMAKE_INSTALL_DATADIR}/greenlens/gdb)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/greenlensConfig.cmake.in
  ${PROJECT_BINARY_DIR}/greenlensConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/greenlensConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/greenlensConfig.cmake
              ${PROJECT_BINARY_DIR}/greenlensConfigVersion.cmake
        DESTINATION ${package_folder})
