// An operator that keeps its published fees, and markets until it has enough buyers.
#pragma once
#include "engine/behaviour/operator/operator.hpp"

namespace townsquare {
OperatorRule published_schedule_rule();
}
