// What the files behind a scenario say of themselves: prose, values and where these are from.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace townsquare {

/// A value as a file gives it.
struct SourcedValue {
  std::string key;       ///< dotted, as one would `--set` it
  std::string value;     ///< as written
  std::string evidence;  ///< of its mark, else that of the table
  std::string source;    ///< of its mark, or the comment above it; may be empty
};

/// A file of the catalogue as a page shows it.
struct SourceFile {
  std::filesystem::path path;
  std::string title, about, misses;  ///< the comment at its head, in two parts
  std::string rival;                 ///< title of the rival that it is a layer of; empty: of the scenario itself
  std::vector<SourcedValue> values;  ///< in the order of the file
};

/// The files that a scenario is made of: what it includes, itself, then the layers of its rivals. *Errors*: InvalidScenario.
std::vector<SourceFile> source_files(const std::filesystem::path& path);

/// A comment in two parts: before and after "What it misses:", "Misses:" or "Left out:".
struct Prose {
  std::string about, misses;
};
Prose prose_of(const std::string& comment);

}  // namespace townsquare
