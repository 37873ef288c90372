#include "analysis/cli/text_table.hpp"

#include <algorithm>
#include <numeric>
#include <sstream>

#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/terminal.hpp"

namespace townsquare {
namespace {

std::string aligned(const TableColumn& column, const std::string& text) {
  return column.is_left ? pad_right(text, column.width()) : pad_left(text, column.width());
}

std::string joined(const std::vector<TableColumn>& columns, const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t c = 0; c < columns.size(); ++c)
    line += (c == 0 ? "" : "  ") + aligned(columns[c], cells[c]);
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

}  // namespace

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  if (width_of(text) <= width) return text;
  std::istringstream words(text);
  std::string line = text.substr(0, std::min(text.find_first_not_of(' '), text.size())), all, word;
  bool is_first = true;
  while (words >> word) {
    if (!is_first && width_of(line) + 1 + width_of(word) > width) {
      all += line + "\n";
      line = std::string(indent, ' ');
      is_first = true;
    }
    line += (is_first ? "" : " ") + word;
    is_first = false;
  }
  return all + line;
}

std::string beside(const std::string& left, const std::string& text, std::size_t width) {
  const std::size_t indent = width_of(left);
  const std::string lines = wrapped(text, width - std::min(indent, width - 20), 0);
  std::string all = left;
  for (const char letter : lines) all += letter == '\n' ? "\n" + std::string(indent, ' ') : std::string(1, letter);
  return all;
}

std::size_t TableColumn::width() const {
  std::size_t widest = 0;
  for (const std::string& text : heading) widest = std::max(widest, width_of(text));
  for (const std::string& text : cells) widest = std::max(widest, width_of(text));
  return widest;
}

std::vector<std::string> heading_lines(const std::string& title, std::size_t width) {
  std::vector<std::string> lines{""}, pieces{""};
  for (const char letter : title) {
    if (letter == ' ') pieces.emplace_back();
    else pieces.back() += letter;
    if (letter == ' ') pieces.back() = " ";
    if (letter == '-') pieces.emplace_back();
  }
  for (std::string piece : pieces) {
    const bool fits = width_of(lines.back() + piece) <= width;
    if (!fits && !lines.back().empty()) lines.emplace_back();
    if (lines.back().empty() && piece.starts_with(" ")) piece.erase(0, 1);
    lines.back() += piece;
  }
  return lines;
}

std::size_t width_of_all(const std::vector<TableColumn>& columns) {
  return std::accumulate(
             columns.begin(), columns.end(), std::size_t{0},
             [](std::size_t sum, const TableColumn& column) { return sum + column.width() + 2; }) -
         2;
}

void print_columns(std::ostream& out, const std::vector<TableColumn>& columns, const TableStyle& style) {
  std::size_t height = 0;
  for (const TableColumn& column : columns) height = std::max(height, column.heading.size());
  for (std::size_t line = 0; line < height; ++line) {
    std::vector<std::string> cells;
    for (const TableColumn& column : columns) {
      const std::size_t first = height - column.heading.size();
      cells.push_back(line < first ? "" : column.heading[line - first]);
    }
    out << bold(joined(columns, cells), style.has_colour) << "\n";
  }
  if (style.has_rule) out << std::string(width_of_all(columns), '-') << "\n";
  for (std::size_t r = 0; r < style.row_headings.size(); ++r) {
    const std::string& heading = style.row_headings[r];
    std::vector<std::string> cells;
    for (const TableColumn& column : columns) cells.push_back(column.cells[r]);
    out << (heading.empty() ? joined(columns, cells) : bold(wrapped(heading, style.width, 0), style.has_colour)) << "\n";
  }
}

void print_in_parts(std::ostream& out, const TableColumn& labels, const std::vector<TableColumn>& others,
                    const TableStyle& style) {
  std::vector<TableColumn> part{labels};
  for (const TableColumn& column : others) {
    part.push_back(column);
    if (width_of_all(part) <= style.width || part.size() == 2) continue;
    part.pop_back();
    print_columns(out, part, style);
    out << "\n";
    part = {labels, column};
  }
  print_columns(out, part, style);
}

}  // namespace townsquare
