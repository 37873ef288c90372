// A case waits for a hearing (first come, first served, `capacity` hearings a week), is heard for `weeks_per_round` weeks
// and decided by the majority of its seats. The loser may appeal: the next round has appeal_factor n + 1 seats, is
// heard from the week after on at the earliest, and its majority overrules the rounds before.
// Coherent is who voted as the final verdict; the others lose `coherence_payoff` of their deposit to the coherent.
// *Source*: Condorcet 1785; Ladha 1992 (correlated votes); Kleros: Lesaege, Ast and George 2019.
#include "engine/rules/dispute/jury.hpp"

#include <algorithm>

#include "engine/rules/dispute/panel.hpp"

namespace townsquare {
namespace {
constexpr std::string_view draws[] = {"lot", "stake"};
constexpr std::string_view no_yes[] = {"no", "yes"};
constexpr std::string_view payers[] = {"platform", "loser"};

constexpr Parameter parameters[] = {
    {"jurors", Unit::count, 3, 1, 99, "Seats of the first round, an odd number.", Evidence::decision, "Kleros starts with 3"},
    {"drawn_by", Unit::choice, 0, 0, 1, "Who sits: members by `lot`, nobody twice, or by `stake`, a large holder in several seats.",
     Evidence::decision, "constitution", 1, 1, draws},
    {"competence", Unit::share, .8, 0, 1, "Chance that a juror's opinion is right.", Evidence::none, "assumption", .8, 1.2},
    {"correlation", Unit::share, .1, 0, 1, "Correlation between the opinions of two jurors on one case.", Evidence::none, "assumption", .5, 2},
    {"pay", Unit::money, 1000, 0, 1e7, "Pay of a seat in one round.", Evidence::decision, "Kleros General Court: 0.005 ETH, about 10 USD at 2,000 USD"},
    {"paid_by", Unit::choice, 0, 0, 1, "Who pays the jurors: the `platform`, or the `loser` when the case ends.", Evidence::decision, "constitution", 1, 1,
     payers},
    {"stake", Unit::money, 0, 0, 1e9, "Deposit of a seat.", Evidence::decision, "constitution; Kleros General Court: 2,300 PNK"},
    {"coherence_payoff", Unit::share, 1, 0, 1, "Share of the deposit that moves from jurors outvoted in the end to the others.", Evidence::decision,
     "Kleros: alpha, 1.7 % to 100 % over 34 courts"},
    {"appeal_when_right", Unit::share, .2, 0, 1, "Chance that a loser who was right appeals.", Evidence::none, "assumption", .5, 2},
    {"appeal_when_wrong", Unit::share, .05, 0, 1, "Chance that a loser who was wrong appeals.", Evidence::none, "assumption", .5, 2},
    {"most_appeals", Unit::count, 2, 0, 5, "Appeals after which a verdict is final.", Evidence::decision, "constitution"},
    {"appeal_factor", Unit::count, 2, 1, 3, "Seats of an appeal over those before it, and one more.", Evidence::decision, "Kleros: 2n + 1"},
    {"hidden_votes", Unit::choice, 0, 0, 1, "Votes are committed before they are shown.", Evidence::decision, "constitution", 1, 1, no_yes},
    {"herding", Unit::share, .3, 0, 1, "Chance that a juror who sees a majority follows it.", Evidence::none, "assumption", .5, 2},
    {"weeks_per_round", Unit::weeks, 3, 1, 520, "Weeks of one round.", Evidence::decision, "Kleros General Court: 3.25 + 6.75 + 6.75 + 4.5 days"},
    {"capacity", Unit::per_week, 60, 0, 1e6, "Hearings that can begin in a week.", Evidence::none, "assumption", .5, 2},
    {"honesty", Unit::share, .5, 0, 1, "Share of jurors that no bribe moves.", Evidence::none, "assumption", .5, 2},
};

struct Jury {
  int n_seats;
  bool is_by_stake;
  Juror juror;
  Cents pay, at_risk;              // pay of a seat; part of its deposit that incoherence costs
  Payer payer;
  double appeal_when_right, appeal_when_wrong;
  int most_appeals, appeal_factor, weeks_per_round;
  double capacity;
};

Jury read(std::span<const double> v) {
  const auto pay = static_cast<Cents>(v[4]), at_risk = share_of(static_cast<Cents>(v[6]), v[7]);
  const bool is_hidden = v[12] == 1;
  const Juror juror = {v[2], v[3], is_hidden ? 0 : v[13], v[16], pay + at_risk};
  const auto whole = [&](std::size_t i) { return static_cast<int>(v[i]); };
  // an even number can come of a draw of assumptions only; a file that writes one is told
  return {whole(0) | 1, v[1] == 1, juror, pay, at_risk, v[5] == 1 ? Payer::loser : Payer::platform, v[8], v[9], whole(10), whole(11), whole(14), v[15]};
}

/// Seats of a round: n, then factor n + 1, one more where that is even.
int seats_of(const Jury& jury, int round) {
  int n = jury.n_seats;
  for (int r = 0; r < round; ++r) n = (jury.appeal_factor * n + 1) | 1;
  return n;
}

/// Hearings that begin this week: the whole part of the capacity, and one more with the chance of the rest.
std::int64_t sessions_of(const Jury& jury, const Hearing& hearing, const Luck& luck) {
  return static_cast<std::int64_t>(jury.capacity / hearing.orders_per_case + luck.uniform(Purpose::jury_session, hearing.week, 0));
}

/// Does the loser of this round go on?
bool is_appealed(const Jury& jury, const Case& c, bool is_for_seller, const Luck& luck) {
  if (c.progress.round >= jury.most_appeals) return false;
  const bool is_loser_right = is_for_seller == c.is_buyer_right;
  const auto place = c.index + (static_cast<std::uint32_t>(c.progress.round) << 12);
  const double u = luck.uniform(Purpose::appeal, static_cast<std::uint32_t>(c.opened_week), c.buyer, place);
  return u < (is_loser_right ? jury.appeal_when_right : jury.appeal_when_wrong);
}

/// Counts the votes of a round that is over, and ends the case or sends it on.
void count(const Jury& jury, const Case& c, const RoundVotes& votes, std::int64_t real, const Luck& luck, Ruling& ruling) {
  CaseProgress& progress = ruling.progress;
  progress.votes += votes.cast;
  progress.for_seller += votes.for_seller;
  progress.opinions += votes.opinions;
  progress.grasped += votes.grasped;
  progress.bribed += votes.bribed;
  const bool is_for_seller = 2 * votes.for_seller > votes.cast;
  if (!c.pays_if_lost) ruling.bribes = votes.bribed * c.bribe * real;
  ruling.payer = jury.payer;
  ruling.payee = Payee::members;
  if (jury.payer == Payer::platform) ruling.charge = votes.cast * jury.pay * real;

  // a party pays for all rounds in the end, when it is known who has lost
  ruling.is_appealed = is_appealed(jury, c, is_for_seller, luck);
  if (ruling.is_appealed) {
    ++progress.round;
    progress.weeks_in_round = 0;
    return;
  }
  ruling.verdict = is_for_seller ? Verdict::for_seller : Verdict::for_buyer;
  if (jury.payer != Payer::platform) ruling.charge = progress.votes * jury.pay * real;
  ruling.incoherent = (is_for_seller ? progress.votes - progress.for_seller : progress.for_seller) * real;
  // whoever offered p + epsilon pays when the offer has failed, and only then
  if (c.pays_if_lost && !is_for_seller) ruling.bribes = progress.bribed * c.bribe * real;
  ruling.coherence_moved = ruling.incoherent * jury.at_risk;
}

void sit(const Jury& jury, const Hearing& hearing, const Luck& luck, std::span<Ruling> rulings) {
  const auto real = static_cast<std::int64_t>(hearing.orders_per_case);
  const JurorPool pool(hearing.stakes);
  std::int64_t free = sessions_of(jury, hearing, luck);
  for (std::size_t i = 0; i < hearing.cases.size(); ++i) {
    const Case& c = hearing.cases[i];
    CaseProgress& progress = rulings[i].progress = c.progress;

    // a hearing begins where there is room for one, oldest case first
    if (progress.weeks_in_round == 0 && free-- <= 0) continue;
    if (++progress.weeks_in_round < jury.weeks_per_round) continue;

    // the round is over; without anybody to sit it drags on
    const int n = seats_of(jury, progress.round);
    const auto seats = jury.is_by_stake ? draw_by_stake(pool, c, n, luck) : draw_by_lot(pool, c, n);
    if (!seats.empty()) count(jury, c, vote_round(seats, c, jury.juror, luck), real, luck, rulings[i]);
  }
}

Court bind(std::span<const double> values) {
  return [jury = read(values)](const Hearing& hearing, const Luck& luck, std::span<Ruling> rulings) { sit(jury, hearing, luck, rulings); };
}
}  // namespace

DisputeRule jury_rule() {
  return {{"jury", "Members drawn by lot or by stake decide by majority, and a larger jury hears appeals.",
           "Condorcet 1785; Ladha 1992; Kleros: Lesaege, Ast and George 2019", parameters},
          bind, true};
}
}  // namespace townsquare
