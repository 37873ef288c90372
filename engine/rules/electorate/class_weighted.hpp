// Each class of members has a stated part of all power, its members equal parts of that.
#pragma once
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
ElectorateRule class_weighted_rule();
}
