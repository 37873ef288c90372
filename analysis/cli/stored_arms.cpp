#include "analysis/cli/stored_arms.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/cli/arguments.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {

std::size_t place_of(const std::string& word, const std::vector<std::string>& words, std::string_view kind) {
  const auto place = std::ranges::find(words, word);
  if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
  const auto near = nearest_word(word, words);
  throw UsageError("there is no " + std::string(kind) + " `" + word + "` in this file" +
                   (near ? "; did you mean `" + *near + "`?" : ": there are " + list_words(words, "and")));
}

std::vector<std::size_t> wanted_arms(const ResultFile& file, const std::string& name) {
  if (!name.empty()) return {place_of(name, file.arm_names, "arm")};
  std::vector<std::size_t> all(file.arm_names.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

}  // namespace townsquare
