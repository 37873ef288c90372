// `townsquare completions`: what makes a shell complete commands, options and their values. All of it comes from the tables of commands and
// options: the word for a value (FILE, OUTCOME, ...) says what completes it.
#include <algorithm>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/outcome.hpp"
#include "analysis/stress/shock_table.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/templates.hpp"

namespace townsquare {
namespace {

using Words = std::vector<std::string>;

// What can stand where a word of the usage stands.
struct Values {
  Words words;
  bool are_files = false, are_folders = false;
};

Words of_catalogue(std::string_view kind) {
  Words names;
  for (const CatalogueEntry& entry : list_catalogue(catalogue_folder()))
    if (entry.kind == kind) names.push_back(entry.name);
  return names;
}

template <class Rows>
Words names_of(const Rows& rows) {
  Words names;
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

Words names_of_shocks() {
  Words names;
  for (const StressShock* shock : stress_shocks()) names.emplace_back(shock->name);
  return names;
}

Values values_of(std::string_view word) {
  if (word == "FILE" || word == "STUDY") return {{}, true};
  if (word == "DIR" || word == "FOLDER") return {{}, false, true};
  if (word == "SCENARIO" || word == "OTHER" || word == "BASELINE") return {of_catalogue("scenarios"), true};
  if (word == "LAYER") return {of_catalogue("attacks"), true};
  if (word == "COMPARISON") return {of_catalogue("comparisons"), true};
  if (word == "COMMAND") return {names_of(commands())};
  if (word == "KIND") return {{listed_kinds().begin(), listed_kinds().end()}};
  if (word == "TEMPLATE") return {template_names()};
  if (word == "OUTCOME") return {names_of(outcomes())};
  if (word == "SHOCK") return {names_of_shocks()};
  if (word == "METRIC") return {names_of(weekly_metrics())};
  const bool is_itself = !word.empty() && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_itself ? Values{{std::string(word)}} : Values{};
}

// Words of a usage that stand for names: those before `[options]` that are not options or their values.
Words usage_words(const Command& command) {
  Words words;
  std::string usage(command.usage), word;
  bool is_value = false;
  for (char& letter : usage)
    if (std::string("[].|").find(letter) != std::string::npos) letter = ' ';
  for (std::size_t at = 0; at < usage.size();) {
    const std::size_t end = std::min(usage.find(' ', at), usage.size());
    word = usage.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!is_value && !word.starts_with("--") && word != "options") words.push_back(word);
    is_value = word.starts_with("--") && find_option(word.substr(2)) != nullptr && !find_option(word.substr(2))->value.empty();
  }
  return words;
}

Values names_of_command(const Command& command) {
  Values all;
  for (const std::string& word : usage_words(command)) {
    const Values some = values_of(word);
    all.words.insert(all.words.end(), some.words.begin(), some.words.end());
    all.are_files |= some.are_files;
    all.are_folders |= some.are_folders;
  }
  return all;
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Words options_of(const Command& command) {
  Words options;
  for (const std::string_view name : command.options) options.push_back("--" + std::string(name));
  options.emplace_back("--help");
  return options;
}

// Text within single quotes of a shell.
std::string escaped(std::string_view text, std::string_view special) {
  std::string safe;
  for (const char letter : text) {
    if (special.find(letter) != std::string_view::npos) safe += '\\';
    safe += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  }
  return safe;
}

// Sets `words`, and `files` to what else completes.
std::string bash_values(const Values& values) {
  return "words=\"" + joined(values.words) + "\"; files=" + (values.are_files ? "-f" : values.are_folders ? "-d" : "");
}

void print_bash(std::ostream& out) {
  out << "# Completion of townsquare for bash: source <(townsquare completions bash)\n"
         "_townsquare() {\n"
         "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" words=\"\" files=\"\" options=\"\"\n"
         "  COMPREPLY=()\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    COMPREPLY=($(compgen -W \""
      << joined(names_of(commands())) << " --help --version\" -- \"$word\"))\n    return\n  fi\n  case \"${COMP_WORDS[1]}\" in\n";
  for (const Command& command : commands())
    out << "    " << command.name << ") options=\"" << joined(options_of(command)) << "\"; " << bash_values(names_of_command(command)) << " ;;\n";
  out << "  esac\n  case \"$before\" in\n";
  for (const Option& option : all_options())
    if (!option.value.empty()) out << "    --" << option.name << ") options=\"\"; " << bash_values(values_of(option.value)) << " ;;\n";
  out << "  esac\n"
         "  if [[ \"$word\" == -* ]]; then words=\"$options\"; files=\"\"; fi\n"
         "  local found=\"$(compgen -W \"$words\" -- \"$word\"; [ -z \"$files\" ] || compgen $files -- \"$word\")\"\n"
         "  local IFS=$'\\n'\n"
         "  COMPREPLY=($found)\n"
         "}\n"
         "complete -o filenames -F _townsquare townsquare\n";
}

std::string zsh_action(const Values& values) {
  if (values.are_files && values.words.empty()) return "_files";
  if (values.are_folders) return "_files -/";
  if (values.are_files) return "{_alternative \"names:name:(" + joined(values.words) + ")\" \"files:file:_files\"}";
  return values.words.empty() ? " " : "(" + joined(values.words) + ")";
}

void print_zsh(std::ostream& out) {
  out << "#compdef townsquare\n# Completion of townsquare for zsh: townsquare completions zsh > \"${fpath[1]}/_townsquare\"\n"
         "_townsquare() {\n  if (( CURRENT == 2 )); then\n    local -a names\n    names=(\n";
  for (const Command& command : commands()) out << "      '" << command.name << ":" << escaped(command.sentence, ":\\") << "'\n";
  out << "    )\n    _describe command names\n    return\n  fi\n  local command=${words[2]}\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const Command& command : commands()) {
    out << "    " << command.name << ") _arguments";
    for (const std::string_view name : command.options) {
      const Option& option = *find_option(name);
      out << " \\\n      '" << (option.is_repeatable ? "*" : "") << "--" << name << "[" << escaped(option.meaning, "[]:\\") << "]";
      if (!option.value.empty()) out << ":" << option.value << ":" << zsh_action(values_of(option.value));
      out << "'";
    }
    out << " \\\n      '--help[this command, explained]' '*:name:" << zsh_action(names_of_command(command)) << "' ;;\n";
  }
  out << "  esac\n}\n_townsquare \"$@\"\n";
}

// What follows an option or a command in fish.
std::string fish_values(const Values& values, bool needs_value) {
  std::string text = needs_value ? " -r" : "";
  text += values.are_files || values.are_folders ? " -F" : " -f";
  return values.words.empty() ? text : text + " -a '" + joined(values.words) + "'";
}

void print_fish(std::ostream& out) {
  out << "# Completion of townsquare for fish: townsquare completions fish > ~/.config/fish/completions/townsquare.fish\n"
         "complete -c townsquare -f\n";
  for (const Command& command : commands())
    out << "complete -c townsquare -n __fish_use_subcommand -a " << command.name << " -d '" << escaped(command.sentence, "\\") << "'\n";
  for (const Command& command : commands()) {
    const std::string seen = "complete -c townsquare -n '__fish_seen_subcommand_from " + std::string(command.name) + "'";
    for (const std::string_view name : command.options) {
      const Option& option = *find_option(name);
      out << seen << " -l " << name << (option.value.empty() ? "" : fish_values(values_of(option.value), true)) << " -d '" << escaped(option.meaning, "\\") << "'\n";
    }
    out << seen << " -l help -s h -d 'this command, explained'\n";
    if (const Values names = names_of_command(command); !names.words.empty() || names.are_files || names.are_folders) out << seen << fish_values(names, false) << "\n";
  }
}

struct Shell {
  std::string_view name;
  void (*print)(std::ostream&);
};
constexpr Shell shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

}  // namespace

int completions_command(const Arguments& arguments) {
  const auto shell = std::ranges::find(shells, std::string_view(arguments.names[0]), &Shell::name);
  if (shell == std::end(shells)) throw UsageError("there are completions for " + list_words(names_of(shells), "and") + ", not for `" + arguments.names[0] + "`");
  shell->print(std::cout);
  return exit_ok;
}

}  // namespace townsquare
