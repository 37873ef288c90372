#include "scenarios/findings/finding.hpp"

#include <algorithm>

namespace townsquare {
namespace {

constexpr Finding table[] = {
    {"F001", "quorum out of reach",
     "The chance that a vote reaches its quorum, by the turnout calculus of [voters] for a stake of one reading: over the spread of duty and the shock that the "
     "members of a ballot share (a beta-binomial law; science A5.9), for the members there at the launch and for all that the market can give. Told when it is under one half for either.",
     "Arbitrum's constitutional votes ask for 5 % of the votable tokens; participation fell from 8 % to 4 or 5 % in a year, one vote ever reached it, and lowering a quorum itself needs the quorum",
     "forum.arbitrum.foundation/t/29145", "lower `quorum`, or count it among those who voted in the last votes; keep amendments within reach too", find_quorum_out_of_reach},
    {"F002", "one holder decides",
     "Power by token: the founder's part of the votes that are cast when all others turn out as expected, and the founder votes, passes `support` alone.",
     "Uniswap's fee switch was raised seven times in two years; one holder had about 55 M votes where 40 M make the quorum. At Solend one user cast 1.0 of 1.1 million yes votes",
     "aicoin.com/499736; bitcoinke.io on Chainalysis", "cap a holder's votes with [bodies.members] cap, give founders less or let their part grow over years (`vesting`), or let people vote and not tokens", find_one_holder_decides},
    {"F003", "a majority costs less than the treasury",
     "Tokens can be traded and decide on spending or amendments: tokens that outvote the expected turnout of all others, at the price of the launch and with no premium, cost less than the cash of the launch.",
     "Build Finance, February 2022: one buyer of votes passed a proposal that nobody noticed, minted 1.1 million tokens and took about 470,000 USD. Compound, July 2024: 499,000 COMP (24 M USD) by 51.84 %",
     "cryptotimes.io; web3isgoinggreat; The Block by way of bitget", "make tokens not transferable, ask for a quorum that a buyer cannot reach, or give spending to people or to two houses (`second_body`)", find_cheap_majority},
    {"F004", "no amendment path",
     "A founder's file without [constitution.governance.amendment]: nobody decides how the rules of decision are changed. Portraits in the catalogue leave it out where it is not known, and are not told.",
     "Rules that nobody can change meet a world that does: Arbitrum's quorum could only be lowered by a vote that reached it, and Mountain Equipment Co-op was sold in 2020 without a vote of its five million members",
     "forum.arbitrum.foundation/t/29145; thenews.coop", "add [constitution.governance.amendment] with body = \"members\", rule = \"supermajority\" and a quorum within reach", find_no_amendment},
    {"F005", "rules that cancel each other",
     "A right that needs time and has none: leaving before execution, or an objection, with a timelock of 0; a step wider than the bounds that it moves between.",
     "Moloch gives members a week between vote and execution because the right to leave is worth nothing without it",
     "MolochVentures/moloch, README", "give the class a `timelock`, or take the right away; make `step` smaller than upper_bound - lower_bound", find_rules_that_cancel},
    {"F006", "fee under the cost of an order",
     "The take rate on a typical price (of [pricing] fixed or cost_plus) is less than what an order costs: per_order, payment, and disputes at their base rate. Growth then makes the loss larger.",
     "OpenBazaar charged nothing, needed 100,000 USD a year, received about 13,000 in gifts and closed",
     "mrexchanger.com; cryptonews.com 7836", "raise the fee above the cost of an order, or let sellers pay for payment (`payment_rate` of a schedule)", find_fee_under_cost},
    {"F007", "surplus promised twice",
     "A part of the surplus buys tokens back while token holders also share what is left; or buybacks and the reserve together leave nothing to share.",
     "Aragon paid its whole treasury of about 155 M USD to token holders in November 2023, and the organisation ended",
     "forum.aragon.org/t/4226; dlnews.com", "pay token holders by `by_tokens` or by `buyback_share`, not both; leave members their part", find_surplus_promised_twice},
    {"F008", "runway shorter than a change of rules",
     "Cash of the launch over the fixed cost, wages and marketing of a week, without any trade, is fewer weeks than the slowest decided class takes from proposal to effect (delay, vote, timelock).",
     "Drivers Cooperative stood at half of its break-even in March 2022 and Fairmondo earned under 1,000 EUR a month against losses of 650,000: who runs out before a vote takes effect cannot vote its way out",
     "crainsnewyork.com, 4 March 2022; ikosom.de", "shorten the timelock, or begin with more money", find_short_runway},
    {"F009", "an exit rule that invites a run",
     "Leavers are paid at par or pro rata with no brake: notice under four weeks and most of the cash payable within a year; or tradable tokens that may leave with a part of the treasury.",
     "Fonterra paid over 600 M NZD to leavers in 2008; of Nouns 56 % left with 27 M USD in 2023, among them buyers who had paid less than the treasury was worth",
     "nzherald 10810148; blockworks.co", "set `notice` and `yearly_cap` in [exit]; make tokens not transferable or raise `fork_threshold`", find_run_for_the_exit},
    {"F010", "a class that outvotes the rest",
     "One class has by itself what `support` asks for: of class_weighted votes more than half though it is not the most numerous class; of tokens founders and investors have over two thirds of those that can vote.",
     "Under 1 % of holders have 90 % of the votes of ten large DAOs; at Steem 20 witnesses were replaced in a day by one owner and three exchanges",
     "bitcoinke.io on Chainalysis; modernconsensus.com", "give no class more than half, or ask a second body (`second_body`) to agree", find_class_that_outvotes},
    {"F011", "a timelock that an attack outruns",
     "Votes by token on spending or amendments count power at the moment of the vote (`live`), or a change holds at once (timelock 0): borrowed tokens pass it and are given back before anybody reads of it.",
     "Beanstalk, 17 April 2022: about a billion USD borrowed for one transaction, 79 % of the votes, no delay between vote and execution; 181 M USD lost",
     "halborn.com; theverge.com", "set power_at = \"snapshot\" with a voting_delay, and a timelock of at least a week", find_timelock_outrun},
};

}  // namespace

std::span<const Finding> findings() { return table; }

void tell(Check& check, const Finding& finding, std::string message, const std::vector<std::string>& keys) {
  check.report(finding.code, Severity::warning, std::string(finding.name) + ": " + message, "why: " + std::string(finding.why) + ". What to change: " + std::string(finding.change), keys);
}

Diagnostics find_all(const Reading& reading, const std::string& file) {
  Check check(reading, file);
  for (const Finding& finding : table) finding.find(check, finding);
  return std::move(check.found);
}

std::string findings_page() {
  std::string page = "# Findings\n\nWhat `townsquare check` looks for before anything is run, one section for each code. Findings are warnings: the file runs, and some "
                     "findings are meant. What contradicts itself outright is an error and is told by every command.\n\nGenerated by `townsquare check --reference`.\n";
  for (const Finding& f : table)
    page += "\n## " + std::string(f.code) + ": " + std::string(f.name) + "\n\n" + "**Found when.** " + std::string(f.how) + "\n\n**Why it matters.** " + std::string(f.why) + ".\n\n**What to change.** " +
            std::string(f.change) + ".\n\n**Source of the case.** " + std::string(f.source) + "\n";
  return page;
}

}  // namespace townsquare
