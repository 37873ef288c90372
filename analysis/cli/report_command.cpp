// `townsquare report`: a result file as one page of HTML for members, to be opened without a network.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/results/stored_text.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;
using report::Json;

std::string text_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw ResultFileError("cannot read " + path.string());
  return text.str();
}

bool is_result_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(4, ' ');
  file.read(head.data(), 4);
  return head == "\x89HDF";
}

/// The document of `explain`, or of nothing that we know.
Json read_document(const fs::path& path) {
  Json document = Json::parse(text_in(path), nullptr, false);
  if (document.is_discarded() || !document.is_object() || document.value("format", "") != "townsquare-explain")
    throw ResultFileError(path.string() + " is neither a result file nor what `townsquare explain` writes");
  return document;
}

Json stored_document(const fs::path& path, const std::string& name) {
  const std::optional<std::string> text = stored_text(path, name);
  return text ? Json::parse(*text) : Json(nullptr);
}

/// Beside an installed program, in the folder of a build, or nowhere.
std::string script_of_page() {
  std::error_code problem;
  const fs::path installed = fs::read_symlink("/proc/self/exe", problem).parent_path().parent_path() / "share/townsquare/report/page.js";
  const fs::path place = fs::exists(installed, problem) ? installed : fs::path(TOWNSQUARE_PAGE_SCRIPT);
  return fs::exists(place, problem) ? text_in(place) : "";
}

std::string styles_of_page() {
  std::error_code problem;
  const fs::path installed = fs::read_symlink("/proc/self/exe", problem).parent_path().parent_path() / "share/townsquare/report/styles.css";
  return text_in(fs::exists(installed, problem) ? installed : fs::path(TOWNSQUARE_PAGE_STYLES));
}

}  // namespace

int report_command(const Arguments& arguments) {
  // what is told of: runs first, beside them shocks and explanations
  report::Told told;
  told.program = arguments.program;
  std::optional<ResultFile> file;
  for (const std::string& name : arguments.names) {
    if (!fs::exists(name)) throw ResultFileError(name + " is not there");
    if (!is_result_file(name)) {
      told.explain = read_document(name);
      continue;
    }
    Json stress = stored_document(name, "stress"), summary = stored_document(name, "summary");
    const bool is_first = !file;
    if (!stress.is_null()) told.stress = std::move(stress);
    if (!is_first && summary.is_null()) continue;
    if (!is_first && !told.summary.is_null()) throw UsageError("a page is of one `run` or `compare`; " + told.path + " and " + name + " are two");
    if (summary.is_null() && told.stress.is_null())
      throw ResultFileError(name + " has no summary: it was written by an older version, or stopped before its first runs; run it again, or add --continue");
    file.emplace(open_result(name));
    told.summary = std::move(summary);
    told.path = name;
  }
  if (!file) throw UsageError("a page needs the result file of a `run`, `compare` or `stress`");
  told.file = &*file;
  if (told.summary.is_null()) told.summary = report::summary_of_stress(told.stress);

  // the page
  const std::string script = script_of_page();
  if (script.empty()) {
    std::cerr << "The page has no charts without its script, which is bundled when the program is built where Node.js and npm are.\n"
                 "Install them (apt-get install nodejs npm) and build again, or run ./bootstrap demo.\n";
    return exit_unavailable;
  }
  const fs::path output = arguments.output.empty() ? fs::path(told.path).replace_extension(".html") : fs::path(arguments.output);
  if (fs::exists(output) && output.extension() != ".html" && !arguments.is_forced) throw ResultFileError(output.string() + " is there and is no page; add --force to overwrite it");
  std::ofstream out(output, std::ios::binary);
  out << report::html_of(report::page_of(told), styles_of_page(), script);
  out.close();
  if (!out) throw ResultFileError("cannot write " + output.string());
  if (!arguments.is_quiet) std::cout << output.string() << " (" << (fs::file_size(output) + 500) / 1000 << " kB): open it in any browser, or send it; it needs no network\n";
  return exit_ok;
}

}  // namespace townsquare
