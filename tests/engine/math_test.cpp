#include <catch2/catch.hpp>
#include <cfloat>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/fingerprint.hpp"
#include "engine/math.hpp"
#include "engine/random.hpp"

using namespace townsquare;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t n_arguments = 1'000'000;
const Luck luck = make_luck(20, 0);

/// Number i of stream `stream`, uniform in (low, high).
double draw(std::uint32_t stream, std::uint32_t i, double low, double high) {
  return low + (high - low) * luck.uniform(Purpose::need, stream, i);
}

/// Distance of `value` from `truth` in units in the last place of a double; 0 when both overflow alike.
double error_in_ulp(double value, long double truth) {
  const double rounded = static_cast<double>(truth);
  if (std::isnan(value) || std::isnan(rounded)) return std::isnan(value) && std::isnan(rounded) ? 0 : inf;
  if (std::isinf(value) || std::isinf(rounded)) return value == rounded ? 0 : inf;
  const int exponent = std::ilogb(rounded == 0 ? DBL_MIN : rounded);
  const double unit = std::max(std::ldexp(1.0, exponent - 52), 0x1p-1074);
  return static_cast<double>(std::fabs(value - truth) / unit);
}

/// Largest error over the arguments draw(stream, i, low, high), also those near the ends.
template <class Own, class Reference>
double worst_error(std::uint32_t stream, double low, double high, Own own, Reference reference) {
  double worst = 0;
  for (std::uint32_t i = 0; i < n_arguments; ++i) {
    const double x = draw(stream, i, low, high);
    worst = std::max(worst, error_in_ulp(own(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

/// A positive number of any magnitude, subnormal ones included.
double draw_magnitude(std::uint32_t stream, std::uint32_t i) {
  const auto words = luck.block(Purpose::visit, stream, i);
  const std::uint64_t bits = (std::uint64_t{words[0]} << 32 | words[1]) >> 1;
  return std::bit_cast<double>(bits % 0x7ff0000000000000u);
}

bool has_reference() { return LDBL_MANT_DIG >= 64; }  // a long double that is one

/// Same number, same sign of zero, or both NaN.
bool is_same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

double exp_of(double x) { return math::exp(x); }
double log_of(double x) { return math::log(x); }

}  // namespace

TEST_CASE("exp is within one unit in the last place", "[unit]") {
  if (!has_reference()) return;
  const auto reference = [](long double x) { return std::exp(x); };
  CHECK(worst_error(1, -745.2, 709.8, exp_of, reference) < 1);
  CHECK(worst_error(2, -1, 1, exp_of, reference) < 1);
  CHECK(worst_error(3, -745.2, -708, exp_of, reference) <= 1);  // subnormal results
}

TEST_CASE("log is within one unit in the last place", "[unit]") {
  if (!has_reference()) return;
  const auto reference = [](long double x) { return std::log(x); };
  CHECK(worst_error(4, 0, 4, log_of, reference) < 1);
  CHECK(worst_error(5, 0.99, 1.01, log_of, reference) < 1);
  double worst = 0;
  for (std::uint32_t i = 0; i < n_arguments; ++i) {
    const double x = draw_magnitude(1, i);
    worst = std::max(worst, error_in_ulp(math::log(x), std::log(static_cast<long double>(x))));
    const double tiny = x * 0x1p-1022;
    if (tiny > 0 && tiny < DBL_MIN)
      worst = std::max(worst, error_in_ulp(math::log(tiny), std::log(static_cast<long double>(tiny))));
  }
  CHECK(worst < 1);
}

TEST_CASE("tanh and logistic are within their stated errors", "[unit]") {
  if (!has_reference()) return;
  const auto tanh_reference = [](long double x) { return std::tanh(x); };
  for (const double width : {25.0, 1.0, 1e-5})
    CHECK(worst_error(8, -width, width, math::tanh, tanh_reference) < 2);
  const auto own = [](double x) { return math::logistic(x); };
  const auto reference = [](long double x) { return 1 / (1 + std::exp(-x)); };
  for (const double width : {745.0, 40.0, 1.0}) CHECK(worst_error(9, -width, width, own, reference) < 2.5);
}

TEST_CASE("pow is within one unit in the last place", "[unit]") {
  if (!has_reference()) return;
  double worst = 0;
  for (std::uint32_t i = 0; i < n_arguments; ++i) {
    // any magnitude whose power stays in range, numbers near one with large powers, and everyday ones
    const double x = draw_magnitude(2, i), near = draw(10, i, 0.9, 1.1), usual = draw(11, i, 0, 10);
    const double y = draw(12, i, -745, 710) / std::log(x), large = draw(13, i, -7000, 7000);
    const double small = draw(14, i, -10, 10);
    const auto truth = [](double a, double b) { return std::pow(static_cast<long double>(a), b); };
    worst = std::max(worst, error_in_ulp(math::pow(x, y), truth(x, y)));
    worst = std::max(worst, error_in_ulp(math::pow(near, large), truth(near, large)));
    worst = std::max(worst, error_in_ulp(math::pow(usual, small), truth(usual, small)));
  }
  CHECK(worst <= 1);
}

TEST_CASE("exp, log, tanh and logistic keep the C library's special values", "[unit]") {
  for (const double x : {0.0, -0.0, inf, -inf, not_a_number, 800.0, -800.0, 1e308, -1e308, 1e19, -1e19}) {
    CHECK(is_same(math::exp(x), std::exp(x)));
    CHECK(is_same(math::tanh(x), std::tanh(x)));
    CHECK(is_same(math::logistic(x), 1 / (1 + std::exp(-x))));
  }
  for (const double x : {0.0, -0.0, 1.0, -1.0, inf, -inf, not_a_number, -1e-320})
    CHECK(is_same(math::log(x), std::log(x)));
  CHECK(math::exp(709.782712893384) < inf);
  CHECK(math::exp(709.782712893385) == inf);
  CHECK(math::exp(-745.1332191019411) == 0x1p-1074);
  CHECK(math::exp(-745.1332191019412) == 0);
  CHECK(math::log(0x1p-1074) == std::log(0x1p-1074));
}

TEST_CASE("pow keeps the C library's special values", "[unit]") {
  const double values[] = {0.0,  -0.0, 1.0,       -1.0,      0.5,    -0.5,    2.0,        -2.0,
                           3.0,  -3.0, 1e300,     -1e300,    inf,    -inf,    0x1p53 - 1, not_a_number,
                           1e19, 2.5,  0x1p-1074, 1 - 1e-16, 0x1p53, -0x1p53, -1 - 3e-16};
  for (const double x : values)
    for (const double y : values) {
      const double expected = std::pow(x, y), result = math::pow(x, y);
      CAPTURE(x, y, expected, result);
      if (expected == 0 || !std::isfinite(expected))
        CHECK(is_same(result, expected));
      else
        CHECK(error_in_ulp(result, expected) <= 1);
    }
}

TEST_CASE("the normal quantile inverts the normal distribution", "[unit]") {
  CHECK(math::normal_quantile(0.5) == 0);
  CHECK(math::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(math::normal_quantile(0) == -inf);
  CHECK(math::normal_quantile(1) == inf);
  CHECK(std::isnan(math::normal_quantile(-0.1)));
  CHECK(std::isnan(math::normal_quantile(not_a_number)));
  if (!has_reference()) return;
  double worst = 0;
  for (std::uint32_t i = 0; i < n_arguments; ++i) {
    const double u = i % 2 ? draw(15, i, 0, 0.5) : std::exp(draw(16, i, -700, -0.7));
    const long double x = math::normal_quantile(u);
    const long double density = std::exp(-x * x / 2) * 0.398942280401432677939946L;
    const long double gap = (std::erfc(-x * 0.707106781186547524400844L) / 2 - u) / density;
    worst = std::max(worst, static_cast<double>(std::fabs(gap / x)));
  }
  CHECK(worst < 2e-15);
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const double u = luck.uniform(Purpose::need, 17, i);
    CHECK(math::normal_quantile(1 - u) == -math::normal_quantile(u));
  }
}

TEST_CASE("float exp, log and logistic are within their stated relative errors", "[unit]") {
  double exp_error = 0, log_error = 0, logistic_error = 0;
  for (std::uint32_t i = 0; i < n_arguments; ++i) {
    const auto x = static_cast<float>(draw(18, i, -87, 88));
    exp_error = std::max(exp_error, std::fabs(math::exp(x) / std::exp(static_cast<double>(x)) - 1));
    const float y = i % 2 ? std::exp(x) : to_uniform_float(luck.block(Purpose::need, 19, i)[0]) + 0.5f;
    const double log_y = std::log(static_cast<double>(y));
    if (y != 1) log_error = std::max(log_error, std::fabs(math::log(y) / log_y - 1));
    const double z = x < 87 ? x : 87;
    const double share = 1 / (1 + std::exp(-z));
    logistic_error = std::max(logistic_error, std::fabs(math::logistic(x) / share - 1));
  }
  CHECK(exp_error < 1e-7);
  CHECK(log_error < 1e-7);
  CHECK(logistic_error < 2e-7);
  CHECK(math::log(1.0f) == 0);
  CHECK(math::exp(0.0f) == 1);
  CHECK(math::exp(-1000.0f) == math::exp(-87.0f));
  CHECK(math::exp(1000.0f) == math::exp(88.0f));
  CHECK(math::exp(-1000.0f) >= FLT_MIN);
  CHECK(math::logistic(-1000.0f) >= FLT_MIN);
  CHECK(math::logistic(1000.0f) == 1);
}

TEST_CASE("a loop over a column gives the bits of single calls", "[reproducibility]") {
  constexpr std::uint32_t n = 1021;
  std::vector<float> arguments(n), exps(n), logs(n), shares(n);
  for (std::uint32_t i = 0; i < n; ++i) arguments[i] = static_cast<float>(draw(20, i, 1e-3, 60));
  for (std::uint32_t i = 0; i < n; ++i) exps[i] = math::exp(arguments[i] - 30);
  for (std::uint32_t i = 0; i < n; ++i) logs[i] = math::log(arguments[i]);
  for (std::uint32_t i = 0; i < n; ++i) shares[i] = math::logistic(arguments[i] - 30);
  for (std::uint32_t i = 0; i < n; ++i) {
    const volatile float x = arguments[i];  // keeps the compiler from making this loop a vector one
    CHECK(exps[i] == math::exp(x - 30));
    CHECK(logs[i] == math::log(x));
    CHECK(shares[i] == math::logistic(x - 30));
  }
}

TEST_CASE("every compiler and instruction set gives the same bits", "[reproducibility]") {
  Fingerprint doubles, floats;
  for (std::uint32_t i = 0; i < n_arguments; ++i) {
    const double x = draw(21, i, -746, 711), y = draw_magnitude(3, i), u = luck.uniform(Purpose::need, 22, i);
    doubles.add(math::exp(x));
    doubles.add(math::log(y));
    doubles.add(math::pow(y, x / 400));
    doubles.add(math::tanh(x / 100));
    doubles.add(math::logistic(x / 10));
    doubles.add(math::normal_quantile(u));
    floats.add(math::exp(static_cast<float>(x / 8)));
    floats.add(math::log(static_cast<float>(u)));
    floats.add(math::logistic(static_cast<float>(x / 8)));
  }
  CHECK(to_hex(doubles.value()) == "66b748cad4666172");
  CHECK(to_hex(floats.value()) == "67a7dc3153cf9cf5");
}
