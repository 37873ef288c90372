// Keys of [ownership], [exit], [data], [moderation] and [projects].
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view no_yes[] = {"no", "yes"};
constexpr std::string_view redemption_words[] = {"none", "par", "pro_rata"};
constexpr std::string_view dissolution_words[] = {"members_equally", "by_holdings", "to_another_cooperative"};
constexpr std::string_view consent_words[] = {"opt_in", "opt_out"};
constexpr std::string_view facts = "a fact about the constitution: ask for it";

template <double Ownership::*field>
double& own(Scenario& s, std::size_t p) { return s.platforms[p].ownership.*field; }
template <double Exit::*field>
double& out(Scenario& s, std::size_t p) { return s.platforms[p].exit.*field; }
template <double DataPolicy::*field>
double& known(Scenario& s, std::size_t p) { return s.platforms[p].data.*field; }
template <double Projects::*field>
double& asked(Scenario& s, std::size_t) { return s.projects.*field; }
template <double Moderation::*field>
double& order(Scenario& s, std::size_t p) { return s.platforms[p].moderation.*field; }

const CoreParameter table[] = {
    {"ownership", {"buyers", Unit::choice, 0, 0, 1, "Whether buyers who join become members.", decision, "constitution", 1, 1, no_yes}, own<&Ownership::buyers_are_members>},
    {"ownership", {"workers", Unit::count, 0, 0, 1e6, "People who work for the platform and are members.", decision, "constitution"}, own<&Ownership::workers>},
    {"ownership", {"worker_wage", Unit::money_per_week, 80000, 0, 1e8, "What each of them earns; part of the fixed cost.", none, "assumption", .67, 1.5}, own<&Ownership::worker_wage>},
    {"ownership", {"investors", Unit::count, 0, 0, 1e6, "Investors who are members.", decision, "constitution"}, own<&Ownership::investors>},
    {"ownership", {"buy_in", Unit::money, 0, 0, 1e9, "Paid on joining, for a share at par.", decision, "constitution"}, own<&Ownership::buy_in>},
    {"ownership", {"tokens", Unit::count, 0, 0, 1e13, "Tokens at the launch; 0: there are none.", decision, "constitution"}, own<&Ownership::tokens>},
    {"ownership", {"founders_share", Unit::share, 0, 0, 1, "Part of the tokens that the first worker (the founder) holds.", decision, "constitution"}, own<&Ownership::founders_share>},
    {"ownership", {"investors_share", Unit::share, 0, 0, 1, "Part of the tokens that investors hold.", decision, "constitution"}, own<&Ownership::investors_share>},
    {"ownership", {"treasury_share", Unit::share, 0, 0, 1, "Part of the tokens in the treasury; they do not vote. The rest is spread over founding members.", decision, "constitution"}, own<&Ownership::treasury_share>},
    {"ownership", {"concentration", Unit::number, 2, 0, 6, "Sigma of the lognormal law that spreads tokens within a group.", weak, "Gini above .9 in large DAOs needs sigma of about 3: Cambridge CCAF 2024 via secondary source"}, own<&Ownership::concentration>},
    {"ownership", {"custody_share", Unit::share, .5, 0, 1, "Part of the spread tokens that never vote: exchanges, lost keys.", weak, facts}, own<&Ownership::custody_share>},
    {"ownership", {"tokens_per_sale", Unit::per_money, 0, 0, 1e6, "Tokens earned per unit of money sold.", decision, "constitution"}, own<&Ownership::tokens_per_sale>},
    {"ownership", {"tokens_per_purchase", Unit::per_money, 0, 0, 1e6, "Tokens earned per unit of money bought.", decision, "constitution"}, own<&Ownership::tokens_per_purchase>},
    {"ownership", {"tokens_per_hour", Unit::number, 0, 0, 1e6, "Tokens earned per hour worked (40 a week).", decision, "constitution"}, own<&Ownership::tokens_per_hour>},
    {"ownership", {"vesting", Unit::weeks, 0, 0, 1040, "Mean weeks until an earned token is free; until then it votes but is not sold. 0: free at once.", decision, "constitution"}, own<&Ownership::vesting>},
    {"ownership", {"transferable", Unit::choice, 1, 0, 1, "Whether tokens can be sold.", decision, "constitution", 1, 1, no_yes}, own<&Ownership::transferable>},
    {"ownership", {"token_price", Unit::money, 100, 1, 1e9, "Price of a token at the launch.", none, "assumption", .5, 2}, own<&Ownership::token_price>},
    {"ownership", {"trade_rate", Unit::per_week, .02, 0, 1, "Share of holders that trade tokens in a week.", none, "assumption", .33, 3}, own<&Ownership::trade_rate>},
    {"ownership", {"lock_share", Unit::share, 0, 0, 1, "Share of holders that lock their tokens for votes.", none, "assumption", .5, 2}, own<&Ownership::lock_share>},
    {"ownership", {"lock_weeks", Unit::weeks, 208, 1, 520, "For how long they lock.", decision, "vote escrow: up to four years (Curve)"}, own<&Ownership::lock_weeks>},
    {"ownership", {"delegation_rate", Unit::share, 0, 0, 1, "Share of members that delegate, when the constitution lets them.", none, "assumption", .5, 2}, own<&Ownership::delegation_rate>},
    {"ownership", {"buyback_share", Unit::share, 0, 0, 1, "Part of a year's surplus above the reserve's part that buys tokens at their price, from all holders alike, to burn them.", decision, "constitution; MakerDAO buys and burns MKR with its surplus"}, own<&Ownership::buyback_share>},
    {"ownership", {"kept_wage", Unit::share, .75, 0, 1, "Part of its wage that a worker who loses its job expects to earn in the next.", weak, "a loss of a quarter: Jacobson, LaLonde and Sullivan 1993, American Economic Review 83(4)"}, own<&Ownership::kept_wage>},

    {"exit", {"redemption", Unit::choice, 0, 0, 2, "What a leaver gets for its share: nothing, what was paid in, or its part of the treasury.", decision, "constitution", 1, 1, redemption_words}, out<&Exit::redemption>},
    {"exit", {"notice", Unit::weeks, 13, 0, 520, "Weeks from leaving to payment.", decision, "constitution; three years in one British Columbia co-op"}, out<&Exit::notice>},
    {"exit", {"yearly_cap", Unit::share, .1, 0, 1, "Most that is redeemed in a year, share of the cash at its start.", decision, "constitution"}, out<&Exit::yearly_cap>},
    {"exit", {"ragequit", Unit::choice, 0, 0, 1, "Whether a member outvoted may leave with its part of the treasury before the change is made.", decision, "Moloch", 1, 1, no_yes}, out<&Exit::ragequit>},
    {"exit", {"guildkick", Unit::choice, 0, 0, 1, "Whether members may vote out a seller, which gets its part of the treasury and may not come back. Decided as `membership` is.", decision, "Moloch, version 2", 1, 1, no_yes}, out<&Exit::guildkick>},
    {"exit", {"fork_threshold", Unit::share, 0, 0, 1, "Share of power that may leave together with its part of the treasury; 0: no such right.", decision, "Nouns: 20 %"}, out<&Exit::fork_threshold>},
    {"exit", {"wind_up", Unit::weeks, 0, 0, 520, "Weeks of cost: a platform that loses money and has less is wound up while something is left; 0: never.", decision, "constitution"}, out<&Exit::wind_up>},
    {"exit", {"dissolution", Unit::choice, 0, 0, 2, "Who gets what is left at the end, once shares are paid back at par. With another co-operative as heir the reserve is indivisible: leavers have no part in it.", decision, "constitution", 1, 1, dissolution_words}, out<&Exit::dissolution>},
    {"exit", {"worth_sigma", Unit::number, .5, 0, 4, "Spread of what members think their holding is worth above its price, sigma of a half-lognormal law.", none, "assumption", .5, 2}, out<&Exit::worth_sigma>},
    {"exit", {"reading_sigma", Unit::share, .1, .001, 1, "Error of a member's reading of the books, share of all claims.", none, "assumption", .33, 3}, out<&Exit::reading_sigma>},

    {"data", {"sold_share", Unit::share, 0, 0, 1, "Share of consenting users' data that is sold.", decision, "constitution"}, known<&DataPolicy::sold_share>},
    {"data", {"consent", Unit::choice, 0, 0, 1, "Whether users must opt in or must opt out.", decision, "constitution", 1, 1, consent_words}, known<&DataPolicy::opt_out>},
    {"data", {"price", Unit::money_per_week, 2, 0, 1e6, "What a buyer of data pays per active user.", none, "assumption", .33, 3}, known<&DataPolicy::price>},
    {"data", {"member_share", Unit::share, 0, 0, 1, "Part of that revenue paid to members.", decision, "constitution"}, known<&DataPolicy::member_share>},
    {"data", {"privacy_cost", Unit::money, 300, 0, 1e7, "What a median user would pay in a quarter not to be sold.", none, "assumption", .33, 3}, known<&DataPolicy::privacy_cost>},
    {"data", {"privacy_sigma", Unit::number, 1, 0, 4, "Spread of that among users, sigma of a lognormal law.", none, "assumption", .5, 1.5}, known<&DataPolicy::privacy_sigma>},

    {"moderation", {"strictness", Unit::share, 0, 0, 1, "Chance in a year that a dishonest seller is suspended.", decision, "constitution"}, order<&Moderation::strictness>},
    {"moderation", {"error", Unit::share, .1, 0, 1, "Chance that an honest seller is suspended, relative to strictness, without due process.", none, "assumption", .33, 3}, order<&Moderation::error>},
    {"moderation", {"due_process", Unit::choice, 1, 0, 1, "Whether a seller is heard before it is suspended.", decision, "constitution", 1, 1, no_yes}, order<&Moderation::due_process>},
    {"moderation", {"dishonest_below", Unit::share, .7, 0, 1, "A seller that delivers less than this share of what it promises counts as dishonest.", none, "assumption", .8, 1.2}, order<&Moderation::dishonest_below>},
    {"moderation", {"suspension", Unit::weeks, 13, 1, 520, "How long a suspension lasts.", decision, "constitution"}, order<&Moderation::suspension>},
    {"moderation", {"hearing", Unit::weeks, 4, 0, 104, "Weeks from an accusation to a suspension, with due process.", decision, "constitution"}, order<&Moderation::hearing>},

    {"projects", {"worth", Unit::number, 1, 0, 100, "What a unit of money given to a median project brings the platform within a year.", none, "assumption: half of the projects are worth their money", .5, 2}, asked<&Projects::worth>},
    {"projects", {"worth_sigma", Unit::number, .8, 0, 4, "Spread of that, sigma of a lognormal law.", none, "assumption", .5, 1.5}, asked<&Projects::worth_sigma>},
    {"projects", {"private_share", Unit::share, .2, 0, 1, "Part of the money that is the proposer's gain.", none, "assumption", .5, 2}, asked<&Projects::private_share>},
};
}  // namespace
std::span<const CoreParameter> ownership() { return table; }
}  // namespace townsquare::rows
