// Keys of [conduct] and [technology]: advertisements on the pages of the shop, payments for orders, and what the platform runs on.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
template <double Conduct::*field>
double& conduct(Scenario& s, std::size_t p) { return s.platforms[p].conduct.*field; }
template <double Technology::*field>
double& technology(Scenario& s, std::size_t p) { return s.platforms[p].technology.*field; }

const CoreParameter table[] = {
    {"conduct", {"advertising_load", Unit::share, 0, 0, 1, "Part of a page of the shop that is sold to others for advertisements; 0: none.", decision, "operator's plan"}, conduct<&Conduct::advertising_load>},
    {"conduct", {"advertising_price", Unit::money, 5, 0, 1e5, "What a visit to a page full of advertisements earns; in proportion to the load.", none, "assumption", .5, 2}, conduct<&Conduct::advertising_price>},
    {"conduct", {"advertising_cost", Unit::number, 1, 0, 20, "What a page full of advertisements costs a visitor's attention, in utility; in proportion to the load.", none,
                 "form: use falls in a straight line with the load, Huang, Reiley and Riabov 2018; size assumed", .5, 2}, conduct<&Conduct::advertising_cost>},
    {"conduct", {"buyer_subsidy", Unit::money, 0, 0, 1e6, "Paid to the buyer for each order while the platform grows, at most the price.", decision, "operator's plan"}, conduct<&Conduct::buyer_subsidy>},
    {"conduct", {"seller_subsidy", Unit::money, 0, 0, 1e6, "Paid to the seller for each order while the platform grows.", decision, "operator's plan"}, conduct<&Conduct::seller_subsidy>},
    {"conduct", {"subsidy_length", Unit::weeks, 52, 0, 5200, "Weeks after the launch in which orders are subsidised, at most; an operator that stops growing stops paying.", decision, "operator's plan"}, conduct<&Conduct::subsidy_length>},
    {"conduct", {"reweighting", Unit::share, 0, 0, 1, "Part of all attention that an operator moves, without notice, from one criterion of a weighted ranking to another; 0: it never does.", decision, "operator's habit"}, conduct<&Conduct::reweighting>},
    {"conduct", {"reweighting_every", Unit::weeks, 13, 1, 5200, "Weeks between two such changes.", decision, "operator's habit"}, conduct<&Conduct::reweighting_every>},
    {"technology", {"friction", Unit::number, 1, 0, 100, "Factor on the friction of the first use: a wallet and its keys are harder than a name and a password.", none, "assumption"}, technology<&Technology::friction>},
    {"technology", {"order_cost", Unit::money, 0, 0, 1e7, "What a buyer pays to others than the platform for each order, as to the validators of a ledger.", none, "assumption", .5, 2}, technology<&Technology::order_cost>},
    {"technology", {"vote_cost", Unit::money, 0, 0, 1e7, "What a member pays to others than the platform for each ballot that it casts.", none, "assumption", .5, 2}, technology<&Technology::vote_cost>},
};
}  // namespace
std::span<const CoreParameter> conduct() { return table; }
}  // namespace townsquare::rows
