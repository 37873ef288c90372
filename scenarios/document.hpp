// A TOML file as a tree of keys and values, each with its place; the rest of the room knows no TOML library.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostics.hpp"

namespace townsquare {

/// Where something stands in its document.
struct Span {
  int line = 0, column = 0, length = 0;
};

struct Entry;

/// A value as written. Dates and other kinds that no scenario needs are `other`.
struct Value {
  enum class Kind { text, number, boolean, list, section, inline_table, other };
  Kind kind = Kind::other;
  std::string text;
  double number = 0;
  bool boolean = false;
  std::vector<Value> items;    ///< of a list
  std::vector<Entry> entries;  ///< of a section or an inline table, in the order of the file
  Span at;
};

struct Entry {
  std::string key;
  Span key_at;
  Value value;
};

/// One layer: a file, or the text of one `--set`.
struct Document {
  std::string file;                ///< as shown in messages
  std::filesystem::path folder;    ///< where its includes are looked for
  std::vector<std::string> lines;  ///< the text, for messages
  std::vector<Entry> entries;
  bool has_syntax_errors = false;  ///< some lines could not be read and are missing from `entries`
  std::vector<Entry> promises = {};  ///< what stood below [promises], see founder_layers.hpp
  bool is_founders = false;          ///< it has the layers of a founder's file
};

/// Reads TOML. Lines that cannot be read are reported and left out, so that the others are still checked.
Document parse_document(std::string_view text, std::string file, Diagnostics& problems);

/// Reads one `key=value` of the command line; quotes around text may be missing (the shell eats them).
/// `name` is the pseudo-file of messages: `--set #2`. Text that nobody typed (`is_typed` false) is not shown in them.
Document parse_override(std::string_view text, const std::string& name, bool is_typed, Diagnostics& problems);

/// A span of a document as a place for messages.
Location location(const Document& document, const Span& span);

}  // namespace townsquare
