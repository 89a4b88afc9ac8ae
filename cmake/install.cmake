# What `cmake --install` leaves for programs of other people: headers, static libraries, the command, and
# find_package(greenlens) with greenlens::engine (greenlens::engine_shared for programs with plugins) and greenlens::record.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/greenlens)
set(installed greenlens_arch greenlens_core greenlens_engine greenlens_engine_shared)
set(header_folders arch engine)
if(GREENLENS_APP)
  set_target_properties(greenlens_assets PROPERTIES EXPORT_NAME assets)
  set(rooms facts state store words session)  # of the tracer, as far as recording needs them
  foreach(room IN LISTS rooms)
    set_target_properties(greenlens_${room} PROPERTIES EXPORT_NAME ${room})
    list(APPEND installed greenlens_${room})
  endforeach()
  list(APPEND installed greenlens_assets greenlens_record)
  list(APPEND header_folders tracer)
  install(TARGETS greenlens_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS ${installed} EXPORT greenlens
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
foreach(folder IN LISTS header_folders)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} DESTINATION include/greenlens
          FILES_MATCHING PATTERN "*.h")
endforeach()
install(EXPORT greenlens NAMESPACE greenlens:: DESTINATION ${package_folder}
        FILE greenlensTargets.cmake)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/greenlensConfig.cmake.in
  ${PROJECT_BINARY_DIR}/greenlensConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/greenlensConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/greenlensConfig.cmake
              ${PROJECT_BINARY_DIR}/greenlensConfigVersion.cmake
        DESTINATION ${package_folder})
