// Keys of [misconduct] and [culture]: how trust is abused, and what it grows from.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
template <double Misconduct::*field>
double& wrong(Scenario& s, std::size_t) { return s.misconduct.*field; }
template <double Culture::*field>
double& culture(Scenario& s, std::size_t) { return s.culture.*field; }

constexpr std::string_view form = "assumption; nobody has measured it";

const CoreParameter table[] = {
    {"misconduct", {"whitewash_rate", Unit::per_week, 0, 0, 5, "Hazard with which a dishonest seller whose reputation is worse than a newcomer's thinks of coming back under a new name; 0: nobody does.", none,
                    "form: Friedman and Resnick 2001, The social cost of cheap pseudonyms; rate assumed", .5, 2}, wrong<&Misconduct::whitewash_rate>},
    {"misconduct", {"whitewash_cost", Unit::money, 5000, 0, 1e9, "What a new name costs: papers, a deposit, a fee of entry.", decision, "what the platform asks of newcomers"}, wrong<&Misconduct::whitewash_cost>},
    {"misconduct", {"whitewash_horizon", Unit::weeks, 13, 1, 520, "Weeks for which a seller counts what its bad name costs it.", none, "assumption", .5, 2}, wrong<&Misconduct::whitewash_horizon>},
    {"misconduct", {"wash_share", Unit::share, 0, 0, 1, "Share of sellers that would buy from themselves where it pays; 0: nobody does.", none, "assumption; 87 % of volume on a rewarded market of January 2022, for the case", .5, 2}, wrong<&Misconduct::wash_share>},
    {"misconduct", {"wash_orders", Unit::number, 5, 0, 1e5, "Orders a week that such a seller places with itself.", none, "assumption", .5, 2}, wrong<&Misconduct::wash_orders>},

    {"culture", {"start", Unit::share, .5, 0, 1, "Culture at the launch; at one half it does nothing.", none, form, .67, 1.5}, culture<&Culture::start>},
    {"culture", {"speed", Unit::per_week, .04, 0, 1, "Share of the way to its target that culture goes in a week.", none, form, .5, 2}, culture<&Culture::speed>},
    {"culture", {"turnout", Unit::number, 1, 0, 20, "Weight of the log of turnout over the turnout expected of a body of that size.", none, form, .5, 2}, culture<&Culture::turnout>},
    {"culture", {"conflict", Unit::number, .5, 0, 20, "Weight of the log of disputes per order over their norm.", none, form, .5, 2}, culture<&Culture::conflict>},
    {"culture", {"churn", Unit::number, .5, 0, 20, "Weight of the log of the members' leaving over its norm.", none, form, .5, 2}, culture<&Culture::churn>},
    {"culture", {"coherence", Unit::number, .5, 0, 20, "Weight of a vote of jurors against the verdict, for each dispute decided.", none, form, .5, 2}, culture<&Culture::coherence>},
    {"culture", {"promises", Unit::number, 1, 0, 20, "Weight of a promise kept (a surplus paid to members) or broken (a fee raised without vote or notice), while it is remembered.", none, form, .5, 2}, culture<&Culture::promises>},
    {"culture", {"conflict_norm", Unit::share, .02, .0001, 1, "Disputes per order that leave culture where it is.", none, form, .5, 2}, culture<&Culture::conflict_norm>},
    {"culture", {"churn_norm", Unit::per_week, .008, .0001, 1, "Share of members leaving in a week that leaves culture where it is.", none, form, .5, 2}, culture<&Culture::churn_norm>},
    {"culture", {"duty", Unit::number, 0, 0, 20, "What culture adds to the sense of duty, logit units: twice this from one half to one; 0: nothing.", none, form, .5, 2}, culture<&Culture::duty>},
    {"culture", {"honesty", Unit::number, 0, 0, 1, "Share by which culture of one raises delivered quality above that of one half, and culture of zero lowers it; 0: nothing.", none, form, .5, 1.5}, culture<&Culture::honesty>},
    {"culture", {"word_of_mouth", Unit::number, 0, 0, 1, "Share by which culture of one raises word of mouth above that of one half, and culture of zero lowers it; 0: nothing.", none, form, .5, 1.5}, culture<&Culture::word_of_mouth>},
};
}  // namespace
std::span<const CoreParameter> trust() { return table; }
}  // namespace townsquare::rows
