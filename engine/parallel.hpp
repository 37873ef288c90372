// Loops over many agents or many replications; the only header that knows oneTBB.
// What a loop computes may depend on n and chunk, never on the number of threads: see for_chunks.
#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>

#if defined(TOWNSQUARE_TBB)
#include <optional>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>
#endif

#if defined(__SANITIZE_THREAD__)
#define TOWNSQUARE_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TOWNSQUARE_TSAN 1
#endif
#endif
#if defined(TOWNSQUARE_TSAN)
#include <sanitizer/tsan_interface.h>
#endif

namespace townsquare {

/// How many threads a caller allows; a choice of speed, never of results.
struct Threads {
  int count = 0;  ///< 0: all of this machine; 1: serial
};

/// True when this build can run a loop on more than one thread.
#if defined(TOWNSQUARE_TBB)
inline constexpr bool has_threads = true;
#else
inline constexpr bool has_threads = false;
#endif

namespace detail {

/// Tells ThreadSanitizer what it cannot see inside a library built without it: pieces of work begin after the
/// call that starts them, and that call ends after the pieces. Nothing in other builds.
class VisibleOrder {
 public:
  VisibleOrder() { release(begin_); }
  ~VisibleOrder() { acquire(end_); }
  VisibleOrder(const VisibleOrder&) = delete;
  VisibleOrder& operator=(const VisibleOrder&) = delete;

  template <class F>
  auto run(F&& f) {
    acquire(begin_);
    const AtExit at_exit{end_};
    return std::forward<F>(f)();
  }

 private:
#if defined(TOWNSQUARE_TSAN)
  static void acquire(char& mark) { __tsan_acquire(&mark); }
  static void release(char& mark) { __tsan_release(&mark); }
#else
  static void acquire(char&) {}
  static void release(char&) {}
#endif
  struct AtExit {
    char& mark;
    ~AtExit() { release(mark); }
  };
  char begin_ = 0, end_ = 0;
};

}  // namespace detail

/// Number of chunks of size `chunk` (at least 1) that cover n items; the last one may be shorter.
constexpr std::size_t n_chunks(std::size_t n, std::size_t chunk) {
  return n == 0 ? 0 : (n - 1) / std::max<std::size_t>(chunk, 1) + 1;
}

/// Calls f(i) for every i in [0, n), in parallel when there are threads; the calls must not share what they
/// write. For whole replications and other large independent pieces.
/// *Errors*: an exception of f reaches the caller and the calls not yet begun are dropped; when several
/// throw, which one arrives is left open.
template <class F>
void for_each_index(std::size_t n, F&& f) {
#if defined(TOWNSQUARE_TBB)
  if (n > 1) {
    detail::VisibleOrder order;
    const auto each = [&](const tbb::blocked_range<std::size_t>& range) {
      order.run([&] {
        for (std::size_t i = range.begin(); i != range.end(); ++i) f(i);
      });
    };
    // isolated: a thread that waits here never starts a piece of somebody else's outer loop
    tbb::this_task_arena::isolate([&] {
      tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, 1), each, tbb::simple_partitioner{});
    });
    return;
  }
#endif
  for (std::size_t i = 0; i < n; ++i) f(i);
}

/// Calls f(chunk_index, begin, end) for the chunks of [0, n). The boundaries depend on n and chunk only, so
/// one partial result per chunk, joined afterwards in order of chunk_index, is the same for any number of
/// threads. With !is_parallel, one chunk or a build without threads it is a plain loop in order.
/// *Errors*: as for_each_index.
template <class F>
void for_chunks(std::size_t n, std::size_t chunk, bool is_parallel, F&& f) {
  const std::size_t size = std::max<std::size_t>(chunk, 1);
  const std::size_t count = n_chunks(n, size);
  const auto run = [&](std::size_t index) {
    const std::size_t begin = index * size;
    f(index, begin, begin + std::min(size, n - begin));
  };
  if (is_parallel) {
    for_each_index(count, run);
  } else {
    for (std::size_t index = 0; index < count; ++index) run(index);
  }
}

/// How many threads `count` stands for in with_threads; for sizing pieces of work, never for what they compute.
inline int thread_count([[maybe_unused]] int count) {
#if defined(TOWNSQUARE_TBB)
  return count <= 0 ? tbb::info::default_concurrency() : count;
#else
  return 1;
#endif
}

/// Runs f() so that the loops inside use at most `count` threads (0: all of this machine) and returns, by
/// value, what f returns. More threads than the machine has are granted too; tests of reproducibility use it.
/// *Errors*: exceptions of f propagate.
template <class F>
auto with_threads([[maybe_unused]] int count, F&& f) {
#if defined(TOWNSQUARE_TBB)
  const int all = tbb::info::default_concurrency();
  const int wanted = thread_count(count);
  std::optional<tbb::global_control> more;
  if (wanted > all)
    more.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(wanted));
  tbb::task_arena arena(wanted);
  detail::VisibleOrder order;
  return arena.execute([&] { return order.run(f); });
#else
  return f();
#endif
}

}  // namespace townsquare
