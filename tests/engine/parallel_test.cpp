#include <atomic>
#include <bit>
#include <catch2/catch.hpp>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "engine/parallel.hpp"
#include "engine/random.hpp"

using namespace townsquare;

namespace {

/// Sum of n real numbers of very different sizes, one partial sum a chunk, joined in order of chunks.
double sum_in_chunks(std::size_t n, std::size_t chunk, bool is_parallel) {
  const Luck luck = make_luck(5, 0);
  std::vector<double> partial(n_chunks(n, chunk), 0.0);
  for_chunks(n, chunk, is_parallel, [&](std::size_t index, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      partial[index] += math::exp(10 * luck.normal(Purpose::need, 0, static_cast<std::uint32_t>(i)));
  });
  return std::accumulate(partial.begin(), partial.end(), 0.0);
}

}  // namespace

TEST_CASE("chunks cover every item once and depend on n and chunk only", "[unit]") {
  CHECK(n_chunks(0, 5) == 0);
  CHECK(n_chunks(1, 5) == 1);
  CHECK(n_chunks(10, 5) == 2);
  CHECK(n_chunks(11, 5) == 3);
  for (const std::size_t n : {0, 1, 4, 5, 6, 1000, 1001})
    for (const std::size_t chunk : {1, 5, 999, 5000})
      for (const bool is_parallel : {false, true}) {
        std::vector<int> n_visits(n, 0);
        std::vector<std::size_t> begins(n_chunks(n, chunk), n);
        for_chunks(n, chunk, is_parallel, [&](std::size_t index, std::size_t begin, std::size_t end) {
          begins[index] = begin;
          for (std::size_t i = begin; i < end; ++i) ++n_visits[i];
        });
        CHECK(n_visits == std::vector<int>(n, 1));
        for (std::size_t index = 0; index < begins.size(); ++index) CHECK(begins[index] == index * chunk);
      }
}

TEST_CASE("a serial loop runs its chunks in order", "[unit]") {
  std::vector<std::size_t> order;
  for_chunks(10, 3, false, [&](std::size_t index, std::size_t, std::size_t) { order.push_back(index); });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("a sum over fixed chunks has the same bits for any number of threads", "[reproducibility]") {
  const auto serial = std::bit_cast<std::uint64_t>(sum_in_chunks(100000, 1024, false));
  for (const int count : {1, 2, 7, 0}) {
    const double sum = with_threads(count, [] { return sum_in_chunks(100000, 1024, true); });
    CHECK(std::bit_cast<std::uint64_t>(sum) == serial);
  }
  // and the order of adding does matter, so the test can fail
  CHECK(std::bit_cast<std::uint64_t>(sum_in_chunks(100000, 100000, false)) != serial);
}

TEST_CASE("independent pieces may hold parallel loops of their own", "[reproducibility]") {
  std::vector<double> serial(12), nested(12);
  for (std::size_t i = 0; i < serial.size(); ++i) serial[i] = sum_in_chunks(1000 + i, 64, false);
  with_threads(3, [&] {
    for_each_index(nested.size(), [&](std::size_t i) { nested[i] = sum_in_chunks(1000 + i, 64, true); });
  });
  CHECK(nested == serial);
}

TEST_CASE("an exception in a loop reaches the caller", "[unit]") {
  for (const bool is_parallel : {false, true}) {
    const auto run = [&] {
      with_threads(2, [&] {
        for_chunks(100, 1, is_parallel, [](std::size_t index, std::size_t, std::size_t) {
          if (index == 57) throw std::runtime_error("chunk 57");
        });
      });
    };
    CHECK_THROWS_WITH(run(), "chunk 57");
  }
}

TEST_CASE("no more threads work than were allowed", "[unit]") {
  for (const int count : {1, 2, 3}) {
    std::atomic<int> n_working = 0, n_most = 0;
    with_threads(count, [&] {
      for_each_index(200, [&](std::size_t) {
        const int now = ++n_working;
        int most = n_most;
        while (now > most && !n_most.compare_exchange_weak(most, now)) {}
        volatile double work = 0;
        for (int i = 0; i < 10000; ++i) work = work + i;
        --n_working;
      });
    });
    CHECK(n_most <= (has_threads ? count : 1));
    CHECK(n_most >= 1);
  }
}

TEST_CASE("running with threads returns what the work returns", "[unit]") {
  CHECK(with_threads(2, [] { return 42; }) == 42);
  CHECK(with_threads(1, [] { return std::vector<int>{1, 2}; }) == std::vector<int>{1, 2});
}
