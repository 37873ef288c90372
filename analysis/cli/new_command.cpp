// `townsquare new`: a founder's file to begin with.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/results/result_file.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/templates.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

// `bakers` and `bakers.toml` are the same file.
fs::path file_of(const std::string& name) {
  if (name.empty() || name.ends_with('/')) throw UsageError("the new file needs a name: townsquare new bakers --template small-coop");
  const fs::path path(name);
  return path.extension() == ".toml" ? path : fs::path(name + ".toml");
}

// Writes a file that is not there yet: the system refuses to open one that is.
void write_new(const fs::path& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wx");
  if (file == nullptr && errno == EEXIST)
    throw ResultFileError("`" + path.string() + "` is there already and stays as it is; take another name");
  const bool is_written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool is_closed = file != nullptr && std::fclose(file) == 0;
  if (!is_written || !is_closed) throw ResultFileError("cannot write `" + path.string() + "`: " + std::strerror(errno));
}

std::string choices() {
  std::string text;
  for (const std::string& name : template_names()) text += "\n  " + pad_right(name, 18) + "  " + title_of_template(name);
  return text;
}

}  // namespace

int new_command(const Arguments& arguments) {
  const fs::path path = file_of(arguments.names[0]);
  if (arguments.start.empty()) throw UsageError("say which template to begin with: townsquare new " + in_shell(arguments.names[0]) + " --template NAME" + choices());
  write_new(path, text_of_template(arguments.start, in_shell(path.string())));
  const std::string file = in_shell(path.string());
  std::cout << "Wrote " << path.string() << ". Open it in any editor: each line says what it means and what is usual. Then:\n"
            << "  " << arguments.program << " describe " << file << "    the rules as members would vote on them\n"
            << "  " << arguments.program << " check " << file << "       what is wrong before anything is run\n"
            << "  " << arguments.program << " run " << file << "         fifty runs, and whether your promises hold\n";
  return exit_ok;
}

}  // namespace townsquare
