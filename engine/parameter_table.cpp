#include "engine/parameter_table.hpp"

#include <algorithm>
#include <limits>

#include "engine/math.hpp"
#include "engine/parameter_table/rows.hpp"
#include "engine/random.hpp"

namespace townsquare {
namespace {

std::vector<CoreParameter> gather() {
  std::vector<CoreParameter> all;
  for (auto part : {rows::run(), rows::market(), rows::growth(), rows::behaviour(), rows::voters(), rows::platform(), rows::governance(), rows::ownership(), rows::attack(), rows::shocks(), rows::trust(), rows::conduct()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// The place of `key` among the values of a rule's row; nothing when the row does not declare it.
std::optional<Place> place_in_row(const RuleRow& row, RuleChoice& choice, std::string_view key) {
  std::size_t slot = 0;
  for (const Parameter& parameter : row.parameters) {
    if (parameter.key == key) return Place{&parameter, &choice.values[slot]};
    slot += static_cast<std::size_t>(parameter.length);
  }
  return std::nullopt;
}

/// A number in [0, 2^32) that names a key, the same on every machine (FNV-1a).
std::uint32_t key_number(std::string_view key) {
  std::uint32_t hash = 2166136261U;
  for (char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

bool is_uncertain(Evidence evidence, double low, double high) { return evidence == Evidence::none && (low != 1 || high != 1); }

/// Whether members of the platform can decide on a class.
bool decides(const Platform& platform, DecisionClass subject) {
  return static_cast<Body>(static_cast<int>(platform.process(subject).body)) != Body::nobody;
}

/// Whether a body decides, agrees or objects in any class.
bool acts(const Platform& platform, Body body) {
  const auto is_it = [body](double word) { return static_cast<Body>(static_cast<int>(word)) == body; };
  return std::ranges::any_of(platform.decisions, [&](const DecisionProcess& d) { return is_it(d.body) || is_it(d.second_body) || is_it(d.veto_body); });
}

/// Whether anything of a platform reads the key: votes and shares where members decide, an operator's habits where an operator does,
/// attackers where somebody attacks, and so on.
bool is_read(const Platform& platform, std::string_view key) {
  const bool is_run_by_members = platform.control == static_cast<double>(Control::members);
  const auto is_of = [&](std::string_view section) { return key.starts_with(section); };
  if (is_of("operator.")) return platform.control == static_cast<double>(Control::operator_);
  if (is_of("marketing.") && !is_run_by_members) return platform.control == static_cast<double>(Control::operator_);
  if (is_of("marketing.")) return platform.marketing.spend > 0 || decides(platform, DecisionClass::marketing);
  if (is_of("data.")) return platform.data.sold_share > 0 || (is_run_by_members && decides(platform, DecisionClass::data));
  if (is_of("moderation.")) return platform.moderation.strictness > 0 || (is_run_by_members && decides(platform, DecisionClass::moderation));
  if (key == "conduct.advertising_cost" || key == "conduct.advertising_price") return platform.conduct.advertising_load > 0;
  if (is_of("attack.")) return is_run_by_members && platform.attack.rule.row != 0;
  if (is_of("projects.")) return is_run_by_members && decides(platform, DecisionClass::spending);
  if (is_of("bodies.guardian.")) return is_run_by_members && acts(platform, Body::guardian);
  if (key == "bodies.assembly.attendance") return is_run_by_members && (acts(platform, Body::assembly) || acts(platform, Body::board));
  if (key == "exit.worth_sigma") return is_run_by_members && (platform.exit.ragequit != 0 || platform.exit.fork_threshold > 0);
  if (key == "exit.reading_sigma") return is_run_by_members && platform.exit.redemption == static_cast<double>(RedemptionRule::par);
  if (key == "voters.marketing_response") return is_run_by_members && decides(platform, DecisionClass::marketing);
  if (key == "voters.variety_elasticity") return is_run_by_members && decides(platform, DecisionClass::membership);
  if (key == "ownership.worker_wage") return is_run_by_members && platform.ownership.workers > 0;
  if (is_of("ownership.token") || key == "ownership.trade_rate" || key == "ownership.lock_share") return is_run_by_members && has_tokens(platform.ownership);
  if (is_of("voters.") || is_of("governance.") || is_of("ownership.") || is_of("bodies.")) return is_run_by_members;
  return true;
}

/// The value times a factor, kept in the range of its parameter, whole where values are.
double scaled(const Parameter& parameter, double value, double factor) {
  const double inside = std::clamp(value * factor, parameter.min, parameter.max);
  const bool is_whole = parameter.unit == Unit::count || parameter.unit == Unit::weeks || parameter.unit == Unit::money;
  return is_whole ? static_cast<double>(static_cast<std::int64_t>(inside + .5)) : inside;
}

/// Whether drawing the key can change anything: some platform reads it, and the ends of its range differ there.
bool can_matter(Scenario& scenario, const UncertainKey& key) {
  if (key.key.ends_with("_second_home") && scenario.platforms.size() < 2) return false;
  if (key.key == "visit.loyalty_fade" && scenario.visit.loyalty <= 0) return false;
  if (key.key.starts_with("culture.") && !scenario.culture.is_felt()) return false;
  if (key.key.starts_with("misconduct.whitewash") && scenario.misconduct.whitewash_rate <= 0) return false;
  if (key.key.starts_with("misconduct.wash_") && scenario.misconduct.wash_share <= 0) return false;
  for (std::size_t p = 0; p < scenario.platforms.size(); ++p) {
    const std::optional<Place> place = find_place(scenario, key.key, p);
    if (!place || !is_read(scenario.platforms[p], key.key)) continue;
    if (scaled(*place->parameter, *place->value, key.low) != scaled(*place->parameter, *place->value, key.high)) return true;
  }
  return false;
}

/// Adds the key when its evidence, or what a file says of it, leaves it open.
void add_if_uncertain(const Scenario& scenario, std::string key, const Parameter& parameter, std::vector<UncertainKey>& keys) {
  Evidence evidence = parameter.evidence;
  double low = parameter.low, high = parameter.high;
  for (const Mark& mark : scenario.marks) {
    if (mark.key != key) continue;
    evidence = mark.evidence;
    low = mark.low;
    high = mark.high;
  }
  if (is_uncertain(evidence, low, high)) keys.push_back({std::move(key), low, high});
}

}  // namespace

std::span<const CoreParameter> core_parameters() {
  static const std::vector<CoreParameter> all = gather();
  return all;
}

std::vector<double> default_values(const RuleRow& row) {
  std::vector<double> values;
  for (const Parameter& parameter : row.parameters) {
    values.push_back(parameter.default_value);
    values.insert(values.end(), static_cast<std::size_t>(parameter.length - 1), std::numeric_limits<double>::quiet_NaN());
  }
  return values;
}

Scenario default_scenario() {
  Scenario scenario;
  scenario.platforms.resize(1);
  scenario.platforms[0].name = "platform";
  for (const CoreParameter& core : core_parameters()) core.at(scenario, 0) = core.parameter.default_value;
  for (const FamilySection& family : family_sections()) {
    RuleChoice& choice = family.at(scenario, 0);
    choice.row = family.default_row;
    choice.values = default_values(family.rows[family.default_row]);
  }
  return scenario;
}

std::optional<Place> find_place(Scenario& scenario, std::string_view dotted_key, std::size_t platform) {
  const std::size_t dot = dotted_key.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view section = dotted_key.substr(0, dot), key = dotted_key.substr(dot + 1);
  for (const CoreParameter& core : core_parameters())
    if (core.section == section && core.parameter.key == key) return Place{&core.parameter, &core.at(scenario, platform)};
  for (const FamilySection& family : family_sections())
    if (family.section == section) {
      RuleChoice& choice = family.at(scenario, platform);
      return place_in_row(family.rows[choice.row], choice, key);
    }
  return std::nullopt;
}

std::vector<UncertainKey> uncertain_keys(const Scenario& scenario) {
  std::vector<UncertainKey> keys;
  Scenario places = scenario;  // the table gives places in a scenario that may be changed; only their keys matter here
  const auto dotted = [](std::string_view section, std::string_view key) { return std::string(section) + "." + std::string(key); };
  for (const CoreParameter& core : core_parameters())
    add_if_uncertain(scenario, dotted(core.section, core.parameter.key), core.parameter, keys);
  // platforms may choose different rows; a key that several share is listed once
  const auto is_listed = [&keys](const std::string& key) { return std::ranges::any_of(keys, [&](const UncertainKey& k) { return k.key == key; }); };
  for (const FamilySection& family : family_sections())
    for (std::size_t p = 0; p < places.platforms.size(); ++p)
      for (const Parameter& parameter : family.rows[family.at(places, p).row].parameters) {
        const std::string key = dotted(family.section, parameter.key);
        if (!is_listed(key)) add_if_uncertain(scenario, key, parameter, keys);
      }
  std::erase_if(keys, [&](const UncertainKey& key) { return !can_matter(places, key); });
  return keys;
}

double assumption_factor(const UncertainKey& key, std::uint64_t seed, std::uint32_t replication) {
  const Luck luck = make_luck(seed, replication);
  const double u = luck.uniform(Purpose::assumption, 0, key_number(key.key));
  const double low = math::log(key.low), high = math::log(key.high);
  return math::exp(low + u * (high - low));
}

Scenario draw_assumptions(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  Scenario drawn = scenario;
  for (const UncertainKey& key : uncertain_keys(scenario)) {
    const double factor = assumption_factor(key, seed, replication);
    for (std::size_t p = 0; p < drawn.platforms.size(); ++p) {
      const std::optional<Place> place = find_place(drawn, key.key, p);
      // a key of the world is the same place for every platform: multiply it once
      const std::optional<Place> first = find_place(drawn, key.key, 0);
      const bool is_world = p > 0 && place && first && place->value == first->value;
      if (!place || is_world) continue;
      // all values of a list by the same factor
      for (int i = 0; i < place->parameter->length && place->value[i] == place->value[i]; ++i)
        place->value[i] = scaled(*place->parameter, place->value[i], factor);
    }
  }
  return drawn;
}

}  // namespace townsquare
