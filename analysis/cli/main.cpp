// Program `townsquare`: finds the command, runs it, and turns every error into a message and an exit code.
#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/results/result_file.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

// As typed, with quotes where a shell needs them.
std::string command_line_of(const std::vector<std::string>& words) {
  std::string line = "townsquare";
  for (const std::string& word : words) line += " " + in_shell(word);
  return line;
}

[[noreturn]] void refuse_command(const std::string& word) {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  if (word.starts_with("-")) throw UsageError("the command comes first: " + list_words(names));
  const auto near = nearest_word(word, names);
  throw UsageError("there is no command `" + word + "`" +
                   (near ? "; did you mean `" + *near + "`?" : ": there are " + list_words(names, "and")));
}

int run_words(const std::string& program, const std::vector<std::string>& words) {
  const std::string first = words.empty() ? "help" : words[0];
  if (first == "--version") {
    std::cout << "townsquare " TOWNSQUARE_VERSION "\n";
    return exit_ok;
  }
  if (first == "-h" || first == "--help") {
    std::cout << help_of_program();
    return exit_ok;
  }
  const Command* command = find_command(first);
  if (command == nullptr) refuse_command(first);
  Arguments arguments = read_arguments(*command, {words.begin() + (words.empty() ? 0 : 1), words.end()});
  if (arguments.wants_help) {
    std::cout << help_of(*command);
    return exit_ok;
  }
  arguments.program = program;
  arguments.command_line = command_line_of(words);
  return command->run(arguments);
}

int tell(const std::string& message, int code) {
  std::istringstream lines("townsquare: " + message);
  for (std::string line; std::getline(lines, line);) std::cerr << wrapped(line, width_of_stderr(), 2) << "\n";
  return code;
}

std::string where_to_look(const std::vector<std::string>& words) {
  const bool has_command = !words.empty() && find_command(words[0]) != nullptr;
  return "\nFor help: townsquare " + (has_command ? words[0] + " --help" : std::string("help"));
}

// A file that was asked for and cannot be read is no mistake in it.
int exit_code_of(const Diagnostics& problems) {
  const auto is_unreadable = [](const Diagnostic& d) { return d.code == codes::cannot_read && d.at.line == 0; };
  return std::ranges::all_of(problems, is_unreadable) ? exit_files : exit_scenario;
}

int guarded_run(const std::string& program, const std::vector<std::string>& words) {
  const bool is_colour_allowed = std::ranges::count(words, "--no-color") == 0;
  try {
    const int code = run_words(program, words);
    std::cout.flush();
    return std::cout ? code : tell("cannot write to stdout", exit_files);
  } catch (const UsageError& e) {
    return tell(e.what() + where_to_look(words), exit_usage);
  } catch (const InvalidScenario& e) {
    std::cerr << render(e.diagnostics(), has_colour_stderr(is_colour_allowed), width_of_stderr()) << "\n";
    return exit_code_of(e.diagnostics());
  } catch (const ResultFileError& e) {
    return tell(e.what(), exit_files);
  } catch (const std::filesystem::filesystem_error& e) {
    return tell(e.what(), exit_files);
  } catch (const std::bad_alloc&) {
    return tell("not enough memory for this scenario", exit_internal);
  } catch (const std::exception& e) {
    return tell("an error of the program, please report it: " + std::string(e.what()), exit_internal);
  }
}

}  // namespace
}  // namespace townsquare

int main(int argc, char** argv) {
  const std::string program = argc > 0 ? argv[0] : "townsquare";
  return townsquare::guarded_run(program, {argv + std::min(argc, 1), argv + argc});
}
