#include "analysis/report/page.hpp"

#include <algorithm>

namespace townsquare::report {
namespace {

std::string element(const std::string& tag, const std::string& text, const std::string& attributes = "") {
  return "<" + tag + (attributes.empty() ? "" : " " + attributes) + ">" + text + "</" + tag.substr(0, tag.find(' ')) + ">";
}

/// Escaped, with what stands between backticks as code.
std::string marked(const std::string& text) {
  std::string html;
  bool is_code = false;
  for (const char letter : escaped(text)) {
    if (letter != '`') html += letter;
    else html += (is_code = !is_code) ? "<code>" : "</code>";
  }
  return html + (is_code ? "</code>" : "");
}

std::string paragraph(const std::string& text) { return element("p", marked(text)) + "\n"; }

/// Numbers stand at the right of their column, sentences at the left.
bool is_words(const Table& table, std::size_t column) {
  return std::ranges::any_of(table.rows, [&](const std::vector<std::string>& row) { return column < row.size() && row[column].size() > 30; });
}

std::string html_of(const Table& table) {
  std::string head, body;
  const auto side = [&](std::size_t k) { return is_words(table, k) ? std::string(" class=\"words\"") : std::string(); };
  for (std::size_t k = 0; k < table.head.size(); ++k)
    head += table.head[k].empty() ? "<td></td>" : element("th", escaped(table.head[k]), "scope=\"col\"" + side(k));
  for (const std::vector<std::string>& row : table.rows) {
    std::string cells;
    for (std::size_t k = 0; k < row.size(); ++k)
      cells += k == 0 ? element("th", escaped(row[k]), "scope=\"row\"") : "<td" + side(k) + ">" + escaped(row[k]) + "</td>";
    body += element("tr", cells) + "\n";
  }
  // a table that is wider than the window can be scrolled, by keyboard too
  return "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"" + escaped(table.caption) + "\"><table>" + element("caption", escaped(table.caption)) +
         element("thead", element("tr", head)) + element("tbody", body) + "</table></div>\n";
}

std::string command_line(const std::string& command) {
  return command.empty() ? "" : "<p class=\"command\">Made by <code>" + escaped(command) + "</code></p>\n";
}

std::string html_of(const Figure& figure) {
  std::string html = "<figure>\n<figcaption>" + element("h3", escaped(figure.heading)) + paragraph(figure.sentence) + "</figcaption>\n";
  if (!figure.spec.is_null()) html += "<div class=\"chart\" id=\"" + escaped(figure.id) + "\"></div>\n";
  html += "<details><summary>The numbers<span class=\"of\"> of: " + escaped(figure.heading) + "</span></summary>" + html_of(figure.table) + "</details>\n";
  return html + command_line(figure.command) + "</figure>\n";
}

std::string html_of(const std::vector<Verdict>& verdicts) {
  std::string items;
  for (const Verdict& each : verdicts) {
    const std::string shown = each.word == "holds" ? "✔ Holds" : each.word == "fails" ? "✘ Fails" : "≈ Too close to call";
    items += "<li><span class=\"verdict " + escaped(each.word) + "\">" + shown + "</span> <span>" + escaped(each.sentence) + "</span></li>\n";
  }
  return items.empty() ? "" : "<ul class=\"verdicts\">\n" + items + "</ul>\n";
}

std::string html_of(const std::vector<Happening>& story) {
  std::string items;
  for (const Happening& each : story) items += "<li><span class=\"week\">" + escaped(each.week) + "</span> <span>" + escaped(each.words) + "</span></li>\n";
  return items.empty() ? "" : "<ol class=\"story\">\n" + items + "</ol>\n";
}

std::string list_of(const std::vector<std::string>& points) {
  std::string items;
  for (const std::string& each : points) items += element("li", marked(each)) + "\n";
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

std::string html_of(const Section& section) {
  std::string html = "<section id=\"" + escaped(section.id) + "\" aria-labelledby=\"" + escaped(section.id) + "-heading\">\n<h2 id=\"" + escaped(section.id) + "-heading\">" +
                     escaped(section.heading) + "</h2>\n";
  for (const std::string& each : section.paragraphs) html += paragraph(each);
  html += html_of(section.verdicts);
  for (const Figure& each : section.figures) html += html_of(each);
  for (const Table& each : section.tables) html += html_of(each);
  html += html_of(section.story) + list_of(section.points);
  if (!section.missing.empty()) html += element("p", escaped(section.missing), "class=\"missing\"") + "\n";
  if (!section.commands.empty()) html += "<pre tabindex=\"0\"><code>" + escaped(section.commands) + "</code></pre>\n";
  return html + "</section>\n";
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
  return text;
}

std::string charts_of(const Page& page) {
  Json charts = Json::array();
  for (const Section& section : page.sections)
    for (const Figure& figure : section.figures)
      if (!figure.spec.is_null()) charts.push_back({{"id", figure.id}, {"spec", figure.spec}});
  return charts.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string escaped(const std::string& text) {
  std::string html;
  for (char each : text) {
    switch (each) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      default: html += each;
    }
  }
  return html;
}

std::string html_of(const Page& page, const std::string& styles, const std::string& script) {
  std::string contents, body;
  for (const Section& section : page.sections) {
    contents += "<li><a href=\"#" + escaped(section.id) + "\">" + escaped(section.heading) + "</a></li>\n";
    body += html_of(section);
  }
  const std::string caveats = page.caveats.empty() ? "" : "<aside class=\"caveats\" aria-labelledby=\"first\"><h2 id=\"first\">Before you read on</h2>" + list_of(page.caveats) + "</aside>\n";
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
         + element("title", escaped(page.title)) + "\n" + element("style", styles) + "\n</head>\n<body>\n<a class=\"skip\" href=\"#page\">Skip to the verdicts</a>\n" +
         "<header>\n" + element("h1", escaped(page.title)) + "\n" + element("p", escaped(page.lead), "class=\"lead\"") + "\n" + caveats +
         "<nav aria-label=\"Contents\"><ol>\n" + contents + "</ol></nav>\n</header>\n<main id=\"page\">\n" + body + "</main>\n<footer>" + paragraph(page.footer) + "</footer>\n";
  if (!script.empty())
    html += "<script type=\"application/json\" id=\"charts\">" + replaced(charts_of(page), "<", "\\u003c") + "</script>\n<script>" + replaced(script, "</script", "<\\/script") + "</script>\n";
  return html + "</body>\n</html>\n";
}

}  // namespace townsquare::report
