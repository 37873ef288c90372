// Keys of [governance.CLASS], the same for every class of decision but for the number that is moved, and of [bodies.BODY].
#include "engine/parameter_table/governance.hpp"

#include <array>
#include <utility>
#include <vector>

namespace townsquare::rows {
namespace {
constexpr std::string_view no_yes[] = {"no", "yes"};
constexpr std::string_view quorum_words[] = {"all_cast", "yes_and_abstain", "yes_only"};
constexpr std::string_view burn_words[] = {"never", "no_quorum", "defeated"};
constexpr std::string_view power_words[] = {"snapshot", "live"};
constexpr double last_body = static_cast<double>(body_names.size()) - 1;
constexpr std::string_view a_constitution = "constitution";

template <std::size_t c, double DecisionProcess::*field>
double& of_process(Scenario& s, std::size_t p) { return s.platforms[p].decisions[c].*field; }

constexpr Parameter word(std::string_view key, double usual, std::string_view meaning, std::span<const std::string_view> words) {
  return {key, Unit::choice, usual, 0, static_cast<double>(words.size() - 1), meaning, decision, a_constitution, 1, 1, words};
}

/// The number that a vote of a class moves: its unit, and the usual step and bounds.
struct Moved {
  Unit unit;
  double step, least_step, lower, upper, most;
  std::string_view what;
};
constexpr std::array<Moved, n_decision_classes> moved = {{
    {Unit::share, .01, .0001, 0, .5, .95, "the take rate"},
    {Unit::share, .1, .0001, 0, 1, 1, "one criterion's share of attention"},
    {Unit::count, 2, 1, 1, 15, 1e6, "the number of jurors or desks"},
    {Unit::share, .25, .0001, 0, 1, 1, "the share of data sold"},
    {Unit::share, .1, .0001, 0, 1, 1, "the share of the surplus that goes to the reserve"},
    {Unit::share, .05, .0001, 0, .2, 1, "the share of cash that one proposal may spend (step: the usual request; upper bound: the most)"},
    {Unit::money_per_week, 20000, 1, 0, 1e8, 1e11, "weekly spending on marketing"},
    {Unit::share, .05, .0001, 0, 1, 1, "the share of applications accepted"},
    {Unit::share, .1, .0001, 0, 1, 1, "how strictly sellers are suspended"},
    {Unit::share, .05, .0001, 0, 1, 1, "a quorum, support or bound of another class"},
}};

template <std::size_t c>
void add_class(std::vector<CoreParameter>& rows) {
  using D = DecisionProcess;
  const std::string_view section = governance_sections[c];
  const auto add = [&](Parameter parameter, At at) { rows.push_back({section, parameter, at}); };
  const double usual = c == 0 ? static_cast<double>(Body::members) : 0;
  const Moved& m = moved[c];

  // who
  add(word("body", usual, "Who decides; `nobody`: the rule is fixed.", body_names), of_process<c, &D::body>);
  add(word("second_body", 0, "Who must also agree (two houses).", body_names), of_process<c, &D::second_body>);
  add(word("veto_body", 0, "Who may object while a passed change waits.", body_names), of_process<c, &D::veto_body>);
  add({"objection_share", Unit::share, .1, 0, 1, "Share of the veto body's power whose objection stops a change.", decision, a_constitution}, of_process<c, &D::objection_share>);

  // proposing
  add({"proposal_threshold", Unit::share, 0, 0, 1, "Least share of all power that a proposer must have.", decision, a_constitution}, of_process<c, &D::proposal_threshold>);
  add({"proposal_deposit", Unit::money, 0, 0, 1e10, "Held from the proposer until the vote has closed.", decision, a_constitution}, of_process<c, &D::proposal_deposit>);
  add(word("deposit_burn", 1, "When the deposit is lost: `never`, after a vote without quorum, or after any defeat.", burn_words), of_process<c, &D::deposit_burn>);
  add({"max_live", Unit::count, 1, 1, 1000, "Most proposals of the class at one time.", decision, a_constitution}, of_process<c, &D::max_live>);
  add({"cooldown", Unit::weeks, 13, 0, 520, "From an execution or a defeat to the next proposal; a changed rule runs a full quarter first.", decision, a_constitution}, of_process<c, &D::cooldown>);

  // voting
  add({"voting_delay", Unit::weeks, 1, 0, 104, "From a proposal to the snapshot of who may vote.", decision, a_constitution}, of_process<c, &D::voting_delay>);
  add({"voting_period", Unit::weeks, 2, 1, 104, "Weeks in which ballots are cast.", decision, a_constitution}, of_process<c, &D::voting_period>);
  add(word("power_at", 0, "Power that counts: of the `snapshot`, or `live` when the ballot is cast.", power_words), of_process<c, &D::power_at>);
  add({"quorum", Unit::share, .1, 0, 1, "Least share of all power that must take part.", decision, a_constitution}, of_process<c, &D::quorum>);
  add({"quorum_number", Unit::count, 0, 0, 1e15, "Least votes that must take part, as a number: of people, or of whole tokens; both quorums hold.", decision, a_constitution}, of_process<c, &D::quorum_number>);
  add(word("quorum_counts", 0, "What takes part in the quorum: all votes, yes and abstentions, or yes alone.", quorum_words), of_process<c, &D::quorum_counts>);
  add({"support", Unit::share, .5, 0, 1, "Yes / (yes + no) must be greater than this.", decision, a_constitution}, of_process<c, &D::support>);
  add({"min_approval", Unit::share, 0, 0, 1, "Least yes / all power.", decision, a_constitution}, of_process<c, &D::min_approval>);
  add({"late_extension", Unit::weeks, 0, 0, 104, "Weeks added, once, when the quorum is first met in the last week.", decision, a_constitution}, of_process<c, &D::late_extension>);
  add(word("early_execution", 0, "Whether a vote closes as soon as the ballots still out cannot turn it.", no_yes), of_process<c, &D::early_execution>);

  // after the vote
  add({"timelock", Unit::weeks, 4, 0, 104, "From a passed vote to its execution.", decision, a_constitution}, of_process<c, &D::timelock>);
  add({"grace_period", Unit::weeks, 0, 0, 520, "Weeks in which a due change that cannot be executed yet stays alive; 0: no limit.", decision, a_constitution}, of_process<c, &D::grace_period>);

  // what is moved
  add({"step", m.unit, m.step, m.least_step, m.most, "Change that one proposal makes.", decision, a_constitution}, of_process<c, &D::step>);
  add({"lower_bound", m.unit, m.lower, 0, m.most, "Least value that a vote can set; only an amendment moves it.", decision, a_constitution}, of_process<c, &D::lower_bound>);
  add({"upper_bound", m.unit, m.upper, 0, m.most, "Largest value that a vote can set; only an amendment moves it.", decision, a_constitution}, of_process<c, &D::upper_bound>);
}

template <std::size_t e>
double& cap_of(Scenario& s, std::size_t p) { return s.platforms[p].electorates[e].cap; }

template <double ChosenBodies::*field>
double& of_bodies(Scenario& s, std::size_t p) { return s.platforms[p].bodies.*field; }

void add_bodies(std::vector<CoreParameter>& rows) {
  using B = ChosenBodies;
  constexpr Parameter cap = {"cap", Unit::share, 1, .000001, 1, "Largest share of all power that counts for one holder.", decision, a_constitution};
  constexpr At caps[] = {cap_of<0>, cap_of<1>, cap_of<2>, cap_of<3>, cap_of<4>};
  for (std::size_t e = 0; e < n_electorates; ++e) rows.push_back({electorate_sections[e], cap, caps[e]});
  rows.push_back({"bodies.delegates", {"most", Unit::count, 20, 1, 1e6, "Most people who collect delegations.", decision, a_constitution}, of_bodies<&B::delegates>});
  rows.push_back({"bodies.board", {"seats", Unit::count, 5, 1, 1000, "Seats of the board.", decision, a_constitution}, of_bodies<&B::board_seats>});
  rows.push_back({"bodies.board", {"term", Unit::weeks, 52, 1, 520, "Weeks between elections.", decision, a_constitution}, of_bodies<&B::board_term>});
  rows.push_back({"bodies.board", {"elected_by", Unit::choice, 1, 0, last_body, "Who elects the board.", decision, a_constitution, 1, 1, body_names}, of_bodies<&B::board_elected_by>});
  rows.push_back({"bodies.assembly", {"size", Unit::count, 25, 1, 1e5, "People drawn by lot.", decision, a_constitution}, of_bodies<&B::assembly_size>});
  rows.push_back({"bodies.assembly", {"term", Unit::weeks, 26, 1, 520, "Weeks between draws.", decision, a_constitution}, of_bodies<&B::assembly_term>});
  rows.push_back({"bodies.assembly", {"drawn_from", Unit::choice, 1, 0, last_body, "From whom the assembly is drawn.", decision, a_constitution, 1, 1, body_names}, of_bodies<&B::assembly_drawn_from>});
  rows.push_back({"bodies.assembly", {"attendance", Unit::share, .8, 0, 1, "Chance that somebody drawn takes part in a vote.", none, "assumption", .6, 1.25}, of_bodies<&B::assembly_attendance>});
  rows.push_back({"bodies.guardian", {"vigilance", Unit::share, .9, 0, 1, "Chance that an outside guardian stops a change that harms the members on the whole.", none, "assumption", .5, 1.1}, of_bodies<&B::guardian_vigilance>});
  rows.push_back({"bodies.guardian", {"error", Unit::share, .02, 0, 1, "Chance that it stops another one.", none, "assumption", .5, 2}, of_bodies<&B::guardian_error>});
}

template <std::size_t... c>
std::vector<CoreParameter> make(std::index_sequence<c...>) {
  std::vector<CoreParameter> rows;
  (add_class<c>(rows), ...);
  add_bodies(rows);
  return rows;
}
}  // namespace

std::span<const CoreParameter> governance() {
  static const std::vector<CoreParameter> all = make(std::make_index_sequence<n_decision_classes>());
  return all;
}
}  // namespace townsquare::rows
