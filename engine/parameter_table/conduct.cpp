// Keys of [conduct]: advertisements on the pages of the shop, and payments for orders.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
template <double Conduct::*field>
double& conduct(Scenario& s, std::size_t p) { return s.platforms[p].conduct.*field; }

const CoreParameter table[] = {
    {"conduct", {"advertising_load", Unit::share, 0, 0, 1, "Part of a page of the shop that is sold to others for advertisements; 0: none.", decision, "operator's plan"}, conduct<&Conduct::advertising_load>},
    {"conduct", {"advertising_price", Unit::money, 5, 0, 1e5, "What a visit to a page full of advertisements earns; in proportion to the load.", none, "assumption", .5, 2}, conduct<&Conduct::advertising_price>},
    {"conduct", {"advertising_cost", Unit::number, 1, 0, 20, "What a page full of advertisements costs a visitor's attention, in utility; in proportion to the load.", none,
                 "form: use falls in a straight line with the load, Huang, Reiley and Riabov 2018; size assumed", .5, 2}, conduct<&Conduct::advertising_cost>},
    {"conduct", {"buyer_subsidy", Unit::money, 0, 0, 1e6, "Paid to the buyer for each order while the platform grows, at most the price.", decision, "operator's plan"}, conduct<&Conduct::buyer_subsidy>},
    {"conduct", {"seller_subsidy", Unit::money, 0, 0, 1e6, "Paid to the seller for each order while the platform grows.", decision, "operator's plan"}, conduct<&Conduct::seller_subsidy>},
    {"conduct", {"subsidy_length", Unit::weeks, 52, 0, 5200, "Weeks after the launch in which orders are subsidised, at most; an operator that stops growing stops paying.", decision, "operator's plan"}, conduct<&Conduct::subsidy_length>},
};
}  // namespace
std::span<const CoreParameter> conduct() { return table; }
}  // namespace townsquare::rows
