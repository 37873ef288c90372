// Rows A4.3, A5.3 to A5.5 and A5.13, attack C21: queues, juries, bribes.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/ballot/policies.hpp"
#include "engine/rules/dispute/desk.hpp"
#include "engine/rules/dispute/panel.hpp"
#include "tests/contract/courts.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
const Luck luck = make_luck(81, 0);
constexpr std::uint32_t n_cases = 40'000;
constexpr double n_real = n_cases;

/// A jury that decides in a week, without appeal, herding or queue.
NamedValues plain_jury(double n, double p, double rho) {
  return {{"jurors", n}, {"competence", p}, {"correlation", rho}, {"most_appeals", 0}, {"hidden_votes", 1}, {"weeks_per_round", 1}, {"capacity", 1e6}, {"pay", 100}};
}

NamedValues with(NamedValues values, const NamedValues& more) {
  values.insert(values.end(), more.begin(), more.end());
  return values;
}

Life judged(const NamedValues& values, Cents bribe = 0, int weeks = 8) {
  std::vector<Case> cases = many_cases(n_cases, 9);
  for (Case& c : cases) c.bribe = bribe;
  return live(jury(values), cases, luck, weeks);
}

double log_beta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

/// P(more than half right) of a beta-binomial law.
double majority_of(int n, double p, double rho) {
  const double a = p * (1 - rho) / rho, b = (1 - p) * (1 - rho) / rho;
  double sum = 0;
  for (int k = n / 2 + 1; k <= n; ++k) {
    const double choose = std::lgamma(n + 1.) - std::lgamma(k + 1.) - std::lgamma(n - k + 1.);
    sum += std::exp(choose + log_beta(k + a, n - k + b) - log_beta(a, b));
  }
  return sum;
}

/// Mean of the stationary backlog B <- max(0, B + Poisson(arrivals) - Poisson(capacity)), by its distribution.
double lindley_mean(double arrivals, double capacity) {
  // chances beyond are below 1e-9
  const int size = 300, reach = static_cast<int>(capacity + 6 * std::sqrt(capacity)) + 12;
  std::vector<double> step(static_cast<std::size_t>(2 * reach + 1), 0), at(size, 0);
  const auto poisson = [](double mean, int k) { return std::exp(-mean + k * std::log(mean) - std::lgamma(k + 1.)); };
  for (int up = 0; up <= reach; ++up)
    for (int down = 0; down <= reach; ++down) step[static_cast<std::size_t>(up - down + reach)] += poisson(arrivals, up) * poisson(capacity, down);
  at[0] = 1;
  double mean = 0, before = -1;
  while (std::fabs(mean - before) > 1e-9) {
    std::vector<double> next(size, 0);
    for (int i = 0; i < size; ++i)
      for (int d = -reach; d <= reach; ++d)
        next[static_cast<std::size_t>(std::clamp(i + d, 0, size - 1))] += at[static_cast<std::size_t>(i)] * step[static_cast<std::size_t>(d + reach)];
    at = next;
    before = mean;
    mean = 0;
    for (int i = 0; i < size; ++i) mean += i * at[static_cast<std::size_t>(i)];
  }
  return mean;
}

/// Backlogs of a court with Poisson arrivals; only the number of cases matters, so one case is used for all.
std::vector<double> backlogs(const Court& court, double arrivals, std::uint32_t n_weeks, std::uint32_t first) {
  std::vector<Case> waiting;
  std::vector<double> backlog;
  for (std::uint32_t week = 0; week < n_weeks; ++week) {
    const int n = poisson_from_uniform(luck.uniform(Purpose::founding, week, 0), arrivals);
    waiting.insert(waiting.end(), static_cast<std::size_t>(n), {week, 0, 0, 0, true});
    std::vector<Ruling> rulings(waiting.size());
    court({waiting, 1, week}, luck, rulings);
    std::size_t left = 0;
    for (std::size_t i = 0; i < waiting.size(); ++i)
      if (rulings[i].verdict == Verdict::pending) waiting[left++] = waiting[i];
    waiting.resize(left);
    if (week >= first) backlog.push_back(static_cast<double>(left));
  }
  return backlog;
}
}  // namespace

// A desk lives in weeks: cases of a week wait for its end, and Erlang's C, which is in continuous time, does not apply to
// the letter. What does is the walk of a queue that is looked at once a week (Lindley 1952).
TEST_CASE("A4.3 the backlog of a desk is that of a queue looked at weekly", "[theory]") {
  // the loads for which the literature tables Erlang's queue: .8, .9, .8 of two desks, .95 of a hundred
  const auto [arrivals, desks] = GENERATE(table<double, double>({{8, 10}, {9, 10}, {1.6, 2}, {95, 100}}));
  CAPTURE(arrivals, desks);
  const Court desk = court_of(desk_rule(), {{"desks", desks}, {"per_desk", 1}});
  const auto backlog = backlogs(desk, arrivals, 41'000, 1'000);
  // means of 40 batches of a thousand weeks are all but independent
  std::vector<double> batch(40, 0);
  for (std::size_t w = 0; w < backlog.size(); ++w) batch[w / 1000] += backlog[w] / 1000;
  CHECK(z_of_mean(batch, lindley_mean(arrivals, desks)) < 4);
}

TEST_CASE("A4.3 with more cases than a court can end, the backlog grows by the difference each week", "[theory]") {
  constexpr std::uint32_t weeks = 2'000;
  const double desk = backlogs(court_of(desk_rule(), {{"desks", 10}, {"per_desk", 1}}), 12, weeks, 0).back();
  CHECK(z_of(desk, 2. * weeks, std::sqrt(22. * weeks)) < 4);
  // a jury begins a given number of hearings, so only arrivals are left to chance; and the last of them are being heard
  const double jury_left = backlogs(jury(with(plain_jury(3, .8, .1), {{"capacity", 10}})), 12, weeks, 0).back();
  CHECK(z_of(jury_left, 2. * weeks, std::sqrt(12. * weeks)) < 4);
}

TEST_CASE("A5.3 a jury of independent jurors is right as Condorcet says", "[theory]") {
  struct Row { double p; int n; double right; };
  const Row row = GENERATE(Row{.6, 3, .648}, Row{.6, 5, .68256}, Row{.6, 7, .71021}, Row{.6, 11, .75350}, Row{.7, 3, .784}, Row{.7, 5, .83692},
                           Row{.7, 7, .87396}, Row{.7, 11, .92178});
  const Life life = judged(plain_jury(row.n, row.p, 0));
  CAPTURE(row.p, row.n);
  CHECK(life.n_ended == n_cases);
  CHECK(z_of_count(life.n_ended - life.n_wrong, n_cases, row.right) < 4);
}

TEST_CASE("A5.4 jurors who share what misleads them are right as the beta-binomial law says", "[theory]") {
  struct Row { int n; double right; };
  const Row row = GENERATE(Row{3, .7619}, Row{5, .7940}, Row{7, .8139}, Row{11, .8373});
  CAPTURE(row.n);
  CHECK(majority_of(row.n, .7, .1) == Approx(row.right).margin(5e-5));
  CHECK(z_of_count(n_cases - judged(plain_jury(row.n, .7, .1)).n_wrong, n_cases, majority_of(row.n, .7, .1)) < 4);
  // bigger juries stop helping: the limit for rho = .3 is .7731
  CHECK(z_of_count(n_cases - judged(plain_jury(99, .7, .3)).n_wrong, n_cases, majority_of(99, .7, .3)) < 4);
  CHECK(majority_of(99, .7, .3) < .7731);
}

TEST_CASE("A5.4 the number of right votes varies by n p q (1 + (n - 1) rho), also where a round follows a round", "[theory]") {
  for (const bool is_appealed : {false, true}) {
    const int before = is_appealed ? 3 : 0, n = 7 + before;
    const Juror juror = {.7, .1, 0, 1, 0};
    std::vector<double> right, square;
    for (Case c : many_cases(n_cases, 5)) {
      RoundVotes all;
      for (const int seats : {before, 7}) {
        const RoundVotes votes = vote_round(draw_by_lot(JurorPool({}), c, seats), c, juror, luck);
        c.progress.opinions += votes.opinions;
        c.progress.grasped += votes.grasped;
      }
      right.push_back(c.progress.grasped);
      square.push_back((c.progress.grasped - .7 * n) * (c.progress.grasped - .7 * n));
    }
    CHECK(z_of_mean(right, .7 * n) < 4);
    CHECK(z_of_mean(square, n * .21 * (1 + (n - 1) * .1)) < 4);
  }
}

TEST_CASE("A5.5 votes agree with their majority by the count of all cases, and agreement is not truth", "[theory]") {
  struct Row { double p; double coherent; };
  const Row row = GENERATE(Row{.7, .79}, Row{.5, .75});
  // all 2^3 votes: two more for the majority of three, so a share 1 or 2/3
  double exact = 0;
  for (int votes = 0; votes < 8; ++votes) {
    const int right = (votes & 1) + (votes >> 1 & 1) + (votes >> 2 & 1);
    exact += std::pow(row.p, right) * std::pow(1 - row.p, 3 - right) * (right % 3 == 0 ? 1 : 2. / 3);
  }
  CHECK(exact == Approx(row.coherent).epsilon(1e-12));
  const Life life = judged(with(plain_jury(3, row.p, 0), {{"stake", 1000}, {"coherence_payoff", .5}}));
  // at most one vote of a case is outvoted, so cases are independent trials
  CHECK(z_of_count(life.incoherent, n_cases, 3 * (1 - row.coherent)) < 4);
  CHECK(life.coherence_moved == life.incoherent * 500);
  if (row.p == .5) CHECK(z_of_count(life.n_wrong, n_cases, .5) < 4);
}

TEST_CASE("A5.13 seats drawn by stake fall to holders in proportion, and never to the seller of the case", "[theory]") {
  const std::vector<double> stakes = {1, 0, 2, 5, 3, 4};
  const JurorPool pool(stakes);
  for (const std::uint32_t seller : {1u, 3u, 5u}) {
    std::vector<std::int64_t> seats(6, 0);
    for (std::uint32_t i = 0; i < 8'000; ++i)
      for (const std::uint32_t person : draw_by_stake(pool, {i, seller, 0, 0, true}, 5, luck)) ++seats[person];
    CHECK(seats[1] == 0);
    CHECK((seller == 1 || seats[seller] == 0));
    std::vector<std::int64_t> counts;
    std::vector<double> chance;
    for (std::size_t j : {0u, 2u, 3u, 4u, 5u}) {
      if (j == seller) continue;
      counts.push_back(seats[j]);
      chance.push_back(stakes[j] / (15 - (seller == 1 ? 0 : stakes[seller])));
    }
    CHECK(chi_square(counts, chance) < chi_square_limit(static_cast<int>(counts.size()) - 1));
  }
}

TEST_CASE("a holder of nearly all stakes makes a large jury as good as one juror", "[theory]") {
  const Court court = jury(with(plain_jury(11, .7, 0), {{"drawn_by", 1}}));
  const std::vector<double> stakes = {1e-9, 1e-9, 1};
  std::vector<Case> cases = many_cases(n_cases, 1);
  for (Case& c : cases) c.seller = 0;
  std::vector<Ruling> rulings(n_cases);
  court({cases, 1, 0, stakes}, luck, rulings);
  std::int64_t right = 0;
  for (std::size_t i = 0; i < n_cases; ++i) right += (rulings[i].verdict == Verdict::for_buyer) == cases[i].is_buyer_right;
  CHECK(z_of_count(right, n_cases, .7) < 4);
}

TEST_CASE("open votes make more errors than hidden ones, and the more so the more jurors follow", "[theory]") {
  const auto wrong = [](double hidden, double herding) {
    return static_cast<double>(judged(with(plain_jury(7, .7, 0), {{"hidden_votes", hidden}, {"herding", herding}})).n_wrong) / n_real;
  };
  const double se = std::sqrt(2 * .2 * .8 / n_real);
  CHECK(wrong(0, .4) - wrong(1, .4) > 4 * se);
  CHECK(wrong(0, .8) - wrong(0, .4) > 4 * se);
  CHECK(wrong(1, .8) == wrong(1, 0));
  // all follow the first juror
  CHECK(std::fabs(wrong(0, 1) - .3) < 4 * se);
}

TEST_CASE("appeals of those who were wronged mend rulings", "[theory]") {
  const NamedValues one = plain_jury(3, .7, 0), more = with(one, {{"most_appeals", 2}, {"appeal_when_right", .8}, {"appeal_when_wrong", .1}});
  const Life without = judged(one), appealed = judged(more);
  CHECK(appealed.n_ended == n_cases);
  CHECK(appealed.appeals > 0);
  CHECK(z_of_count(appealed.n_wrong, n_cases, static_cast<double>(without.n_wrong) / n_real) > 4);
  CHECK(appealed.n_wrong < without.n_wrong);
  CHECK(appealed.charged > without.charged);
}

TEST_CASE("C21 a bribe above deposit and pay moves rulings to the seller, one below it does not", "[theory]") {
  const NamedValues values = with(plain_jury(3, .8, 0), {{"stake", 1000}, {"honesty", .4}});
  const Life honest = judged(values), low = judged(values, 1100), high = judged(values, 1101);
  CHECK(low.n_wrong == honest.n_wrong);
  CHECK((honest.bribes == 0 && low.bribes == 0));
  // a juror votes for a seller who is wrong when it can be bribed, or errs: 1 - .4 .8
  const double q = 1 - .4 * .8;
  CHECK(z_of_count(high.n_wrong_for_seller, n_cases / 2, q * q * (3 - 2 * q)) < 4);
  CHECK(z_of(static_cast<double>(high.bribes), 1101 * .6 * 3 * n_real, 1101 * std::sqrt(.24 * 3 * n_real)) < 4);
}

TEST_CASE("C21 appeals raise the price of a ruling that was bought", "[theory]") {
  const NamedValues values = with(plain_jury(3, .8, 0), {{"stake", 1000}, {"honesty", .2}, {"appeal_when_right", .9}, {"appeal_when_wrong", .1}});
  double cost = 0;
  for (const double most : {0., 1., 2., 3.}) {
    const Life life = judged(with(values, {{"most_appeals", most}}), 1200);
    const double price = static_cast<double>(life.bribes) / static_cast<double>(life.n_wrong_for_seller);
    CHECK(price > 1.3 * cost);
    cost = price;
  }
  // with few who can be bribed, an appeal also takes back what was bought
  const auto bought = [&](double most) { return judged(with(values, {{"honesty", .8}, {"most_appeals", most}}), 1200).n_wrong_for_seller; };
  CHECK(static_cast<double>(bought(3)) < .7 * static_cast<double>(bought(0)));
}

TEST_CASE("A5.4 members expect of a panel what the law of correlated jurors says, up to a panel of one mind", "[theory]") {
  CHECK(ballot::wrong_panel(3, .7, 0) == Approx(1 - .784).margin(1e-9));
  CHECK(ballot::wrong_panel(5, .7, .1) == Approx(1 - .7940).margin(1e-4));
  CHECK(ballot::wrong_panel(101, .7, .1) == Approx(1 - .8909).margin(1e-4));
  CHECK(ballot::wrong_panel(5, .7, .999) == Approx(.3).margin(1e-3));
  CHECK(ballot::wrong_panel(5, .7, 1) == Approx(.3));
}
