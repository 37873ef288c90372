#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include "engine/parallel.hpp"

#if defined(TOWNSQUARE_TSAN)
/// Races whose innermost function belongs to oneTBB's headers are orders that ThreadSanitizer cannot see in
/// the library; ours have a function of ours there.
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:libtbb.so\n"
         "race_top:tbb\n"
         "race_top:std::__atomic_base\n";
}
#endif
