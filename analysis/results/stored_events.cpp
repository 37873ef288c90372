#include "analysis/results/stored_events.hpp"

#include <algorithm>
#include <type_traits>

#include "analysis/metrics/event_words.hpp"

namespace townsquare {
namespace {

using hdf5::Axis;
using hdf5::Failure;
using hdf5::Id;
using hdf5::Label;
using hdf5::open_variable;
using hdf5::require;
using hdf5::write_block;

/// A column of whole numbers: how it is stored, and its place in a row.
struct WholeColumn {
  const char *name, *units, *meaning;
  hid_t (*type)();
  std::int64_t (*get)(const EventRow&);
  void (*set)(EventRow&, std::int64_t);
};

hid_t int8() { return H5T_STD_I8LE; }
hid_t uint16() { return H5T_STD_U16LE; }
hid_t int32() { return H5T_STD_I32LE; }
hid_t int64() { return H5T_STD_I64LE; }

using Row = const EventRow&;

template <auto field> std::int64_t get(Row row) { return static_cast<std::int64_t>(row.event.*field); }
template <auto field> void set(EventRow& row, std::int64_t value) {
  auto& place = row.event.*field;
  place = static_cast<std::remove_reference_t<decltype(place)>>(value);
}

/// Rows of members and proposals; none is -1 in the file.
template <auto field> std::int64_t get_id(Row row) {
  return row.event.*field == no_actor ? -1 : static_cast<std::int64_t>(row.event.*field);
}

constexpr WholeColumn whole_columns[] = {
    {"event_arm", "", "arm of the run, counted from 0", uint16, [](Row row) { return row.arm; },
     [](EventRow& row, std::int64_t v) { row.arm = v; }},
    {"event_replication", "", "number of the replication", int32, [](Row row) { return row.replication; },
     [](EventRow& row, std::int64_t v) { row.replication = v; }},
    {"event_week", "week", "weeks since the run began", int32, [](Row row) { return std::int64_t{row.event.week} + 1; },
     [](EventRow& row, std::int64_t v) { row.event.week = static_cast<std::int32_t>(v - 1); }},
    {"event_platform", "", "platform of the arm, counted from 0", uint16, get<&Event::platform>, set<&Event::platform>},
    {"event_kind", "", "what happened", int8, get<&Event::kind>, set<&Event::kind>},
    {"event_subject", "", "what the decision is about", int8, get<&Event::subject>, set<&Event::subject>},
    {"event_proposal", "", "number of the proposal on its platform, -1: none", int32, get_id<&Event::proposal>, set<&Event::proposal>},
    {"event_actor", "", "who acted: class x 2^28 + id within it (0 sellers, 1 buyers, 2 workers, 3 investors, 4 outsiders), -1: none", int32, get_id<&Event::actor>, set<&Event::actor>},
    {"event_key", "", "which number of its class changes, counted from 0", uint16, get<&Event::key>, set<&Event::key>},
    {"event_yes", "votes", "power cast for it", int64, get<&Event::yes>, set<&Event::yes>},
    {"event_no", "votes", "power cast against it", int64, get<&Event::no>, set<&Event::no>},
    {"event_abstain", "votes", "power cast for neither", int64, get<&Event::abstain>, set<&Event::abstain>},
    {"event_electorate", "votes", "power that could be cast", int64, get<&Event::electorate>, set<&Event::electorate>},
    {"event_amount", "", "money that moved, minor units", int64, get<&Event::amount>, set<&Event::amount>},
};

struct RealColumn {
  const char *name, *meaning;
  double Event::*field;
};

constexpr RealColumn real_columns[] = {
    {"event_before", "the number before the change, as stored: shares as 0.08, money in minor units", &Event::before},
    {"event_after", "the number after the change", &Event::after},
    {"event_quorum", "part of the electorate that had to take part", &Event::quorum},
};

/// A dimension that has no values of its own, in the way of netCDF-4; it takes no room.
Id create_dimension(hid_t file, const char* name, Axis axis) {
  Id scale = hdf5::create_variable(file, {name, "", "number of the row"}, H5T_STD_I8LE, {&axis, 1});
  hdf5::make_coordinate(scale, "This is a netCDF dimension but not a netCDF variable." + std::string(10, ' '));
  return scale;
}

void set_flags(hid_t variable, std::size_t n, const std::string& words) {
  std::vector<std::int8_t> values;
  for (std::size_t i = 0; i < n; ++i)
    values.push_back(static_cast<std::int8_t>(i));
  hdf5::set_attribute(variable, "flag_values", values);
  hdf5::set_attribute(variable, "flag_meanings", words);
}

std::vector<std::uint8_t> flat(std::span<const Digest> digests) {
  std::vector<std::uint8_t> bytes;
  for (const Digest& digest : digests)
    bytes.insert(bytes.end(), digest.begin(), digest.end());
  return bytes;
}

void write_rows(EventTable& table, const std::vector<EventRow>& rows) {
  const hdf5::Block block{{table.n_events}, {rows.size()}};
  for (std::size_t k = 0; k < std::size(whole_columns); ++k) {
    std::vector<std::int64_t> values;
    for (const EventRow& row : rows)
      values.push_back(whole_columns[k].get(row));
    write_block(table.whole[k], block, values);
  }
  for (std::size_t k = 0; k < std::size(real_columns); ++k) {
    std::vector<double> values;
    for (const EventRow& row : rows)
      values.push_back(row.event.*real_columns[k].field);
    write_block(table.real[k], block, values);
  }
  std::vector<Digest> links;
  for (const EventRow& row : rows)
    links.push_back(row.link);
  write_block(table.hash, {{table.n_events, 0}, {rows.size(), sizeof(Digest)}}, flat(links));
  table.n_events += rows.size();
  require(H5Dset_extent(table.event, &table.n_events));
}

} // namespace

EventTable create_event_table(hid_t file, const Axis& arm, const Axis& replication) {
  EventTable table;
  Axis events{H5I_INVALID_HID, 0, events_per_chunk, true}, bytes{H5I_INVALID_HID, sizeof(Digest), sizeof(Digest)};
  table.event = create_dimension(file, "event", events);
  table.byte = create_dimension(file, "hash_byte", bytes);
  events.scale = table.event;
  bytes.scale = table.byte;
  for (const WholeColumn& each : whole_columns)
    table.whole.push_back(hdf5::create_variable(file, {each.name, each.units, each.meaning}, each.type(), {&events, 1}));
  for (const RealColumn& each : real_columns)
    table.real.push_back(hdf5::create_variable(file, {each.name, "", each.meaning}, H5T_IEEE_F64LE, {&events, 1}));
  set_flags(table.whole[4], n_event_kinds, event_kind_words());
  set_flags(table.whole[5], n_decision_classes, decision_class_words());

  const Axis rows[] = {events, bytes}, runs[] = {arm, replication}, heads[] = {arm, replication, bytes};
  table.hash = hdf5::create_variable(file, {"event_hash", "", "SHA-256 of the link before and this event"}, H5T_STD_U8LE, rows);
  table.count = hdf5::create_variable(file, {"event_count", "", "events of the run"}, H5T_STD_I64LE, runs);
  table.head = hdf5::create_variable(file, {"event_head", "", "last link of the chain of the run's events"}, H5T_STD_U8LE, heads);
  return table;
}

void append_events(EventTable& table, const Batch& batch, hsize_t n_done, std::span<const std::string> scenarios,
                   std::uint64_t seed) {
  const hsize_t n = batch.runs.size(), n_arms = scenarios.size();
  std::vector<EventRow> rows;
  std::vector<std::int64_t> counts(n_arms * n);
  std::vector<Digest> heads(n_arms * n);
  for (hsize_t r = 0; r < n; ++r)
    for (hsize_t arm = 0; arm < n_arms; ++arm) {
      const std::uint32_t replication = batch.first_replication + static_cast<std::uint32_t>(r);
      Digest link = first_link(scenarios[arm], seed, replication);
      for (const Event& event : batch.runs[r][arm].events) {
        link = next_link(link, event);
        rows.push_back({static_cast<std::int64_t>(arm), replication, event, link});
      }
      counts[arm * n + r] = static_cast<std::int64_t>(batch.runs[r][arm].events.size());
      heads[arm * n + r] = link;
    }
  if (!rows.empty())
    write_rows(table, rows);
  write_block(table.count, {{0, n_done}, {n_arms, n}}, counts);
  write_block(table.head, {{0, n_done, 0}, {n_arms, n, sizeof(Digest)}}, flat(heads));
}

bool has_event_table(hid_t file) { return require(H5Lexists(file, "event_count", H5P_DEFAULT)) > 0; }

EventTable open_event_table(hid_t file) {
  EventTable table;
  for (const WholeColumn& each : whole_columns)
    table.whole.push_back(open_variable(file, each.name));
  for (const RealColumn& each : real_columns)
    table.real.push_back(open_variable(file, each.name));
  table.hash = open_variable(file, "event_hash");
  table.count = open_variable(file, "event_count");
  table.head = open_variable(file, "event_head");
  table.n_events = hdf5::shape_of(table.hash).at(0);
  for (const std::vector<Id>* columns : {&table.whole, &table.real})
    for (const Id& column : *columns)
      table.n_events = std::min(table.n_events, hdf5::shape_of(column).at(0));
  return table;
}

std::vector<EventRow> read_rows(const EventTable& table, hsize_t first, hsize_t n) {
  std::vector<EventRow> rows(n);
  for (std::size_t k = 0; k < std::size(whole_columns); ++k) {
    const auto values = hdf5::read_block<std::int64_t>(table.whole[k], {{first}, {n}});
    for (hsize_t i = 0; i < n; ++i)
      whole_columns[k].set(rows[i], values[i]);
  }
  for (std::size_t k = 0; k < std::size(real_columns); ++k) {
    const auto values = hdf5::read_block<double>(table.real[k], {{first}, {n}});
    for (hsize_t i = 0; i < n; ++i)
      rows[i].event.*real_columns[k].field = values[i];
  }
  const auto bytes = hdf5::read_block<std::uint8_t>(table.hash, {{first, 0}, {n, sizeof(Digest)}});
  for (hsize_t i = 0; i < n; ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Digest)), sizeof(Digest), rows[i].link.begin());
  return rows;
}

std::vector<std::int64_t> read_event_counts(const EventTable& table, hsize_t n_arms, hsize_t n_replications) {
  return hdf5::read_block<std::int64_t>(table.count, {{0, 0}, {n_arms, n_replications}});
}

Digest read_head(const EventTable& table, hsize_t arm, hsize_t at) {
  const auto bytes = hdf5::read_block<std::uint8_t>(table.head, {{arm, at, 0}, {1, 1, sizeof(Digest)}});
  Digest head;
  std::ranges::copy(bytes, head.begin());
  return head;
}

} // namespace townsquare
