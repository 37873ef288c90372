# Writes HEADER with the git revision of SOURCE, only if it changed. Never fails: without git it says `unknown`.
# cmake -DSOURCE=... -DHEADER=... -P git_revision.cmake
set(revision unknown)
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE}/.git)  # a tarball unpacked inside another repository is not that repository
  execute_process(COMMAND ${GIT} describe --always --dirty --abbrev=40 --exclude=* WORKING_DIRECTORY ${SOURCE}
                  OUTPUT_VARIABLE said RESULT_VARIABLE status OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(status EQUAL 0 AND said MATCHES "^[0-9a-f]+(-dirty)?$")
    set(revision ${said})
  endif()
endif()
set(text "#define TOWNSQUARE_GIT_REVISION \"${revision}\"\n")
set(old "")
if(EXISTS ${HEADER})
  file(READ ${HEADER} old)
endif()
if(NOT text STREQUAL old)
  file(WRITE ${HEADER} "${text}")
endif()
