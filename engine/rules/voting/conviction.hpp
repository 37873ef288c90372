// Conviction voting: support for a proposal grows while members keep their power on it, and decays when they take it away.
// Each week y <- a y + x, where x is the power on yes and a = 2^(-1 / half_life). The proposal passes in the first week in which
//   y >= rho S / ((1 - a) (beta - z)^2),   rho = m beta^2,   beta = limit / (1 - sqrt(m)),
// S being the electorate, z the part of the fund asked for, m the minimum conviction (the share of S that must stay for ever to
// pass a request of nothing) and the spending limit the z at which all of S would be needed: from there on it never passes.
// Until then it is open. Votes against and the support of the process do not count; quorum and least approval do, each week.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule conviction_rule();
}
