// Nanoseconds per result of the engine's mathematics and luck, beside the C library, over arrays that stay in the first cache.
//   primitives   ->   JSON
#include <cmath>
#include <cstdio>
#include <cstdint>
#include <random>

#include "bench/stopwatch.hpp"
#include "engine/math.hpp"
#include "engine/random.hpp"

namespace {

using namespace townsquare;

constexpr std::size_t n = 2048;
constexpr int n_rounds = 400, n_medians = 21;

/// Median nanoseconds per element of `out[i] = f(in[i])`, CPU time.
template <class Real, class F>
double nanoseconds(const std::vector<Real>& in, F&& f) {
  std::vector<Real> out(n);
  bench::Times times;
  for (int k = 0; k < n_medians; ++k)
    times.measure(k > 0, [&] {
      for (int round = 0; round < n_rounds; ++round) {
        for (std::size_t i = 0; i < n; ++i) out[i] = f(in[i]);
        asm volatile("" : : "r"(out.data()) : "memory");  // the loop has a reader
      }
    });
  return bench::median(times.cpu) * 1e9 / (static_cast<double>(n) * n_rounds);
}

/// The same for `out[i] = f(i)`.
template <class F>
double nanoseconds_of_draws(F&& f) {
  std::vector<std::uint32_t> agents(n);
  for (std::size_t i = 0; i < n; ++i) agents[i] = static_cast<std::uint32_t>(i);
  return nanoseconds(agents, f);
}

}  // namespace

int main() {
  std::vector<double> positive(n), any(n), unit(n);
  std::vector<float> positive_f(n), any_f(n);
  const Luck luck = make_luck(1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    unit[i] = luck.uniform(Purpose::need, 0, static_cast<std::uint32_t>(i));
    any[i] = 20 * unit[i] - 10;
    positive[i] = 50 * unit[i];
    any_f[i] = static_cast<float>(any[i]);
    positive_f[i] = static_cast<float>(positive[i]);
  }
  std::mt19937_64 twister(1);
  auto line = [first = true](const char* name, double ns) mutable {
    std::printf("%s\"%s\": %.3f", first ? "{" : ", ", name, ns);
    first = false;
  };
  line("float exp", nanoseconds(any_f, [](float x) { return math::exp(x); }));
  line("float exp, C library", nanoseconds(any_f, [](float x) { return std::exp(x); }));
  line("float log", nanoseconds(positive_f, [](float x) { return math::log(x); }));
  line("float log, C library", nanoseconds(positive_f, [](float x) { return std::log(x); }));
  line("double exp", nanoseconds(any, [](double x) { return math::exp(x); }));
  line("double exp, C library", nanoseconds(any, [](double x) { return std::exp(x); }));
  line("double log", nanoseconds(positive, [](double x) { return math::log(x); }));
  line("double log, C library", nanoseconds(positive, [](double x) { return std::log(x); }));
  line("double pow", nanoseconds(positive, [](double x) { return math::pow(x, .7); }));
  line("double pow, C library", nanoseconds(positive, [](double x) { return std::pow(x, .7); }));
  line("double tanh", nanoseconds(any, [](double x) { return math::tanh(x); }));
  line("double tanh, C library", nanoseconds(any, [](double x) { return std::tanh(x); }));
  line("normal quantile", nanoseconds(unit, [](double u) { return math::normal_quantile(u); }));
  line("Philox4x32-10, block of 128 bits", nanoseconds_of_draws([&](std::uint32_t i) {
         const auto w = luck.block(Purpose::need, 1, i);
         return w[0] ^ w[1] ^ w[2] ^ w[3];
       }));
  line("mt19937_64, 64 bits", nanoseconds_of_draws([&](std::uint32_t) { return static_cast<std::uint32_t>(twister()); }));
  std::printf("}\n");
}
