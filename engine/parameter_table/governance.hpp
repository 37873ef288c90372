// Names of the sections that come in a row of several: one for each class of decision, one for each electorate.
#pragma once
#include <array>
#include <string_view>

#include "engine/parameter_table/rows.hpp"

namespace townsquare {

inline constexpr std::array<std::string_view, n_decision_classes> governance_sections = {
    "governance.fees",     "governance.ranking",   "governance.disputes",   "governance.data",       "governance.surplus",
    "governance.spending", "governance.marketing", "governance.membership", "governance.moderation", "governance.amendment"};

inline constexpr std::array<std::string_view, n_electorates> electorate_sections = {"bodies.members", "bodies.sellers", "bodies.buyers", "bodies.workers",
                                                                                    "bodies.investors"};

}  // namespace townsquare
