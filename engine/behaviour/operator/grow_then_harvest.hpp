// An operator that grows, then climbs to its best take rate by split tests on half of the sellers.
#pragma once
#include "engine/behaviour/operator/operator.hpp"

namespace townsquare {
OperatorRule grow_then_harvest_rule();

/// Whether the treated half gained: ln(T/C) during > ln(T/C) before; by differences when a margin is not positive.
bool has_gained(const OperatorView& view);
}
