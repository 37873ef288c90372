#include "scenarios/promises/read_promises.hpp"

#include <algorithm>
#include <map>

#include "scenarios/codes.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

constexpr double very_much = 1e15;

// A key of a promise with the document that says it.
struct Said {
  const Document* document = nullptr;
  const Entry* entry = nullptr;
};

// All that the layers say of one promise.
struct Saying {
  std::string name;
  Location at;
  std::map<std::string, Said> keys;
};

const std::vector<std::string>& known_keys() {
  static const std::vector<std::string> keys = {"says", "outcome", "at_least", "at_most", "in_share_of_runs", "at_week", "against"};
  return keys;
}

void gather(const Document& document, std::vector<Saying>& sayings, Diagnostics& problems) {
  const auto reject = [&](const Entry& entry, std::string message, std::string hint, std::string near = "") {
    problems.push_back({std::string(codes::bad_promise), Severity::error, std::move(message), location(document, entry.key_at), std::move(hint), std::move(near)});
  };
  for (const Entry& entry : document.promises) {
    if (entry.value.kind != Kind::section && entry.value.kind != Kind::inline_table) {
      reject(entry, "`" + entry.key + "` is in no promise", "each promise has a name: [promises.fair_fee]");
      continue;
    }
    auto saying = std::ranges::find(sayings, entry.key, &Saying::name);
    if (saying == sayings.end()) saying = sayings.insert(sayings.end(), {entry.key, location(document, entry.key_at), {}});
    for (const Entry& inner : entry.value.entries) {
      if (std::ranges::find(known_keys(), inner.key) == known_keys().end())
        reject(inner, "unknown key `" + inner.key + "` in [promises." + entry.key + "]", "a promise takes " + list_words(known_keys(), "and"), nearest_word(inner.key, known_keys()).value_or(""));
      else saying->keys[inner.key] = {&document, &inner};
    }
  }
}

// The row by which a value of a promise is read.
Parameter row(std::string_view key, Unit unit, double least, double most, std::string_view meaning) {
  return {key, unit, least, least, most, meaning, Evidence::decision, "", 1, 1, {}, 1};
}

// Reads one promise. Problems are told; nothing is given then.
class Reader {
public:
  Reader(const Saying& saying, std::span<const PromiseSubject> subjects, const Scenario& scenario, Diagnostics& problems)
      : saying_(saying), subjects_(subjects), scenario_(scenario), problems_(problems) {}

  std::optional<Promise> read() {
    const std::size_t n_before = problems_.size();
    promise_.name = saying_.name;
    promise_.at = saying_.at;
    if (const auto says = text("says")) promise_.says = *says;
    if (const auto other = text("against")) promise_.against = *other;
    read_subject();
    read_bound();
    if (const auto share = number("in_share_of_runs", row("in_share_of_runs", Unit::share, .01, .99, ""))) promise_.share_of_runs = *share;
    read_week();
    if (problems_.size() > n_before) return std::nullopt;
    if (promise_.says.empty()) promise_.says = terms_of(promise_);
    return promise_;
  }

private:
  void reject(const Location& at, std::string_view code, std::string message, std::string hint, std::string near = "") {
    problems_.push_back({std::string(code), Severity::error, std::move(message), at, std::move(hint), std::move(near)});
  }

  const Said* said(const std::string& key) const {
    const auto found = saying_.keys.find(key);
    return found == saying_.keys.end() ? nullptr : &found->second;
  }

  Location key_place(const Said& said) const { return location(*said.document, said.entry->key_at); }

  std::optional<std::string> text(const std::string& key) {
    const Said* here = said(key);
    if (here == nullptr) return std::nullopt;
    const Value& value = here->entry->value;
    if (value.kind == Kind::text && !value.text.empty()) return value.text;
    reject(location(*here->document, value.at), codes::wrong_type, "`" + key + "` is text", "write " + key + " = \"...\"");
    return std::nullopt;
  }

  std::optional<double> number(const std::string& key, const Parameter& parameter) {
    const Said* here = said(key);
    if (here == nullptr) return std::nullopt;
    const auto read = read_value(*here->document, "promises." + saying_.name + "." + key, here->entry->value, parameter, scenario_.currency, problems_);
    return read && !read->numbers.empty() ? std::optional(read->numbers[0]) : std::nullopt;
  }

  void read_subject() {
    const auto name = text("outcome");
    if (!name && said("outcome") == nullptr)
      return reject(saying_.at, codes::bad_promise, "[promises." + saying_.name + "] does not say what it is about",
                    "add outcome = \"...\"; `townsquare list outcomes` shows what a run is measured by");
    if (!name) return;
    promise_.outcome = *name;
    if (subjects_.empty()) return;
    const auto found = std::ranges::find(subjects_, *name, &PromiseSubject::name);
    if (found != subjects_.end()) {
      subject_ = &*found;
      return;
    }
    std::vector<std::string> names;
    for (const PromiseSubject& each : subjects_) names.emplace_back(each.name);
    reject(location(*said("outcome")->document, said("outcome")->entry->value.at), codes::unknown_subject, "no run has an outcome `" + *name + "`",
           "`townsquare list outcomes` shows what a run is measured by, `townsquare list metrics` what each week is", nearest_word(*name, names).value_or(""));
  }

  // The unit in which a bound is written.
  Parameter bound_row(const std::string& key) const {
    if (!promise_.against.empty()) return row(key, Unit::share, 0, 10, "part of what it is in the other scenario");
    if (subject_ == nullptr) return row(key, Unit::number, -very_much, very_much, "");
    if (subject_->is_share) return row(key, Unit::share, 0, 1, subject_->meaning);
    if (subject_->unit == "currency") return row(key, Unit::money, -very_much, very_much, subject_->meaning);
    if (subject_->unit == "currency/week") return row(key, Unit::money_per_week, -very_much, very_much, subject_->meaning);
    if (subject_->unit == "weeks") return row(key, Unit::weeks, 0, 1e6, subject_->meaning);
    return row(key, Unit::number, -very_much, very_much, subject_->meaning);
  }

  void read_bound() {
    const Said *least = said("at_least"), *most = said("at_most");
    if ((least == nullptr) == (most == nullptr)) {
      const Location at = least != nullptr ? key_place(*most) : saying_.at;
      return reject(at, codes::bad_promise, "[promises." + saying_.name + "] needs one of `at_least` and `at_most`",
                    least != nullptr ? "make two promises of it" : "write for example at_most = \"12 %\"");
    }
    const std::string key = least != nullptr ? "at_least" : "at_most";
    promise_.sense = least != nullptr ? PromiseSense::at_least : PromiseSense::at_most;
    const bool is_unchecked = subjects_.empty() && promise_.against.empty();
    if ((subject_ == nullptr && promise_.against.empty() && !is_unchecked) || is_unchecked) return;  // its unit is not known
    const Parameter parameter = bound_row(key);
    const auto value = number(key, parameter);
    if (!value) return;
    const bool is_money = parameter.unit == Unit::money || parameter.unit == Unit::money_per_week;
    promise_.bound = is_money ? *value / 100 : *value;
    promise_.bound_text = format_value(*value, parameter, scenario_.currency);
  }

  void read_week() {
    const auto week = number("at_week", row("at_week", Unit::weeks, 1, 1e5, ""));
    if (week) promise_.at_week = static_cast<int>(*week);
    if (subject_ == nullptr) return;
    const Said* here = said("at_week");
    if (here == nullptr && subject_->is_weekly)
      return reject(saying_.at, codes::bad_promise, "`" + promise_.outcome + "` is a number of each week: [promises." + saying_.name + "] does not say which",
                    "add at_week = \"104 weeks\"");
    if (here == nullptr) return;
    if (!subject_->is_weekly)
      return reject(key_place(*here), codes::bad_promise, "`" + promise_.outcome + "` is one number for a whole run: it has no week",
                    promise_.outcome == "survived" ? "write outcome = \"is_alive\", which is known for each week" : "leave `at_week` out; `townsquare list metrics` shows what is known for each week");
    if (week && *week > scenario_.run.weeks)
      reject(location(*here->document, here->entry->value.at), codes::bad_promise, "[promises." + saying_.name + "] looks at week " + std::to_string(*promise_.at_week) + ", when the run is over",
             "run.weeks is " + std::to_string(static_cast<int>(scenario_.run.weeks)) + "; make the run longer or the promise shorter");
  }

  const Saying& saying_;
  std::span<const PromiseSubject> subjects_;
  const Scenario& scenario_;
  Diagnostics& problems_;
  const PromiseSubject* subject_ = nullptr;
  Promise promise_;
};

}  // namespace

std::vector<Promise> read_promises(const Layers& layers, std::span<const PromiseSubject> subjects, const Scenario& scenario, Diagnostics& problems) {
  std::vector<Saying> sayings;
  for (const std::deque<Document>* documents : {&layers.files, &layers.overrides})
    for (const Document& document : *documents) gather(document, sayings, problems);
  std::vector<Promise> promises;
  for (const Saying& saying : sayings)
    if (auto promise = Reader(saying, subjects, scenario, problems).read()) promises.push_back(std::move(*promise));
  return promises;
}

std::string terms_of(const Promise& promise) {
  std::string text = promise.outcome;
  if (promise.at_week) text += " in week " + std::to_string(*promise.at_week);
  text += promise.sense == PromiseSense::at_least ? " is at least " : " is at most ";
  text += promise.bound_text;
  if (!promise.against.empty()) text += " of what it is in " + promise.against;
  const Parameter share{"", Unit::share, 0, 0, 1, "", Evidence::decision, ""};
  return text + ", in at least " + format_value(promise.share_of_runs, share, "") + " of runs";
}

}  // namespace townsquare
