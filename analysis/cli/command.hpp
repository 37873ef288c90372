// The commands of the program: one row and one file each.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/cli/arguments.hpp"

namespace townsquare {

/// A row of the table of commands.
struct Command {
  std::string_view name;
  std::string_view sentence;              ///< what it does, for the list of commands
  std::string_view usage;                 ///< what follows the name: "SCENARIO [options]"
  std::string_view examples;              ///< two lines that work as they are
  std::vector<std::string_view> options;  ///< names of rows in the table of options
  std::size_t fewest_names, most_names;   ///< how many words it takes that are not options
  int (*run)(const Arguments&);           ///< gives the exit code
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

int run_command(const Arguments& arguments);
int compare_command(const Arguments& arguments);
int explain_command(const Arguments& arguments);
int completions_command(const Arguments& arguments);
int stress_command(const Arguments& arguments);
int list_command(const Arguments& arguments);
int describe_command(const Arguments& arguments);
int schema_command(const Arguments& arguments);
int export_command(const Arguments& arguments);
int rerun_command(const Arguments& arguments);
int verify_command(const Arguments& arguments);
int report_command(const Arguments& arguments);
int sweep_command(const Arguments& arguments);
int merge_command(const Arguments& arguments);
int slurm_command(const Arguments& arguments);
int doctor_command(const Arguments& arguments);
int new_command(const Arguments& arguments);
int check_command(const Arguments& arguments);
int help_command(const Arguments& arguments);

/// What `townsquare list` can be asked for.
std::span<const std::string> listed_kinds();

/// The help of one command, or of the program.
std::string help_of(const Command& command);
std::string help_of_program();

}  // namespace townsquare
