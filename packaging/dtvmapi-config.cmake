# find_package(dtvmapi) gives the imported target dtvm::dtvmapi: the library libdtvmapi.so and its headers.
# The paths are relative to this file (PREFIX/lib/cmake/dtvmapi), so that an installation can be moved.
get_filename_component(_dtvmapi_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT EXISTS "${_dtvmapi_prefix}/lib/libdtvmapi.so")
  set(dtvmapi_FOUND FALSE)
  set(dtvmapi_NOT_FOUND_MESSAGE "${_dtvmapi_prefix}/lib/libdtvmapi.so is not there")
  return()
endif()

if(NOT TARGET dtvm::dtvmapi)
  add_library(dtvm::dtvmapi SHARED IMPORTED)
  set_target_properties(dtvm::dtvmapi PROPERTIES
    IMPORTED_LOCATION "${_dtvmapi_prefix}/lib/libdtvmapi.so"
    IMPORTED_NO_SONAME TRUE
    INTERFACE_INCLUDE_DIRECTORIES "${_dtvmapi_prefix}/include")
endif()

unset(_dtvmapi_prefix)
