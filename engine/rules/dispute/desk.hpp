// The platform's own desk: staff who decide in order of arrival, with a leaning.
#pragma once
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {
DisputeRule desk_rule();
}
