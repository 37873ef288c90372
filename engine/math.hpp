// Elementary functions with the same bits on every compiler and machine. The C library's differ by version
// and processor; these use only + - * /, sqrt and bit patterns, each correctly rounded by IEEE 754. They need
// -ffp-contract=off, so never a fused multiply-add. Errors are quoted in ulp, units in the last place.
#pragma once
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#if defined(__FAST_MATH__)
#error "engine/math.hpp needs IEEE arithmetic: build without -ffast-math"
#endif

namespace townsquare::math {

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// ln 2 = ln2_high + ln2_low; the first ends in 21 zero bits, so a whole number below 2^21 times it is exact
inline constexpr double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;

/// An unevaluated sum high + low, |low| at most half an ulp of high: about 106 bits.
struct Pair {
  double high, low;
};

/// a + b exactly, for |a| >= |b| or a == 0. *Source*: Dekker 1971, Fast2Sum.
inline Pair exact_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a * b exactly, for |a|, |b| < 2^996 and no underflow. *Source*: Veltkamp and Dekker 1971.
inline Pair exact_product(double a, double b) {
  const double a_scaled = a * 0x1.000002p27, b_scaled = b * 0x1.000002p27;
  const double a_top = a_scaled - (a_scaled - a), b_top = b_scaled - (b_scaled - b);
  const double a_rest = a - a_top, b_rest = b - b_top;
  const double product = a * b;
  return {product, ((a_top * b_top - product) + a_top * b_rest + a_rest * b_top) + a_rest * b_rest};
}

/// a * b to about 2^-102.
inline Pair product(Pair a, Pair b) {
  const Pair top = exact_product(a.high, b.high);
  return exact_sum(top.high, top.low + (a.high * b.low + a.low * b.high));
}

/// Horner's rule; coefficients from the constant term up.
template <class Real, int n>
inline Real polynomial(const Real (&c)[n], Real x) {
  Real value = c[n - 1];
  for (int i = n - 2; i >= 0; --i) value = value * x + c[i];
  return value;
}

/// 2^k for k in [-1022, 1023].
inline double power_of_two(std::int64_t k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

/// A positive finite number as 2^exponent * mantissa, mantissa in [sqrt(1/2), sqrt(2)).
struct Split {
  double mantissa, exponent;
};

inline Split split(double x) {
  const bool is_subnormal = x < 0x1p-1022;
  const auto bits = std::bit_cast<std::uint64_t>(is_subnormal ? x * 0x1p54 : x);
  const std::int64_t k = static_cast<std::int64_t>(bits - 0x3fe6a09e667f3bcdu) >> 52;
  const double mantissa = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52));
  return {mantissa, static_cast<double>(is_subnormal ? k - 54 : k)};
}

/// exp(high + low) for |low| much below 1: x = k ln 2 + r with |r| <= 0.347, Taylor series of exp(r) to r^13.
inline double exp_of_pair(double high, double low) {
  if (!(high <= 710)) return high > 710 ? infinity : high;
  if (high < -746) return 0;
  constexpr double shift = 0x1.8p52;  // adding it rounds to a whole number and leaves that in the low bits
  const double shifted = high * 0x1.71547652b82fep0 + shift;
  const double whole = shifted - shift;
  const auto k = std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(shift);
  const double r_high = high - whole * ln2_high, r_low = whole * ln2_low - low;
  const double r = r_high - r_low, z = r * r;
  static constexpr double even[] = {1. / 2, 1. / 24, 1. / 720, 1. / 40320, 1. / 3628800, 1. / 479001600};
  static constexpr double odd[] = {1. / 6, 1. / 120, 1. / 5040, 1. / 362880, 1. / 39916800, 1. / 6227020800};
  const double value = 1 + (r_high + (z * (polynomial(even, z) + r * polynomial(odd, z)) - r_low));
  // in two steps, of which only the last can round (to a subnormal) or overflow
  return value * power_of_two(k >> 1) * power_of_two(k - (k >> 1));
}

/// log(x) of a positive finite number to about 2^-66 of itself: k ln 2 + 2 atanh((m - 1) / (m + 1)).
inline Pair log_as_pair(double x) {
  const auto [m, k] = split(x);
  const double f = m - 1;
  const Pair d = {m + 1, m - ((m + 1) - 1)};
  const double s_high = f / d.high;
  const Pair back = exact_product(s_high, d.high);
  const Pair s = {s_high, (((f - back.high) - back.low) - s_high * d.low) / d.high};

  // 2 atanh(s) = 2 s + s^3 (2/3 + 2 z/5 + 2 z^2/7 + ...), z = s^2 <= 0.0295; two terms need the low part
  const Pair z = product(s, s);
  static constexpr double c[] = {2. / 5,  2. / 7,  2. / 9,  2. / 11, 2. / 13, 2. / 15,
                                 2. / 17, 2. / 19, 2. / 21, 2. / 23, 2. / 25};
  const Pair two_thirds = {0x1.5555555555555p-1, 0x1.5555555555555p-55};
  Pair series = exact_sum(two_thirds.high, z.high * polynomial(c, z.high));
  series.low += two_thirds.low;
  const Pair cube = product(product(s, z), series);
  Pair log_m = exact_sum(2 * s.high, cube.high);
  log_m.low += 2 * s.low + cube.low;

  const Pair sum = exact_sum(k * ln2_high, log_m.high);
  return exact_sum(sum.high, sum.low + (k * ln2_low + log_m.low));
}

}  // namespace detail

/// e to the power x, within 1 ulp; overflows to inf above 709.78, underflows through subnormals to 0.
inline double exp(double x) { return detail::exp_of_pair(x, 0); }

/// Natural logarithm within 1 ulp; log(0) = -inf, NaN below 0.
/// *Source*: fdlibm, e_log.c, Sun Microsystems 1993 (scheme and minimax coefficients).
inline double log(double x) {
  if (!(x > 0)) return x == 0 ? -detail::infinity : detail::not_a_number;
  if (x == detail::infinity) return x;
  const auto [m, k] = detail::split(x);
  const double f = m - 1, s = f / (2 + f), z = s * s, w = z * z;
  static constexpr double even[] = {6.666666666666735130e-01, 2.857142874366239149e-01,
                                    1.818357216161805012e-01, 1.479819860511658591e-01};
  static constexpr double odd[] = {3.999999999940941908e-01, 2.222219843214978396e-01,
                                   1.531383769920937332e-01};
  const double series = w * detail::polynomial(odd, w) + z * detail::polynomial(even, w);
  const double half_square = 0.5 * f * f;
  const double low = s * (half_square + series) + k * detail::ln2_low;
  return k * detail::ln2_high - ((half_square - low) - f);
}

/// x to the power y within 1 ulp; special cases as in C99, annex F.9.4.4 (pow(x, 0) = 1, pow(-2, 3) = -8,
/// pow(-2, 0.5) = NaN, pow(0, -1) = inf).
inline double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return detail::not_a_number;
  const double size = std::fabs(x), y_size = std::fabs(y);
  const bool is_whole = y_size >= 0x1p53 || std::floor(y) == y;
  const bool is_odd = y_size < 0x1p53 && is_whole && std::floor(y / 2) * 2 != y;
  const double sign = std::bit_cast<std::uint64_t>(x) >> 63 && is_odd ? -1 : 1;

  // zeros and infinities
  if (size == 0 || size == detail::infinity) return sign * ((size == 0) == (y < 0) ? detail::infinity : 0);
  if (x < 0 && !is_whole) return detail::not_a_number;
  if (y_size == detail::infinity) return size == 1 ? 1 : (size > 1) == (y > 0) ? detail::infinity : 0;

  // exp(y log x), the product with twice the usual digits
  const detail::Pair log_x = detail::log_as_pair(size);
  const double estimate = y * log_x.high;
  if (std::fabs(estimate) > 760) return sign * (estimate > 0 ? detail::infinity : 0);
  const detail::Pair power = detail::exact_product(y, log_x.high);
  return sign * detail::exp_of_pair(power.high, power.low + y * log_x.low);
}

/// Hyperbolic tangent within 2 ulp; odd, in [-1, 1].
/// *Source*: rational form below 0.625 from Cephes, tanh.c, Moshier 1992.
inline double tanh(double x) {
  const double size = std::fabs(x);
  if (!(size > 0)) return x;  // zero keeps its sign, NaN stays
  if (size < 0.625) {
    const double z = x * x;
    static constexpr double p[] = {-1.61468768441708447952e3, -9.92877231001918586564e1,
                                   -9.64399179425052238628e-1};
    static constexpr double q[] = {4.84406305325125486048e3, 2.23548839060100448583e3,
                                   1.12811678491632931402e2, 1.0};
    return x + x * (z * detail::polynomial(p, z) / detail::polynomial(q, z));
  }
  const double value = size > 22 ? 1 : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -value : value;
}

/// 1 / (1 + exp(-x)) in [0, 1], within 2.5 ulp in both tails (subnormal values of the left tail included).
inline double logistic(double x) {
  const double e = exp(-std::fabs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/// Quantile of the standard normal distribution, relative error below 2e-15. normal_quantile(1 - u) is
/// -normal_quantile(u) where 1 - u is exact; -inf at 0, inf at 1, NaN outside [0, 1].
/// *Source*: Wichura 1988, Algorithm AS 241, PPND16, Applied Statistics 37.
inline double normal_quantile(double u) {
  static constexpr double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                 3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr double b[] = {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
                                 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
                                 2.8729085735721942674e4, 5.2264952788528545610e3};
  static constexpr double c[] = {1.42343711074968357734e0, 4.63033784615654529590e0,
                                 5.76949722146069140550e0, 3.64784832476320460504e0,
                                 1.27045825245236838258e0, 2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double d[] = {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
                                 6.89767334985100004550e-1, 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
  static constexpr double e[] = {6.65790464350110377720e0, 5.46378491116411436990e0,
                                 1.78482653991729133580e0, 2.96560571828504891230e-1,
                                 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr double f[] = {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2, 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};
  if (!(u > 0 && u < 1)) return u == 0 ? -detail::infinity : u == 1 ? detail::infinity : detail::not_a_number;

  // the middle, then the two kinds of tail
  const double q = u - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * detail::polynomial(a, r) / detail::polynomial(b, r);
  }
  const double r = std::sqrt(-log(q < 0 ? u : 1 - u));
  const double size = r <= 5 ? detail::polynomial(c, r - 1.6) / detail::polynomial(d, r - 1.6)
                             : detail::polynomial(e, r - 5) / detail::polynomial(f, r - 5);
  return q < 0 ? -size : size;
}

/// e to the power x, relative error below 1e-7; x is clamped to [-87, 88], so the result is positive, normal
/// and finite. No branches: a loop over a column vectorises.
/// *Source*: scheme and coefficients of Cephes, expf.c, Moshier 1992.
inline float exp(float x) {
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  const float shifted = x * 1.44269504f + 0x1.8p23f;
  const float whole = shifted - 0x1.8p23f;
  const float r = (x - whole * 0.693359375f) - whole * -2.12194440e-4f;
  static constexpr float c[] = {5.0000001201e-1f, 1.6666665459e-1f, 4.1665795894e-2f, 8.3334519073e-3f,
                                1.3981999507e-3f, 1.9875691500e-4f};
  const auto scale = (std::bit_cast<std::uint32_t>(shifted) + 127u) << 23;
  return (r * r * detail::polynomial(c, r) + r + 1.0f) * std::bit_cast<float>(scale);
}

/// Natural logarithm, relative error below 1e-7, for positive normal floats; elsewhere a number without
/// meaning. No branches: a loop over a column vectorises.
/// *Source*: scheme and coefficients of Cephes, logf.c, Moshier 1992.
inline float log(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const std::int32_t k = static_cast<std::int32_t>(bits - 0x3f3504f3u) >> 23;
  const float f = std::bit_cast<float>(bits - (static_cast<std::uint32_t>(k) << 23)) - 1.0f;
  const float exponent = static_cast<float>(k), z = f * f;
  static constexpr float c[] = {3.3333331174e-1f, -2.4999993993e-1f, 2.0000714765e-1f, -1.6668057665e-1f,
                                1.4249322787e-1f, -1.2420140846e-1f, 1.1676998740e-1f, -1.1514610310e-1f,
                                7.0376836292e-2f};
  const float low = (f * z * detail::polynomial(c, f) + exponent * -2.12194440e-4f) - 0.5f * z;
  return (f + low) + exponent * 0.693359375f;
}

/// 1 / (1 + exp(-x)) in (0, 1], relative error below 2e-7; x is clamped to [-87, 87], so never 0.
inline float logistic(float x) { return 1.0f / (1.0f + exp(x < -87.0f ? 87.0f : -x)); }

}  // namespace townsquare::math
