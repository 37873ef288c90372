// One offline page of HTML: sections of sentences, tables and charts. Everything is in the text; a script only draws the charts.
#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace townsquare::report {

using Json = nlohmann::ordered_json;

/// Rows of texts under a head; the first column names the row.
struct Table {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

/// A chart with the sentence that says what it shows, the numbers that it shows, and the command that gives them.
struct Figure {
  std::string id;        ///< of its place, unique on the page
  std::string heading;
  std::string sentence;
  Json spec;             ///< Vega-Lite, without a width; of null only the table is shown
  Table table;
  std::string command;
};

/// One promise with what became of it.
struct Verdict {
  std::string word;      ///< "holds", "fails", "too_close"
  std::string sentence;
};

/// One event of a history.
struct Happening {
  std::string week, words;
};

/// A part of the page. What is empty is left out.
struct Section {
  std::string id, heading;
  std::vector<std::string> paragraphs = {};
  std::vector<Verdict> verdicts = {};
  std::vector<Figure> figures = {};
  std::vector<Table> tables = {};
  std::vector<Happening> story = {};
  std::vector<std::string> points = {};   ///< a list
  std::string missing = {};               ///< what is not there, and which command would bring it
  std::string commands = {};              ///< lines for a terminal
};

struct Page {
  std::string title, lead;
  std::vector<std::string> caveats;  ///< on top
  std::vector<Section> sections;
  std::string footer;
};

/// The page with its style sheet and script inside. @param script  may be empty: then there are tables and no charts.
std::string html_of(const Page& page, const std::string& styles, const std::string& script);

/// Text with what HTML reserves written so that it is shown.
std::string escaped(const std::string& text);

}  // namespace townsquare::report
