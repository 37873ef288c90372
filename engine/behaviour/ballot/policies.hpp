// What each kind of policy does to the platform and to a member, beyond the common template (outlook.hpp).
// The fee is outlook.hpp's own `prospect_of`. Money in minor units, flows per quarter.
#pragma once
#include "engine/behaviour/ballot/outlook.hpp"

namespace townsquare::ballot {

/// Another part of the surplus for the reserve: more runway, less pay. `reserve_share` in [0, 1].
/// `paid_share`: part of what is not reserved that goes to members.
Prospect surplus_prospect(const Outlook& outlook, double reserve_share, double paid_share);

/// Another spending on marketing, z' after z: trade of newcomers moves with the square root of spending, so with nu the share
/// of trade that newcomers bring, everything is scaled by 1 + nu (sqrt(z'/z) - 1). From z = 0 the response is
/// `response` sqrt(z' / gmv). *Assumption*: square root, as in advertising response models (Vidale and Wolfe 1957 have
/// a concave response; the exponent one half is the usual choice).
Prospect marketing_prospect(const Outlook& outlook, double spend, double proposed, double response);

/// Another number of judges or jurors: `cost` more per quarter.
Prospect dispute_prospect(const Outlook& outlook, double extra_cost);

/// Direct effect of a court that is wrong with another probability: disputes x amount x (wrong - wrong').
inline double dispute_effect(double disputes, double amount, double wrong, double wrong_then) { return disputes * amount * (wrong - wrong_then); }

/// Chance that a panel of n (odd) with competence p and correlation rho is wrong, the beta-binomial of the jury theorem.
/// *Source*: Condorcet 1785; Ladha 1992 for correlated votes.
double wrong_panel(int n, double competence, double correlation);

/// Selling another share of the data: the platform keeps what it does not pay out of `revenue` (at a share of one).
Prospect data_prospect(const Outlook& outlook, double revenue, double sold, double proposed, double member_share);

/// Direct effect on a member: its part of the sale, less what being sold costs it then and costs it now.
inline double data_effect(double revenue_part, double sold, double proposed, double loss, double loss_then) {
  return revenue_part * (proposed - sold) - (loss_then - loss);
}

/// Admitting more sellers: sellers n' after n divide trade that grows with variety: trade x (n'/n)^v, and each of
/// today's sellers has n / n' of it. v in [0, 1]. *Assumption*; v = 0: a fixed cake.
Prospect membership_prospect(const Outlook& outlook, double growth_of_sellers, double variety_elasticity);

/// Direct effect on a seller of sharing today's trade with more sellers; `net` is its sales after fees and goods.
inline double dilution_effect(double net, double trade_ratio, double growth_of_sellers) { return net * trade_ratio * (1 / growth_of_sellers - 1); }

/// Spending from the treasury at once: a shorter runway, against a return per quarter.
Prospect spending_prospect(const Outlook& outlook, double amount, double return_per_quarter);

}  // namespace townsquare::ballot
