"""What people may get wrong with a study: one clear sentence each, before anything runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import townsquare as ts
from study_worlds import TINY

LEVELS = {"fees.take_rate": ["30 %", "45 %"]}


def study(factors=LEVELS, **words) -> ts.Study:
    return ts.Study("stocksy", factors, **{"replications": 2, "set": TINY, **words})


@pytest.mark.parametrize(("make", "words"), [
    (lambda: study({"fees.take_rat": ["30 %"]}).ids, "did you mean `take_rate`"),
    (lambda: study({"fees.take_rate": ["30 %", "140 %"]}).ids, r"point 1 of the study \(fees.take_rate = 140 %\)(.|\n)*from 0 % to 95 %"),
    (lambda: study({"fees.take_rate": ["30 %", 45]}).ids, "take_rate"),
    (lambda: study({"fees.take_rate": []}), "no level: write at least one"),
    (lambda: study({}).n_points, "at least one factor"),
    (lambda: study({"fees.take_rate": ("30 %", "50 USD")}), "must be in one unit"),
    (lambda: study({"fees.take_rate": ("50 %", "30 %")}), "not below"),
    (lambda: study({"fees.take_rate": ("30 %", "50 %")}).n_points, "has a range, which design 'grid' cannot take"),
    (lambda: study(design="gird"), "no design is called 'gird'"),
    (lambda: study(design="sobol"), "needs points"),
    (lambda: study(design="sobol", points=100), "power of 2"),
    (lambda: study(points=10), "takes no points"),
    (lambda: study({**LEVELS, "market.buyers": [10, 20, 30]}, design="list").n_points, "take_rate has 2, buyers has 3"),
    (lambda: study({"fees.take_rate": ["30 %", "30 %"]}).n_points, "stands twice in a grid"),
    (lambda: ts.Factor("scenario", ["stocksy", "stocksy"]), "a scenario stands twice"),
    (lambda: study(outcomes=["gmv_totals"]), "did you mean 'gmv_total'"),
    (lambda: study(series=["gmb"]), "did you mean 'gmv'"),
    (lambda: study(replications=0), "replications must be a whole number from 1"),
    (lambda: study([ts.Factor("a", {"x": {"fees.take_rate": "30 %"}}, name="replication")]), "may be called 'replication'"),
    (lambda: study([ts.Factor("fees.take_rate", ["30 %"], name="turnout")]), "may be called 'turnout'"),
    (lambda: ts.Factor("fees.take_rate"), "needs either levels or both low and high"),
    (lambda: ts.Factor("market.buyers", low=0, high=10, scale="log"), "low above 0"),
    (lambda: ts.Factor("rule", [{"fees.take_rate": "30 %"}]), "need labels"),
])
def test_a_wrong_study_is_told_in_one_sentence(make, words) -> None:
    with pytest.raises(ValueError, match=words):
        make()


def test_only_one_way_to_run_is_taken(tmp_path) -> None:
    with pytest.raises(ts.StudyError, match="not several"):
        study().run(tmp_path / "study", threads=1, processes=2)


@pytest.mark.parametrize(("changed", "word"), [
    ({"seed": 2}, "`seed` in .* was 1 and is now 2"),
    ({"series": ["gmv"]}, "`series`"),
    ({"set": {**TINY, "market.buyers": 90}}, "scenario .*buyers = 90"),
    ({"factors": {"market.match_weight": [1]}}, "`factors`"),
])
def test_a_study_that_changed_after_runs_exist_is_refused(tmp_path, changed, word) -> None:
    study().run(tmp_path / "study", progress=False)
    with pytest.raises(ts.StudyFolderError, match=f"changed after runs exist: .*{word}"):
        study(**changed).run(tmp_path / "study", progress=False)
    assert ts.open_study(tmp_path / "study").status().complete == 4


def rewrite_head(folder: Path, **words) -> None:
    shard = next((folder / "shards").iterdir())
    magic, head, rest = shard.read_bytes().split(b"\n", 2)
    new = json.dumps({**json.loads(head), **words}).encode()
    shard.write_bytes(magic + b"\n" + new.ljust(len(head)) + b"\n" + rest)


def test_a_folder_of_another_version_is_refused(tmp_path) -> None:
    folder = tmp_path / "study"
    study().run(folder, progress=False)
    rewrite_head(folder, engine_results=0)
    with pytest.raises(ts.StudyFolderError, match="another version: .* results of version 0, this program gives version 1"):
        study().run(folder, progress=False)
    shard = next((folder / "shards").iterdir())
    shard.write_bytes(b"townsquare-shard 9" + shard.read_bytes()[18:])
    with pytest.raises(ts.StudyFolderError, match="no shard of this version"):
        _ = ts.open_study(folder).ds


def test_an_engine_that_gives_other_runs_is_found_out_by_repeating_one(tmp_path, monkeypatch) -> None:
    from townsquare import _core

    folder, engine = tmp_path / "study", _core.run_list
    study().run(folder, progress=False)
    rewrite_head(folder, build={**_core.build_stamp(), "git_revision": "0" * 40})
    study(replications=3).run(folder, progress=False)  # another revision with the same results is welcome

    def other(*words):
        found = engine(*words)
        found["fingerprints"] += 1
        return found

    monkeypatch.setattr(_core, "run_list", other)
    with pytest.raises(ts.StudyFolderError, match="another engine"):
        study(replications=4).run(folder, progress=False)


def test_a_folder_with_other_files_is_left_alone(tmp_path) -> None:
    (tmp_path / "thesis.txt").write_text("chapter 1")
    with pytest.raises(ts.StudyFolderError, match="holds other files"):
        study().run(tmp_path, progress=False)
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(FileNotFoundError, match="no study in"):
        ts.open_study(tmp_path)


FILE = """
title = "Fees"
scenario = "stocksy"
replications = 2
outcomes = ["gmv_total"]

[set]
run.weeks = "12 weeks"
"market.buyers" = 100

[design]
kind = "list"

[[factor]]
key = "fees.take_rate"
levels = ["30 %", "45 %"]

[[factor]]
key = "slump"
[factor.levels]
none = {}
deep = { "shocks.demand.size" = "-50 %" }
"""


def test_a_file_means_the_same_as_python(tmp_path) -> None:
    (tmp_path / "fees.toml").write_text(FILE)
    read = ts.Study.from_toml(tmp_path / "fees.toml")
    made = ts.Study(
        "stocksy", [ts.Factor("fees.take_rate", ["30 %", "45 %"]), ts.Factor("slump", {"none": {}, "deep": {"shocks.demand.size": "-50 %"}})],
        design="list", replications=2, outcomes=["gmv_total"], set={"run.weeks": "12 weeks", "market.buyers": 100}, title="Fees")
    assert read.ids == made.ids and read.to_toml() == made.to_toml()
    (tmp_path / "again.toml").write_text(made.to_toml())
    assert ts.Study.from_toml(tmp_path / "again.toml").ids == made.ids


@pytest.mark.parametrize(("old", "new", "words"), [
    ('kind = "list"', 'knd = "list"', r"unknown key `knd` in \[design\]; did you mean `kind`"),
    ("replications = 2", 'replications = "2"', "`replications` in the study cannot be '2'"),
    ('scenario = "stocksy"\n', "", "a study needs `scenario`"),
    ('key = "slump"\n', "", r"\[\[factor\]\] number 2 needs `key`"),
    ('title = "Fees"', "title = Fees", "not TOML"),
    ('scenario = "stocksy"', 'scenario = "stoksy"', "stocksy"),
])
def test_a_wrong_file_is_told_with_its_name(tmp_path, old, new, words) -> None:
    assert old in FILE
    (tmp_path / "fees.toml").write_text(FILE.replace(old, new))
    with pytest.raises((ts.StudyError, ts.InvalidScenario), match=words):
        ts.Study.from_toml(tmp_path / "fees.toml")


def test_contrasts_and_robustness_name_what_is_wrong_and_what_holds(tmp_path) -> None:
    result = study({"fees.take_rate": ["30 %", "45 %"], "market.need_rate": ["0.3 /week", "0.6 /week"]}, replications=5).run(
        tmp_path / "study", progress=False)
    table = result.contrast("gmv_total", "need_rate", "0.3 /week", 0.6)
    assert list(table["take_rate"]) == ["30 %", "45 %"] and (table["difference"] > 0).all() and (table["runs"] == 5).all()
    alone = ts.compare(*(ts.load("stocksy", {**TINY, "fees.take_rate": "30 %", "market.need_rate": rate}) for rate in ("0.3 /week", "0.6 /week")),
                       replications=5, progress=False).effects().sort_index().loc["gmv_total"].iloc[0]
    for name in ("difference", "low", "high", "runs", "variance_reduction"):
        assert table.iloc[0][name] == pytest.approx(alone[name])
    found = result.robust("gmv_total", "need_rate", "0.3 /week", "0.6 /week")
    assert found.combinations == 2 and found.above + found.below + found.undecided == pytest.approx(1)
    assert found.least == table["difference"].min() and "gmv_total" in found.verdict()
    with pytest.raises(ts.StudyError, match="no factor is called 'market.need_rate'.*its name is 'need_rate'"):
        result.contrast("gmv_total", "market.need_rate", 0.3, 0.6)
    with pytest.raises(ts.StudyError, match="has no level 0.4"):
        result.contrast("gmv_total", "need_rate", 0.4, 0.6)
    with pytest.raises(ts.StudyError, match="keeps no outcome 'gmv'"):
        result.means("gmv")


def test_assumptions_without_evidence_are_factors_over_their_ranges() -> None:
    factors = ts.free_factors("stocksy", ["market.reservation_income", "market.sellers"])
    assert [(each.key, each.low, each.high) for each in factors] == [
        ("market.reservation_income", "15.0 USD/week", "60.0 USD/week"), ("market.sellers", 4200, 8400)]
    everything = ts.Study("stocksy", ts.free_factors("stocksy"), design="latin_hypercube", points=4, replications=1)
    assert len(everything.factors) > 20


def test_a_plan_counts_runs_time_bytes_and_precision(tmp_path) -> None:
    one = study(replications=50, outcomes=["sellers_at_end"])
    plan = one.plan(pilot=24)
    assert (plan.points, plan.runs, plan.runs_left) == (2, 100, 100)
    assert plan.cpu_hours > 0 and list(plan.widths.index) == ["sellers_at_end"]
    assert "2 points x 50 replications = 100 runs" in str(plan)
    result = one.run(tmp_path / "study", progress=False)
    size = sum(each.stat().st_size for each in (tmp_path / "study" / "shards").iterdir())
    assert plan.bytes_on_disk <= size <= plan.bytes_on_disk + 4096  # beside the numbers, the names of all outcomes
    real = result.means("sellers_at_end")
    half = ((real["high"] - real["low"]) / 2).mean()
    assert plan.widths.loc["sellers_at_end", "half_width"] == pytest.approx(half, rel=0.5)  # sixteen runs of a hundred
