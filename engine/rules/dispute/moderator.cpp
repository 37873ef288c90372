// Two of buyer, seller and moderator release an escrow. Each week the moderator answers with chance 1 / `weeks` (the
// memoryless law in whole weeks, mean `weeks` with the first one counted), right with chance `competence`, moved by
// `seller_bias`, for a fixed fee and a share of the amount, never more than the amount. A case still open after
// `escrow_timeout` weeks is released by the seller alone, without fee.
// *Source*: OpenBazaar 2: moderated payment, escrowTimeoutHours 1,080 (45 days). *Assumption*: all else.
#include "engine/rules/dispute/moderator.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr std::string_view payers[] = {"loser", "winner"};

constexpr Parameter parameters[] = {
    {"fee_fixed", Unit::money, 0, 0, 1e7, "Moderator's fee for a case.", Evidence::decision, "assumption"},
    {"fee_share", Unit::share, .05, 0, 1, "Moderator's fee as a share of the amount in escrow.", Evidence::decision, "assumption"},
    {"paid_by", Unit::choice, 0, 0, 1, "Who pays the moderator: the `loser`, or the `winner` out of what the escrow gives.", Evidence::decision,
     "constitution", 1, 1, payers},
    {"competence", Unit::share, .85, 0, 1, "Chance that a ruling is right.", Evidence::none, "assumption", .8, 1.15},
    {"seller_bias", Unit::share, 0, -.5, .5, "Added chance of ruling for the seller (negative: for the buyer).", Evidence::none,
     "assumption: a seller who names the moderator again"},
    {"weeks", Unit::weeks, 2, 1, 520, "Mean weeks until the moderator answers, the first one counted.", Evidence::none, "assumption", .5, 2},
    {"escrow_timeout", Unit::weeks, 6, 1, 5200, "Weeks after which the seller may release the escrow alone.", Evidence::decision,
     "OpenBazaar client: 1,080 hours, 45 days"},
};

struct Moderator {
  Cents fee_fixed;
  double fee_share;
  Payer payer;
  double competence, bias, weeks;
  std::int32_t timeout;
};

Ruling decide(const Moderator& moderator, const Case& c, std::int64_t real, const Luck& luck) {
  Ruling ruling;
  ruling.progress = c.progress;
  if (c.age >= moderator.timeout) {
    ruling.verdict = Verdict::for_seller;
    return ruling;
  }
  const auto place = c.index + (static_cast<std::uint32_t>(c.age) << 12);
  const auto words = luck.block(Purpose::moderator, static_cast<std::uint32_t>(c.opened_week), c.buyer, place);
  if (to_uniform(words[0], words[1]) * moderator.weeks >= 1) return ruling;
  const double for_seller = std::clamp((c.is_buyer_right ? 1 - moderator.competence : moderator.competence) + moderator.bias, 0., 1.);
  ruling.verdict = to_uniform(words[2], words[3]) < for_seller ? Verdict::for_seller : Verdict::for_buyer;
  ruling.charge = std::min(c.amount, moderator.fee_fixed * real + share_of(c.amount, moderator.fee_share));
  ruling.payer = moderator.payer;
  return ruling;
}

Court bind(std::span<const double> v) {
  const Moderator moderator = {static_cast<Cents>(v[0]), v[1], v[2] == 1 ? Payer::winner : Payer::loser, v[3], v[4], v[5], static_cast<std::int32_t>(v[6])};
  return [=](const Hearing& hearing, const Luck& luck, std::span<Ruling> rulings) {
    const auto real = static_cast<std::int64_t>(hearing.orders_per_case);
    for (std::size_t i = 0; i < hearing.cases.size(); ++i) rulings[i] = decide(moderator, hearing.cases[i], real, luck);
  };
}
}  // namespace

DisputeRule moderator_rule() {
  return {{"moderator", "A moderator who holds the third key of the escrow decides for a fee; after a time the seller may release it alone.",
           "2-of-3 escrow as in OpenBazaar 2; numbers assumed", parameters},
          bind};
}
}  // namespace townsquare
