#include "analysis/report/charts.hpp"

#include <algorithm>
#include <cmath>

namespace townsquare::report {
namespace {

constexpr const char* schema = "https://vega.github.io/schema/vega-lite/v6.json";

/// JSON has no infinity and no NaN: such ends are left out.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json spec_of(Json values) { return {{"$schema", schema}, {"data", {{"values", std::move(values)}}}}; }

/// Money and counts as "2.3M", shares as "40%".
constexpr const char* short_numbers = "~s";
constexpr const char* percents = ".0%";

Json axis_of(const std::string& title, const char* format) {
  Json axis = {{"title", title.empty() ? Json(nullptr) : Json(title)}};
  // each number with a prefix of its own: 0, 500, 1k, and not 0k, 0.5k, 1k
  if (format == short_numbers) axis["labelExpr"] = "format(datum.value, '" + std::string(format) + "')";
  else if (format) axis["format"] = format;
  return axis;
}

Json rows_axis(std::size_t n) { return {{"labelLimit", 240}, {"labelLineHeight", 14}, {"title", nullptr}, {"ticks", false}, {"domain", false}, {"labelPadding", n > 0 ? 8 : 0}}; }

Json line_at(double value) {
  return {{"data", {{"values", Json::array({{{"at", value}}})}}}, {"mark", {{"type", "rule"}, {"strokeDash", {4, 3}}}}, {"encoding", {{"x", {{"field", "at"}, {"type", "quantitative"}}}}}};
}

Json values_of(const std::vector<Range>& ranges) {
  Json values = Json::array();
  for (const Range& each : ranges)
    values.push_back({{"row", each.row}, {"group", each.group}, {"value", number(each.value)}, {"low", number(each.low)}, {"high", number(each.high)}});
  return values;
}

bool has_groups(const std::vector<Range>& ranges) {
  return std::ranges::any_of(ranges, [&](const Range& each) { return each.group != ranges.front().group; });
}

/// Labels that are long are broken at a space, if they have one.
constexpr const char* broken =
    "length(datum.label) > 28 && indexof(slice(datum.label, 0, 28), ' ') > 0 ? "
    "[slice(datum.label, 0, lastindexof(slice(datum.label, 0, 28), ' ')), slice(datum.label, lastindexof(slice(datum.label, 0, 28), ' ') + 1)] : datum.label";

Json row_encoding(std::size_t n) {
  Json axis = rows_axis(n);
  axis["labelExpr"] = broken;
  return {{"field", "row"}, {"type", "nominal"}, {"sort", nullptr}, {"axis", axis}};
}

}  // namespace

Json forest_chart(const std::vector<Range>& ranges, const std::string& axis) {
  Json spec = spec_of(values_of(ranges));
  Json y = row_encoding(ranges.size());
  Json x = {{"field", "value"}, {"type", "quantitative"}, {"axis", axis_of(axis, short_numbers)}, {"scale", {{"zero", true}}}};
  Json shared = {{"y", y}};
  if (has_groups(ranges)) {
    shared["yOffset"] = {{"field", "group"}, {"sort", nullptr}};
    shared["color"] = {{"field", "group"}, {"type", "nominal"}, {"sort", nullptr}};
  }
  Json bars = {{"mark", {{"type", "rule"}, {"strokeWidth", 2}}}, {"encoding", {{"x", {{"field", "low"}, {"type", "quantitative"}}}, {"x2", {{"field", "high"}}}}}};
  if (shared.contains("color")) bars["encoding"]["color"] = shared["color"];
  else bars["mark"]["color"] = "var(--first)";
  spec["height"] = {{"step", has_groups(ranges) ? 22 : 34}};
  spec["encoding"] = shared;
  Json points = {{"mark", {{"type", "point"}, {"filled", true}, {"size", 80}, {"opacity", 1}}}, {"encoding", {{"x", x}}}};
  if (has_groups(ranges)) points["encoding"]["shape"] = {{"field", "group"}, {"type", "nominal"}, {"sort", nullptr}};
  spec["layer"] = Json::array({line_at(0), bars, points});
  // the line has no row of its own
  for (const char* channel : {"y", "yOffset", "color"}) spec["layer"][0]["encoding"][channel] = nullptr;
  return spec;
}

Json tornado_chart(const std::vector<Range>& bars, double middle, const std::string& axis) {
  Json spec = spec_of(values_of(bars));
  spec["height"] = {{"step", 32}};
  spec["layer"] = Json::array({Json{{"mark", {{"type", "bar"}, {"height", 14}, {"color", "var(--first)"}}},
                                    {"encoding", {{"y", row_encoding(bars.size())}, {"x", {{"field", "low"}, {"type", "quantitative"}, {"axis", axis_of(axis, short_numbers)}}}, {"x2", {{"field", "high"}}}}}},
                               line_at(0)});
  if (std::isfinite(middle)) {
    Json assumed = line_at(middle);
    assumed["mark"] = {{"type", "rule"}, {"color", "var(--ink)"}};
    spec["layer"].push_back(assumed);
  }
  return spec;
}

Json bar_chart(const std::vector<Range>& bars, const std::string& axis, bool is_percent) {
  Json spec = spec_of(values_of(bars));
  spec["height"] = {{"step", 30}};
  spec["mark"] = {{"type", "bar"}, {"height", 14}, {"color", "var(--first)"}};
  spec["encoding"] = {{"y", row_encoding(bars.size())}, {"x", {{"field", "value"}, {"type", "quantitative"}, {"axis", axis_of(axis, is_percent ? percents : short_numbers)}}}};
  return spec;
}

Json fan_chart(const std::vector<FanPoint>& points, const std::string& axis) {
  Json values = Json::array();
  for (const FanPoint& p : points)
    values.push_back({{"arm", p.arm}, {"week", p.week}, {"q05", number(p.q05)}, {"q25", number(p.q25)}, {"q50", number(p.q50)}, {"q75", number(p.q75)}, {"q95", number(p.q95)}, {"alive", number(p.alive)}});
  Json spec = spec_of(std::move(values));
  double highest = 0;
  std::vector<std::string> arms;
  for (const FanPoint& p : points) {
    if (std::isfinite(p.q95)) highest = std::max(highest, p.q95);
    if (std::ranges::find(arms, p.arm) == arms.end()) arms.push_back(p.arm);
  }
  const Json colour = {{"field", "arm"}, {"type", "nominal"}, {"sort", nullptr}, {"scale", {{"domain", arms}}}, {"legend", nullptr}};
  const Json week = {{"field", "week"}, {"type", "quantitative"}, {"axis", {{"title", nullptr}, {"grid", false}}}, {"scale", {{"nice", false}}}};
  const Json scale = {{"domain", {0, highest > 0 ? highest : 1}}};
  const auto band = [&](const char* low, const char* high, double opacity) {
    return Json{{"mark", {{"type", "area"}, {"opacity", opacity}}}, {"encoding", {{"y", {{"field", low}, {"type", "quantitative"}, {"scale", scale}, {"axis", axis_of(axis, short_numbers)}}}, {"y2", {{"field", high}}}}}};
  };
  // a panel for each arm, all on one scale: bands that overlap say nothing
  spec["vconcat"] = Json::array();
  for (const std::string& arm : arms) {
    Json panel = {{"height", arms.size() > 1 ? 120 : 220}, {"transform", Json::array({{{"filter", {{"field", "arm"}, {"equal", arm}}}}})}, {"encoding", {{"x", week}, {"color", colour}}},
                  {"layer", Json::array({band("q05", "q95", .18), band("q25", "q75", .3), Json{{"mark", {{"type", "line"}, {"strokeWidth", 2.5}}}, {"encoding", {{"y", {{"field", "q50"}, {"type", "quantitative"}, {"scale", scale}}}}}}})}};
    if (arms.size() > 1) panel["title"] = arm;
    spec["vconcat"].push_back(panel);
  }
  Json alive_colour = colour;
  alive_colour.erase("legend");
  if (arms.size() == 1) alive_colour["legend"] = nullptr;
  Json alive_dash = alive_colour;
  alive_dash["legend"] = nullptr;
  Json last_week = week;
  last_week["axis"]["title"] = "week";
  spec["vconcat"].push_back({{"height", 70}, {"mark", {{"type", "line"}, {"strokeWidth", 2.5}}},
                             {"encoding", {{"x", last_week}, {"color", alive_colour}, {"strokeDash", alive_dash},
                                           {"y", {{"field", "alive"}, {"type", "quantitative"}, {"axis", {{"title", "still open"}, {"format", percents}, {"tickCount", 3}}}, {"scale", {{"domain", {0, 1}}}}}}}}});
  spec["resolve"] = {{"legend", {{"color", "independent"}}}};
  return spec;
}

Json phase_chart(const std::vector<Cell>& cells, const std::string& across, const std::string& down) {
  Json values = Json::array();
  for (const Cell& c : cells) values.push_back({{"across", c.across}, {"down", c.down}, {"share", number(c.share)}});
  Json spec = spec_of(std::move(values));
  const auto place = [](const char* field, const std::string& title, bool is_down) {
    return Json{{"field", field}, {"type", "ordinal"}, {"sort", is_down ? "descending" : "ascending"}, {"axis", {{"title", title}, {"labelAngle", 0}, {"ticks", false}, {"domain", false}}}};
  };
  spec["height"] = {{"step", 40}};
  spec["encoding"] = {{"x", place("across", across, false)}, {"y", place("down", down, true)}};
  spec["layer"] = Json::array({Json{{"mark", {{"type", "rect"}, {"color", "var(--first)"}, {"stroke", "var(--line)"}}}, {"encoding", {{"fillOpacity", {{"field", "share"}, {"type", "quantitative"}, {"legend", nullptr}, {"scale", {{"domain", {0, 1}}, {"range", {.02, .55}}}}}}}}},
                               Json{{"mark", {{"type", "text"}, {"fontSize", 13}}}, {"encoding", {{"text", {{"field", "share"}, {"type", "quantitative"}, {"format", percents}}}}}}});
  return spec;
}

Json curve_chart(const std::vector<CurvePoint>& points, const CurveFrame& frame) {
  Json values = Json::array(), promised = Json::array(), real = Json::array();
  for (const CurvePoint& p : points) values.push_back({{"curve", p.curve}, {"size", p.size}, {"kept", number(p.kept)}, {"low", number(p.low)}, {"high", number(p.high)}});
  for (const double share : frame.promised) promised.push_back({{"share", share}});
  if (std::isfinite(frame.real)) real.push_back({{"size", frame.real}, {"text", "the real case"}});
  Json spec = spec_of(std::move(values));
  const Json scale = {{"domain", {0, 1}}}, curve = {{"field", "curve"}, {"type", "nominal"}, {"sort", nullptr}};
  Json x = {{"field", "size"}, {"type", "quantitative"}, {"axis", axis_of(frame.title, frame.is_share ? percents : short_numbers)}, {"scale", {{"nice", false}}}};
  x["axis"]["grid"] = false;
  if (frame.is_log) {
    x["scale"]["type"] = "log";
    x["axis"].erase("labelExpr");  // of logarithmic ticks only the format leaves out those between the powers
    x["axis"]["format"] = short_numbers;
  }
  const auto y = [&](const char* field) { return Json{{"field", field}, {"type", "quantitative"}, {"scale", scale}, {"axis", {{"title", "runs that keep it"}, {"format", percents}, {"tickCount", 3}}}}; };
  const Json dashed = {{"type", "rule"}, {"strokeDash", {2, 3}}, {"color", "var(--quiet)"}};
  spec["height"] = 150;
  spec["layer"] = Json::array({Json{{"mark", {{"type", "area"}, {"opacity", .15}}}, {"encoding", {{"x", x}, {"color", curve}, {"y", y("low")}, {"y2", {{"field", "high"}}}}}},
                               Json{{"mark", {{"type", "line"}, {"point", true}}}, {"encoding", {{"x", x}, {"color", curve}, {"y", y("kept")}, {"strokeDash", curve}}}},
                               Json{{"data", {{"values", std::move(promised)}}}, {"mark", dashed}, {"encoding", {{"y", y("share")}}}}});
  if (real.empty()) return spec;
  spec["layer"].push_back({{"data", {{"values", real}}}, {"mark", dashed}, {"encoding", {{"x", x}}}});
  spec["layer"].push_back({{"data", {{"values", real}}}, {"mark", {{"type", "text"}, {"align", "right"}, {"dx", -5}, {"color", "var(--quiet)"}, {"fontSize", 12}}},
                           {"encoding", {{"x", x}, {"y", {{"value", 10}}}, {"text", {{"field", "text"}, {"type", "nominal"}}}}}});
  return spec;
}

Json step_chart(const std::vector<Step>& steps, const std::string& axis, bool is_percent) {
  Json values = Json::array();
  for (const Step& s : steps) values.push_back({{"arm", s.arm}, {"week", s.week}, {"value", number(s.value)}});
  Json spec = spec_of(std::move(values));
  const Json colour = {{"field", "arm"}, {"type", "nominal"}, {"sort", nullptr}};
  spec["height"] = 150;
  spec["mark"] = {{"type", "line"}, {"interpolate", "step-after"}, {"strokeWidth", 2.5}};
  spec["encoding"] = {{"x", {{"field", "week"}, {"type", "quantitative"}, {"axis", {{"title", "week"}, {"grid", false}}}, {"scale", {{"nice", false}}}}},
                      {"y", {{"field", "value"}, {"type", "quantitative"}, {"axis", axis_of(axis, is_percent ? percents : short_numbers)}, {"scale", {{"zero", true}}}}},
                      {"color", colour}, {"strokeDash", colour}};
  return spec;
}

}  // namespace townsquare::report
