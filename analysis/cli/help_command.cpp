// `townsquare help`: examples first, then the rest.
#include <algorithm>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

// As in exit_code.hpp.
constexpr std::pair<std::string_view, std::string_view> exit_codes[] = {
    {"0", "done"},
    {"1", "an error of the program, or a rerun that differs"},
    {"2", "the command line is wrong"},
    {"3", "a scenario, a comparison or a --set is wrong: file, line and column are told"},
    {"5", "a file cannot be read or written, or is damaged"},
    {"69", "something was missing when the program was built: the script of `report`"},
    {"75", "stopped early by Ctrl-C or SIGTERM: what was done is kept, and --continue goes on"},
    {"130", "stopped at once by a second Ctrl-C"},
};

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 2), ' ');
  return text;
}

}  // namespace

std::string help_of(const Command& command) {
  const std::string name(command.name);
  std::string text = wrapped("townsquare " + name + ": " + std::string(command.sentence), width_of_stdout(), 0) +
                     "\n\nExamples\n" +
                     std::string(command.examples) + "\nUsage\n  townsquare " + name + " " +
                     std::string(command.usage) + "\n\nOptions\n";
  for (const std::string_view word : command.options) {
    const Option& option = *find_option(word);
    const std::string left = "  --" + std::string(option.name) + " " + std::string(option.value);
    text += beside(padded(left, 22), std::string(option.meaning), width_of_stdout()) + "\n";
  }
  return text + padded("  -h, --help", 22) + "this text\n";
}

std::string help_of_program() {
  const std::size_t width = width_of_stdout();
  std::string text =
      wrapped("Townsquare: what becomes of a marketplace under the rules of its members, or of its owner.", width, 0) +
      "\n\nExamples\n"
      "  townsquare compare stocksy-against-twin\n"
      "  townsquare run stocksy --set \"fees.take_rate=40 %\"\n"
      "\nCommands\n";
  for (const Command& command : commands())
    text += beside(padded("  " + std::string(command.name), 12), std::string(command.sentence), width) + "\n";
  text += "\n" +
          wrapped("A SCENARIO is a file, or a name from `townsquare list`. Results go to stdout and to a file that "
                  "xarray and every reader of netCDF-4 open; messages go to stderr. `townsquare COMMAND --help` tells a "
                  "command's options; `townsquare --version` the version.",
                  width, 0) +
          "\n\nExit codes\n";
  for (const auto& [code, meaning] : exit_codes)
    text += beside(padded("  " + std::string(code), 7), std::string(meaning), width) + "\n";
  return text +
         wrapped("A study that was stopped goes on with the same command and --continue, to the same bits as if nothing "
                 "had stopped it.",
                 width, 0) +
         "\n";
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
