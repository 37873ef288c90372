// The rules of each platform, bound to their values once before a run.
// Rules whose values can be changed by a vote (fees, ranking, disputes, membership) are bound from the policy each week instead.
#pragma once
#include <array>
#include <vector>

#include "engine/behaviour/attack/attack.hpp"
#include "engine/behaviour/choice/look.hpp"
#include "engine/behaviour/operator/operator.hpp"
#include "engine/behaviour/participation/participation.hpp"
#include "engine/behaviour/pricing/pricing.hpp"
#include "engine/rules/electorate/electorate.hpp"
#include "engine/rules/surplus/surplus.hpp"
#include "engine/rules/voting/voting.hpp"
#include "engine/scenario.hpp"

namespace townsquare {

struct Institutions {
  Joins joins;
  Staying staying = Staying::by_worth;
  Pricing pricing;
  Surplus surplus;
  std::array<Voting, n_decision_classes> voting; // by class of decision
  std::array<Electorate, n_electorates> electorates;
  Operator operator_;
  Attack attack;
  LookRule look;
  SurplusParts paid;                             // parts of the surplus that members are paid
  int voted_fee = -1;                            // index of the take rate among the fee values, -1: none
};

/// Binds every platform of the scenario.
std::vector<Institutions> bind_institutions(const Scenario& scenario);

/// Whether somebody attacks the platform; `none` is the first row.
inline bool is_attacked(const Platform& platform) { return platform.attack.rule.row != 0; }

/// Whether somebody changes the rules of a platform, as its constitution says.
inline bool is_run_by(const Platform& platform, Control control) { return static_cast<Control>(static_cast<int>(platform.control)) == control; }

/// The same in a week: after a sale it is the new owner.
inline bool is_run_by(const Platform& platform, Control control, std::int32_t week) {
  return size_in(platform.shocks, PlatformShock::sale, week) > 0 ? control == Control::operator_ : is_run_by(platform, control);
}

}  // namespace townsquare
