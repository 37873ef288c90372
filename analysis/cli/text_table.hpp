// Text and tables that fit into a number of columns.
#pragma once
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace townsquare {

/// Text broken into lines of at most `width`, all but the first indented.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent);

/// A text beside a word: later lines stand beneath the text. `left` is as wide as it shall be.
std::string beside(const std::string& left, const std::string& text, std::size_t width);

/// One column: its heading in lines, its cells from top to bottom, empty beside headings of rows.
struct TableColumn {
  std::vector<std::string> heading;
  std::vector<std::string> cells;
  bool is_left = false;

  std::size_t width() const;
};

/// Breaks a title into lines of about `width`, at spaces and after hyphens.
std::vector<std::string> heading_lines(const std::string& title, std::size_t width);

/// What all tables of a report share. `row_headings` has a text where a row is a heading, and is empty elsewhere.
struct TableStyle {
  std::vector<std::string> row_headings;
  std::size_t width = 100;
  bool has_colour = false;
  bool has_rule = true;  // a line between the headings of columns and the rows
};

/// Columns with two spaces between them.
std::size_t width_of_all(const std::vector<TableColumn>& columns);

/// One table, however wide it is.
void print_columns(std::ostream& out, const std::vector<TableColumn>& columns, const TableStyle& style);

/// As many columns beside the labels as fit, then the next table beneath.
void print_in_parts(std::ostream& out, const TableColumn& labels, const std::vector<TableColumn>& others,
                    const TableStyle& style);

}  // namespace townsquare
