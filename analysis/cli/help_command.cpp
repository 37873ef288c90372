// `townsquare help`: examples first, then the rest.
#include <algorithm>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

constexpr std::string_view exit_codes =
    "Exit codes\n"
    "  0    done\n"
    "  1    an error of the program, or a rerun that differs\n"
    "  2    the command line is wrong\n"
    "  3    a scenario, a comparison or a --set is wrong: file, line and column are told\n"
    "  5    a file cannot be read or written, or `verify` found it damaged\n"
    "  75   stopped early by SIGTERM: what was finished is in the result file\n"
    "  130  stopped early by Ctrl-C: the same\n"
    "This version cannot go on where it stopped: run the same command again. The same seed gives the\n"
    "same bits.\n";

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 2), ' ');
  return text;
}

}  // namespace

std::string help_of(const Command& command) {
  const std::string name(command.name);
  std::string text = "townsquare " + name + ": " + std::string(command.sentence) + "\n\nExamples\n" +
                     std::string(command.examples) + "\nUsage\n  townsquare " + name + " " +
                     std::string(command.usage) + "\n\nOptions\n";
  for (const std::string_view word : command.options) {
    const Option& option = *find_option(word);
    const std::string left = "  --" + std::string(option.name) + " " + std::string(option.value);
    text += padded(left, 22) + std::string(option.meaning) + "\n";
  }
  return text + padded("  -h, --help", 22) + "this text\n";
}

std::string help_of_program() {
  std::string text =
      "Townsquare: what becomes of a marketplace under the rules of its members, or of its owner.\n\n"
      "Examples\n"
      "  townsquare compare stocksy-against-twin\n"
      "  townsquare run stocksy --set \"fees.take_rate=40 %\"\n"
      "\nCommands\n";
  for (const Command& command : commands())
    text += padded("  " + std::string(command.name), 12) + std::string(command.sentence) + "\n";
  text +=
      "\nA SCENARIO is a file, or a name from `townsquare list`. Results go to stdout and to a file that\n"
      "xarray and every reader of netCDF-4 open; messages go to stderr.\n"
      "`townsquare COMMAND --help` tells a command's options; `townsquare --version` the version.\n\n";
  return text + std::string(exit_codes);
}

int help_command(const Arguments& arguments) {
  if (arguments.names.empty()) {
    std::cout << help_of_program();
    return exit_ok;
  }
  const Command* command = find_command(arguments.names[0]);
  if (command == nullptr) {
    std::vector<std::string> names;
    for (const Command& each : commands()) names.emplace_back(each.name);
    const auto near = nearest_word(arguments.names[0], names);
    throw UsageError("there is no command `" + arguments.names[0] + "`" +
                     (near ? "; did you mean `" + *near + "`?" : ": there are " + list_words(names, "and")));
  }
  std::cout << help_of(*command);
  return exit_ok;
}

}  // namespace townsquare
