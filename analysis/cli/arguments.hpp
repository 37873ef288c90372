// The command line: first the command's word, then strictly the options of that command.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace townsquare {

/// A mistake in the command line, with what to write instead.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the options say.
struct Arguments {
  std::string program = "townsquare";  // the program as it was called
  std::string command_line;        // as typed, for the result file
  std::vector<std::string> names;  // words that are not options
  std::optional<std::uint32_t> replications, replication, weeks, fork_at;
  std::uint64_t seed = 1;
  int threads = 0;                    // 0: all of the machine
  std::vector<std::string> settings;  // "fees.take_rate=8 %"
  std::filesystem::path output;       // empty: named after the scenario
  std::filesystem::path pages;        // folder to write pages of the catalogue to; empty: none
  std::vector<std::string> metrics;
  std::string arm;
  std::filesystem::path folder;       // of a sweep; empty: named after the study
  std::uint32_t shard = 1, n_shards = 1;
  std::uint32_t batch_seconds = 30;
  std::vector<std::string> only;      // shocks, by name or id of a case; empty: all
  std::optional<std::uint32_t> shock_week;
  std::string start;                  // template of a new file
  std::string diff;                   // scenario to tell the differences to
  std::string outcome = "seller_income_total";  // that is explained
  bool is_forced = false, is_continued = false, is_json = false, is_quiet = false, has_colour = true, wants_help = false;
  bool wants_plan = false, wants_outcomes = false, wants_toml = false, wants_reference = false, wants_trace = false;
};

/// A row of the table of options.
struct Option {
  std::string_view name;   ///< without the dashes
  std::string_view value;  ///< word for its value in help; empty for a switch
  std::string_view meaning;
  bool is_repeatable;
  void (*take)(Arguments&, const std::string& value);
};

/// Whether some setting changes more than the length of the runs.
bool changes_the_world(const Arguments& arguments);

std::span<const Option> all_options();
const Option* find_option(std::string_view name);

/// A word as a shell reads it back: in quotes where it needs them.
std::string in_shell(const std::string& word);

struct Command;

/// Reads what follows the command's word. *Errors*: UsageError, with the nearest option.
Arguments read_arguments(const Command& command, const std::vector<std::string>& words);

}  // namespace townsquare
