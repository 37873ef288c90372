#include "analysis/cli/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <tuple>
#include <utility>

#include <boost/program_options.hpp>

#include "analysis/cli/command.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

namespace po = boost::program_options;

template <class Whole>
Whole whole_number(std::string_view option, const std::string& text, Whole least, Whole most = std::numeric_limits<Whole>::max()) {
  Whole number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_too_large = problem == std::errc::result_out_of_range || (problem == std::errc{} && end == text.data() + text.size() && number > most);
  if (is_too_large && !text.starts_with("-"))
    throw UsageError("`--" + std::string(option) + "` is at most " + std::to_string(most) +
                     ", not `" + text + "`");
  if (problem != std::errc{} || end != text.data() + text.size() || number < least)
    throw UsageError("`--" + std::string(option) + "` takes a whole number from " + std::to_string(least) +
                     ", not `" + text + "`");
  return number;
}

std::uint32_t slurm_number(const char* name, std::uint32_t otherwise) {
  const char* text = std::getenv(name);
  if (text == nullptr && otherwise > 0) return otherwise;
  if (text == nullptr) throw UsageError(std::string("`--shard auto` needs ") + name + ", which a Slurm array job sets; elsewhere write `--shard K/N`");
  return whole_number<std::uint32_t>(name, text, 0);
}

// Which part, and of how many.
std::pair<std::uint32_t, std::uint32_t> shard_of(const std::string& text) {
  if (text == "auto") {
    const std::uint32_t first = slurm_number("SLURM_ARRAY_TASK_MIN", 1), step = slurm_number("SLURM_ARRAY_TASK_STEP", 1);
    const std::uint32_t id = slurm_number("SLURM_ARRAY_TASK_ID", 0), n = slurm_number("SLURM_ARRAY_TASK_COUNT", 0);
    if (step == 0 || id < first || (id - first) / step >= n) throw UsageError("Slurm's array variables contradict each other: task " + std::to_string(id) + " of " + std::to_string(n) + " from " + std::to_string(first));
    return {(id - first) / step + 1, n};
  }
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) throw UsageError("`--shard` takes K/N, as in 7/200, or auto, not `" + text + "`");
  const auto k = whole_number<std::uint32_t>("shard", text.substr(0, slash), 1), n = whole_number<std::uint32_t>("shard", text.substr(slash + 1), 1);
  if (k > n) throw UsageError("`--shard " + text + "`: there is no part " + std::to_string(k) + " of " + std::to_string(n));
  return {k, n};
}

constexpr int most_threads = 4096;  // far more than any machine has; beyond some ten thousand the system gives none

using A = Arguments;
using Text = const std::string&;

constexpr Option table[] = {
    {"replications", "N", "runs of each scenario (run 50, compare 200 or what the comparison says, explain as many as fit into a minute)", false,
     [](A& a, Text v) { a.replications = whole_number<std::uint32_t>("replications", v, 1); }},
    {"seed", "N", "all luck follows from it (1); the same seed gives the same bits", false,
     [](A& a, Text v) { a.seed = whole_number<std::uint64_t>("seed", v, 0); }},
    {"threads", "N", "threads to use (all); never changes a result", false,
     [](A& a, Text v) { a.threads = whole_number<int>("threads", v, 1, most_threads); }},
    {"weeks", "N", "length of a run, as --set \"run.weeks=N weeks\"; 52 make a year", false,
     [](A& a, Text v) {
       a.weeks = whole_number<std::uint32_t>("weeks", v, 1);
     }},
    {"fork-at", "N", "live N weeks under the first scenario and go on from there under each; of `run` and `rerun` the second is the same with --set and LAYERs", false,
     [](A& a, Text v) { a.fork_at = whole_number<std::uint32_t>("fork-at", v, 1); }},
    {"set", "KEY=VALUE", "change a key of every scenario, as in a file; may be repeated", true,
     [](A& a, Text v) { a.settings.push_back(v); }},
    {"output", "FILE", "result file (named after the scenario, in this folder)", false,
     [](A& a, Text v) {
       if (v.empty()) throw UsageError("`--output` needs the name of a file, not an empty one");
       a.output = v;
     }},
    {"folder", "DIR", "where the runs are kept (named after the study, beside it)", false,
     [](A& a, Text v) {
       if (v.empty()) throw UsageError("`--folder` needs the name of a folder, not an empty one");
       a.folder = v;
     }},
    {"shard", "K/N", "only the K-th of N parts, from 1; `auto` reads Slurm's array variables", false,
     [](A& a, Text v) { std::tie(a.shard, a.n_shards) = shard_of(v); }},
    {"shards", "N", "tasks of the array (200)", false, [](A& a, Text v) { a.n_shards = whole_number<std::uint32_t>("shards", v, 1); }},
    {"batch", "SECONDS", "how long runs are gathered before they are written: what a kill can lose (30)", false,
     [](A& a, Text v) { a.batch_seconds = whole_number<std::uint32_t>("batch", v, 0); }},
    {"force", "", "overwrite FILE even when it is not a result of Townsquare", false,
     [](A& a, Text) { a.is_forced = true; }},
    {"continue", "", "go on where the command was stopped: keep what was run, run what is missing", false,
     [](A& a, Text) { a.is_continued = true; }},
    {"json", "", "one JSON document on stdout instead of text", false, [](A& a, Text) { a.is_json = true; }},
    {"quiet", "", "no progress and no remarks on stderr; errors are still told", false,
     [](A& a, Text) { a.is_quiet = true; }},
    {"no-color", "", "no colours; so do NO_COLOR and TERM=dumb", false,
     [](A& a, Text) { a.has_colour = false; }},
    {"replication", "N", "which replication, counted from 0", false,
     [](A& a, Text v) { a.replication = whole_number<std::uint32_t>("replication", v, 0); }},
    {"arm", "NAME", "only this scenario of the file (all)", false, [](A& a, Text v) { a.arm = v; }},
    {"metric", "METRIC", "only this column; may be repeated (all); see `townsquare list metrics`", true,
     [](A& a, Text v) { a.metrics.push_back(v); }},
    {"only", "SHOCK", "only this shock, by its name or the id of its case (C1); may be repeated (all that apply)", true,
     [](A& a, Text v) { a.only.push_back(v); }},
    {"at", "N", "weeks lived before the shocks begin (52, or a third of a shorter run)", false,
     [](A& a, Text v) { a.shock_week = whole_number<std::uint32_t>("at", v, 1); }},
    {"template", "TEMPLATE", "what to begin with: small-coop, photo-coop, local-food, freelance-dao, forum-collective or token-market", false,
     [](A& a, Text v) { a.start = v; }},
    {"diff", "OTHER", "tell what the other scenario says otherwise, clause by clause", false, [](A& a, Text v) { a.diff = v; }},
    {"outcome", "OUTCOME", "what is explained (seller_income_total); see `townsquare list outcomes`", false, [](A& a, Text v) { a.outcome = v; }},
    {"plan", "", "tell how many runs it would be, how long they take and what they write; a few are timed, nothing is written", false,
     [](A& a, Text) { a.wants_plan = true; }},
    {"outcomes", "", "one row for each run instead of one for each week", false,
     [](A& a, Text) { a.wants_outcomes = true; }},
    {"trace", "", "what happened in the run, one line for each event", false,
     [](A& a, Text) { a.wants_trace = true; }},
    {"toml", "", "the whole scenario as one file, every key with its meaning, to copy and edit", false,
     [](A& a, Text) { a.wants_toml = true; }},
    {"pages", "FOLDER", "write a page in Markdown for each scenario and comparison there, and an index", false,
     [](A& a, Text v) {
       if (v.empty()) throw UsageError("`--pages` needs the name of a folder, not an empty one");
       a.pages = v;
     }},
    {"reference", "", "the reference of all keys and rules, or of all findings, in Markdown", false,
     [](A& a, Text) { a.wants_reference = true; }},
};

po::options_description options_of(const Command& command) {
  po::options_description description;
  for (const std::string_view name : command.options) {
    const Option& option = *find_option(name);
    if (option.value.empty()) description.add_options()(option.name.data(), po::bool_switch(), "");
    else
      description.add_options()(option.name.data(), po::value<std::vector<std::string>>()->composing(), "");
  }
  description.add_options()("help,h", po::bool_switch(), "");
  description.add_options()("names", po::value<std::vector<std::string>>(), "");
  return description;
}

std::string without_dashes(const std::string& written) {
  return written.substr(std::min(written.find_first_not_of('-'), written.size()));
}

std::string in_quotes(std::string_view text) { return "`" + std::string(text) + "`"; }

// Which word was meant, or where the option belongs.
std::string unknown_option(const Command& command, const std::string& written) {
  const std::string name = without_dashes(written);
  const bool is_letter = name.size() == 1;
  std::string message = in_quotes((is_letter ? "-" : "--") + name) + " is not an option of " + in_quotes(command.name);
  if (is_letter) return message + "; options are written out, as in `--replications 5`";
  const std::vector<std::string> allowed(command.options.begin(), command.options.end());
  if (const auto near = nearest_word(name, allowed))
    return message + "; did you mean " + in_quotes("--" + *near) + "?";
  std::vector<std::string> owners;
  for (const Command& other : commands())
    if (std::ranges::count(other.options, name) > 0) owners.emplace_back(other.name);
  if (!owners.empty()) return message + "; it goes with " + list_words(owners, "and");
  return message;
}

po::parsed_options parse(const Command& command, const po::options_description& allowed,
                         const std::vector<std::string>& words) {
  po::positional_options_description places;
  places.add("names", -1);
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  try {
    return po::command_line_parser(words).options(allowed).positional(places).style(style).run();
  } catch (const po::unknown_option& e) {
    throw UsageError(unknown_option(command, e.get_option_name()));
  } catch (const po::invalid_command_line_syntax& e) {
    const Option* option = find_option(without_dashes(e.get_option_name()));
    if (option == nullptr) throw UsageError(e.what());
    const std::string name = "--" + std::string(option->name);
    throw UsageError(option->value.empty()
                         ? in_quotes(name) + " takes no value"
                         : in_quotes(name) + " needs a value: " + name + " " + std::string(option->value));
  } catch (const po::error& e) {
    throw UsageError(e.what());
  }
}

void check_names(const Command& command, const std::vector<std::string>& names) {
  const std::string usage = "townsquare " + std::string(command.name) + " " + std::string(command.usage);
  if (names.size() < command.fewest_names) throw UsageError("something is missing: " + usage);
  if (names.size() > command.most_names)
    throw UsageError(in_quotes(names[command.most_names]) + " is too much: " + usage);
}

}  // namespace

bool changes_the_world(const Arguments& arguments) {
  return std::ranges::any_of(arguments.settings,
                             [](const std::string& setting) { return !setting.starts_with("run.weeks"); });
}

std::string in_shell(const std::string& word) {
  const bool is_plain = word.find_first_of(" \t\"'$%*?[]{}()<>|&;\\`!#") == std::string::npos && !word.empty();
  if (is_plain) return word;
  std::string quoted = "'";
  for (const char letter : word) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

std::span<const Option> all_options() { return table; }

const Option* find_option(std::string_view name) {
  const auto row = std::ranges::find(table, name, &Option::name);
  return row == std::end(table) ? nullptr : row;
}

Arguments read_arguments(const Command& command, const std::vector<std::string>& words) {
  const po::parsed_options parsed = parse(command, options_of(command), words);
  Arguments arguments;
  std::vector<std::string> seen;
  for (const po::option& given : parsed.options) {
    if (given.string_key == "help") arguments.wants_help = true;
    if (given.string_key == "names")
      arguments.names.insert(arguments.names.end(), given.value.begin(), given.value.end());
    const Option* option = find_option(given.string_key);
    if (option == nullptr) continue;
    if (!option->is_repeatable && std::ranges::count(seen, given.string_key) > 0)
      throw UsageError("`--" + given.string_key + "` is given twice");
    seen.push_back(given.string_key);
    option->take(arguments, given.value.empty() ? "" : given.value[0]);
  }
  if (!arguments.wants_help) check_names(command, arguments.names);
  return arguments;
}

}  // namespace townsquare
