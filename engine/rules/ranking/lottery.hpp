// Every seller is as likely to be retrieved as any other.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule lottery_rule();
}
