// Whether a member leaves with its part of the treasury.
#pragma once
#include "engine/math.hpp"

namespace townsquare::leaving {

/// Spread of what members think their membership is worth above what they could get for it.
/// *Assumption*: nobody has measured it.
inline constexpr double worth_sigma = .5;

/// A member values what it holds at its market worth or more: who valued it less has sold it, or left, before. It leaves when
/// its part of the treasury and the loss that it escapes come to more than that.
/// @param offered  its part of the treasury, minor units
/// @param loss     what it would lose by staying, minor units, >= 0
/// @param worth    of what it gives up, at the market price, minor units; without a market its part of the treasury
/// @param z        standard normal draw of the member: it values its holding at worth e^(worth_sigma |z|)
/// *Source*: reservation values as in Hirschman 1970, Exit, Voice, and Loyalty; the half-lognormal law is an *assumption*.
inline bool takes_its_part(double offered, double loss, double worth, double z) {
  return offered > 0 && offered + loss > worth * math::exp(worth_sigma * (z < 0 ? -z : z));
}

}  // namespace townsquare::leaving
