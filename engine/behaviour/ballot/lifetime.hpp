// The one template by which a member values a policy: its own flow of a quarter times the expected discounted
// lifetime of the platform.
#pragma once

namespace townsquare::ballot {

/// A platform's cash as its members see it. Minor units, quarters.
struct Runway {
  double cash = 0;         // X; below one unit counts as one
  double drift = 0;        // m, expected change per quarter after payouts
  double sigma = 1;        // sd of the change per quarter; below one unit counts as one
};

/// Expected discounted lifetime in quarters, (1 - E[e^{-rho T}]) / rho, T the time to ruin of a Brownian balance.
/// E[e^{-rho T}] = e^{-X theta}, theta = (m + R) / sigma^2 for m >= 0 and 2 rho / (R - m) for m < 0 (the same
/// value without cancellation), R = sqrt(m^2 + 2 rho sigma^2). Safe: 1 / rho; dying: X / |m|.
/// `discount` rho > 0 per quarter. *Source*: first passage of Brownian motion, Cox and Miller 1965, section 5.7.
double expected_lifetime(const Runway& runway, double discount);

/// Value of a policy: flow times lifetime, or the bare flow when it is not positive (else members who lose
/// money would vote for an early end).
double value_of(double quarterly_flow, double lifetime);

}  // namespace townsquare::ballot
