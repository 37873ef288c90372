#include "analysis/results/event_chain.hpp"
#include "analysis/results/verify_events.hpp"

#include <signal.h>

#include <bit>

#include "tests/analysis/made_up_results.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;

namespace {

/// Some events, different for each run; the second arm has none in every third replication.
std::vector<Event> events_of(std::size_t arm, std::uint32_t replication) {
  std::vector<Event> events;
  const std::size_t n = arm == 1 && replication % 3 == 0 ? 0 : 4 + replication;
  for (std::size_t i = 0; i < n; ++i) {
    Event e;
    e.week = static_cast<std::int32_t>(2 * i);
    e.platform = static_cast<std::uint16_t>(arm);
    e.kind = static_cast<EventKind>(i % n_event_kinds);
    e.subject = static_cast<DecisionClass>(i % n_decision_classes);
    if (i % 2 == 0) e.proposal = static_cast<std::uint32_t>(i), e.actor = 1000 + replication;
    e.key = static_cast<std::uint16_t>(60000 + i);
    e.before = i == 1 ? -0. : .1 / static_cast<double>(i + 1);
    e.after = std::numeric_limits<double>::denorm_min();
    e.yes = INT64_MAX - static_cast<std::int64_t>(i);
    e.no = static_cast<std::int64_t>(arm);
    e.abstain = 7;
    e.electorate = static_cast<std::int64_t>(replication);
    e.quorum = .05;
    e.amount = -12345678901;
    events.push_back(e);
  }
  return events;
}

Batch recorded_batch(std::uint32_t first, std::uint32_t n) {
  Batch batch = batch_of(first, n);
  for (std::uint32_t r = 0; r < n; ++r)
    for (std::size_t arm = 0; arm < 2; ++arm) batch.runs[r][arm].events = events_of(arm, first + r);
  return batch;
}

void write_record(const std::filesystem::path& path, std::uint32_t n = 5) {
  ResultWriter writer(path, plan_of(n, 10), {"", ""});
  writer.append(recorded_batch(10, 2));
  writer.append(recorded_batch(12, n - 2));
  writer.finish(end_of(true));
}

std::string hex(const Digest& digest) {
  std::string text;
  for (std::uint8_t byte : digest)
    for (int shift : {4, 0}) text += "0123456789abcdef"[byte >> shift & 15];
  return text;
}

/// Changes one value of a variable with some dimensions, as a type of memory.
template <class T> void change_value(hid_t file, const char* name, hid_t type, std::vector<hsize_t> at, T add) {
  const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT);
  REQUIRE(variable >= 0);
  const hid_t there = H5Dget_space(variable);
  const std::vector<hsize_t> one(at.size(), 1);
  H5Sselect_hyperslab(there, H5S_SELECT_SET, at.data(), nullptr, one.data(), nullptr);
  const hid_t here = H5Screate_simple(static_cast<int>(one.size()), one.data(), nullptr);
  T value{};
  H5Dread(variable, type, here, there, H5P_DEFAULT, &value);
  value = static_cast<T>(value + add);
  H5Dwrite(variable, type, here, there, H5P_DEFAULT, &value);
  H5Sclose(here);
  H5Sclose(there);
  H5Dclose(variable);
}

constexpr const char* columns[] = {"event_arm",  "event_replication", "event_week", "event_platform", "event_kind",       "event_subject",
                                   "event_proposal", "event_actor",   "event_key",  "event_before",   "event_after",      "event_quorum",
                                   "event_yes",  "event_no",          "event_abstain", "event_electorate", "event_amount", "event_hash"};

/// Takes a row out of every column, as if it had never been.
void delete_row(hid_t file, hsize_t row) {
  for (const char* name : columns) {
    const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT), space = H5Dget_space(variable), type = H5Dget_type(variable);
    hsize_t shape[2] = {0, 1};
    H5Sget_simple_extent_dims(space, shape, nullptr);
    const std::size_t width = H5Tget_size(type) * shape[1];
    std::vector<char> bytes(shape[0] * width);
    H5Dread(variable, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data());
    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(row * width), bytes.begin() + static_cast<std::ptrdiff_t>((row + 1) * width));
    --shape[0];
    H5Dset_extent(variable, shape);
    H5Dwrite(variable, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data());
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(variable);
  }
}

EventCheck checked(const std::filesystem::path& path) { return verify_events(open_result(path)); }

}  // namespace

TEST_CASE("SHA-256 is the one of the standard", "[unit]") {
  const std::string abc = "abc";
  CHECK(hex(sha256({reinterpret_cast<const std::uint8_t*>(abc.data()), 3})) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("an event's bytes are its fields in order, the least byte first", "[unit]") {
  Event e;
  e.week = 0x01020304;
  e.platform = 0x0506;
  e.kind = EventKind::closed;
  e.subject = DecisionClass::data;
  e.before = 1;
  e.amount = -2;
  const auto bytes = bytes_of(e);
  CHECK(std::vector<int>(bytes.begin(), bytes.begin() + 12) == std::vector<int>{4, 3, 2, 1, 6, 5, 18, 3, 255, 255, 255, 255});
  CHECK(bytes[24] == 0xf0);
  CHECK(bytes[25] == 0x3f);
  CHECK(bytes[74] == 0xfe);
  CHECK(bytes[81] == 0xff);
}

TEST_CASE("a chain depends on scenario, seed, replication and every event before", "[unit]") {
  const Digest first = first_link("a", 1, 2);
  CHECK(first != first_link("b", 1, 2));
  CHECK(first != first_link("a", 2, 2));
  CHECK(first != first_link("a", 1, 3));
  std::vector<Event> events = events_of(0, 10);
  const std::vector<Digest> links = links_of(first, events);
  REQUIRE(links.size() == events.size());
  std::swap(events[2], events[3]);
  const std::vector<Digest> swapped = links_of(first, events);
  CHECK(swapped[1] == links[1]);
  CHECK(swapped[2] != links[2]);
  CHECK(swapped.back() != links.back());
}

TEST_CASE("a result file gives back every event of every run to the last bit, and is intact", "[unit]") {
  const Folder folder;
  write_record(folder / "a.nc");
  const ResultFile file = open_result(folder / "a.nc");
  std::size_t n_events = 0;
  for (std::uint32_t r = 10; r < 15; ++r)
    for (std::size_t arm = 0; arm < 2; ++arm) {
      CAPTURE(r, arm);
      const std::vector<Event> expected = events_of(arm, r);
      CHECK(std::ranges::equal(file.events(arm, r).value(), expected, {}, bytes_of, bytes_of));
      n_events += expected.size();
    }
  const EventCheck check = verify_events(file);
  CHECK(check.is_intact);
  CHECK(check.n_runs == 10);
  CHECK(check.n_events == n_events);
  CHECK(file.metric_names.size() == weekly_metrics().size());  // no column of the record is taken for a metric
  CHECK(file.outcome_names.size() == outcomes().size());
}

TEST_CASE("one changed byte of any column of one event is found, with its arm, replication and week", "[unit]") {
  const Folder folder;
  write_record(folder / "a.nc");
  // replication 10 has 14 and 14 events; row 30 is the third of the first arm's replication 11
  const std::string column = GENERATE(from_range(std::begin(columns), std::end(columns)));
  CAPTURE(column);
  tamper(folder / "a.nc", [&](hid_t file) {
    if (column == "event_hash") change_value<std::uint8_t>(file, column.c_str(), H5T_NATIVE_UINT8, {30, 31}, 1);
    else if (column == "event_before" || column == "event_after" || column == "event_quorum")
      change_value<double>(file, column.c_str(), H5T_NATIVE_DOUBLE, {30}, 1e-9);
    else change_value<std::int64_t>(file, column.c_str(), H5T_NATIVE_INT64, {30}, 1);
  });
  const EventCheck check = checked(folder / "a.nc");
  CHECK_FALSE(check.is_intact);
  CHECK(check.arm == "co-op");
  CHECK(check.replication == 11);
  CHECK(check.event == 3);
  CHECK(check.week == (column == "event_week" ? 6 : 5));
}

TEST_CASE("a deleted event is found where it was, also when the count is made to fit", "[unit]") {
  const Folder folder;
  const bool is_count_changed = GENERATE(false, true);
  write_record(folder / "a.nc");
  tamper(folder / "a.nc", [&](hid_t file) {
    delete_row(file, 30);
    if (is_count_changed) change_value<std::int64_t>(file, "event_count", H5T_NATIVE_INT64, {0, 1}, -1);
  });
  const EventCheck check = checked(folder / "a.nc");
  CHECK_FALSE(check.is_intact);
  CHECK(check.arm == "co-op");
  CHECK(check.replication == 11);
  CHECK(check.event == 3);
  CHECK(check.week == 7);  // of the one that took its place
}

TEST_CASE("the last event of a run and of a file cannot be dropped either", "[unit]") {
  const Folder folder;
  write_record(folder / "a.nc");
  write_record(folder / "b.nc");
  std::size_t n = 0;
  for (std::uint32_t r = 10; r < 15; ++r) n += events_of(0, r).size() + events_of(1, r).size();
  tamper(folder / "a.nc", [&](hid_t file) { delete_row(file, n - 1); });
  CHECK_THAT(checked(folder / "a.nc").reason, Contains("it is missing"));
  tamper(folder / "b.nc", [&](hid_t file) {
    delete_row(file, n - 1);
    change_value<std::int64_t>(file, "event_count", H5T_NATIVE_INT64, {1, 4}, -1);
  });
  const EventCheck check = checked(folder / "b.nc");
  CHECK_THAT(check.reason, Contains("the chain ends elsewhere"));
  CHECK(check.replication == 14);
  CHECK(check.arm == "twin — shorter");
}

TEST_CASE("another seed or another end of the chain is found, also in a run without events", "[unit]") {
  const Folder folder;
  write_record(folder / "a.nc");
  write_record(folder / "b.nc");
  tamper(folder / "a.nc", [](hid_t file) {
    const hid_t seed = H5Aopen(file, "seed", H5P_DEFAULT);
    const std::uint64_t other = 1;
    H5Awrite(seed, H5T_NATIVE_UINT64, &other);
    H5Aclose(seed);
  });
  CHECK(checked(folder / "a.nc").event == 1);
  // the second arm has no events in replication 12
  tamper(folder / "b.nc", [](hid_t file) { change_value<std::uint8_t>(file, "event_head", H5T_NATIVE_UINT8, {1, 2, 0}, 1); });
  const EventCheck check = checked(folder / "b.nc");
  CHECK(check.replication == 12);
  CHECK(check.event == 1);
  CHECK(check.week == 0);
}

TEST_CASE("a killed run keeps the record of every batch that was flushed", "[unit]") {
  const Folder folder;
  const int status = in_child([&] {
    ResultWriter writer(folder / "a.nc", plan_of(60, 10), {"", ""});
    for (std::uint32_t first = 10; first < 58; first += 16) writer.append(recorded_batch(first, 16));
    raise(SIGKILL);
  });
  REQUIRE(WIFSIGNALED(status));
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.n_replications == 48);
  const EventCheck check = verify_events(file);
  CHECK(check.is_intact);
  CHECK(check.n_runs == 96);
}

TEST_CASE("events behind those of all runs are found in a complete file", "[unit]") {
  const Folder folder;
  write_record(folder / "a.nc");
  tamper(folder / "a.nc", [](hid_t file) {
    for (const char* name : columns) {
      const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT), space = H5Dget_space(variable);
      hsize_t shape[2] = {0, 1};
      H5Sget_simple_extent_dims(space, shape, nullptr);
      ++shape[0];
      H5Dset_extent(variable, shape);
      H5Sclose(space);
      H5Dclose(variable);
    }
  });
  CHECK_THAT(checked(folder / "a.nc").reason, Contains("events of no run"));
}

TEST_CASE("a file that is older than records is said to be so", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc");
  tamper(folder / "a.nc", [](hid_t file) { H5Ldelete(file, "event_count", H5P_DEFAULT); });
  CHECK_FALSE(open_result(folder / "a.nc").events(0, 0).has_value());
  CHECK_THAT(error_of([&] { checked(folder / "a.nc"); }), Contains("it has no record of events"));
}
