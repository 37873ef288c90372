// Whether a member leaves with its part of the treasury.
#pragma once
#include "engine/math.hpp"

namespace townsquare::leaving {

/// A member values what it holds at its market worth or more: who valued it less has sold it, or left, before. It leaves when
/// its part of the treasury and the loss that it escapes come to more than that.
/// @param offered  its part of the treasury, minor units
/// @param loss     what it would lose by staying, minor units, >= 0
/// @param worth    of what it gives up, at the market price, minor units; without a market its part of the treasury
/// @param z        standard normal draw of the member: it values its holding at worth e^(sigma |z|)
/// @param sigma    spread of such values; `exit.worth_sigma`
/// *Source*: reservation values as in Hirschman 1970, Exit, Voice, and Loyalty; the half-lognormal law is an *assumption*.
inline bool takes_its_part(double offered, double loss, double worth, double z, double sigma = .5) {
  return offered > 0 && offered + loss > worth * math::exp(sigma * (z < 0 ? -z : z));
}

}  // namespace townsquare::leaving
