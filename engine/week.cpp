#include "engine/week.hpp"

#include "engine/check.hpp"
#include "engine/identities.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {

void live_week(World& world) {
  open(world);             // platforms whose week has come open
  shock(world);            // this year's demand; shocks that are due
  inform(world);           // people hear of a platform
  join(world);             // some of them join
  price(world);            // sellers set prices
  rank(world);             // the platform shares out attention
  shop(world);             // buyers visit, look and choose
  settle(world);           // money into escrow, goods delivered
  judge(world);            // disputes open and are ruled; escrow is released
  trade_with_self(world);  // sellers buy from themselves what is worth more than its fee
  subsidise(world);        // the platform pays for orders
  learn(world);            // ratings, experience, friction
  rename(world);           // sellers with a bad name take a new one
  leave(world);            // some go
  moderate(world);         // sellers are accused, suspended and let back
  account(world);          // costs, closure, surplus
  own(world);              // shares are paid in and redeemed; tokens vest and are traded
  attack(world);           // attackers pay for what they do
  govern(world);           // members propose and vote
  cultivate(world);        // culture moves with what happened
  operate(world);          // an operator searches for profit
  if constexpr (is_checked) check_identities(world.scenario, world.state);
}

}  // namespace townsquare
