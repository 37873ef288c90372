"""What the README promises: its `sh` blocks in order in a copy of the checkout, and its `python` blocks.

Blocks marked `bash` need the network or a whole build and are what ./bootstrap test itself does.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8") if (ROOT / "README.md").exists() else ""
#: Appended to runs that do not say how many replications, so that the test takes seconds.
FEW = "20"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def checkout(tmp_path, program) -> Path:
    """A folder that looks like this one: what the README touches is copied, the rest is linked."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    (tmp_path / "build" / "release").mkdir(parents=True)
    wrapper = tmp_path / "build" / "release" / "townsquare"
    # the README's runs, with fewer replications than the default where it does not ask for some
    wrapper.write_text(
        "#!/bin/sh\n"
        'case "$1 $*" in\n'
        f'  run*--replications*|compare*--replications*) exec "{program}" "$@" ;;\n'
        f'  run*|compare*) exec "{program}" "$@" --replications {FEW} ;;\n'
        f'  stress*) exec "{program}" "$@" --replications 4 ;;\n'
        f'  *) exec "{program}" "$@" ;;\n'
        "esac\n")
    wrapper.chmod(0o755)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    return tmp_path


@pytest.mark.slow
def test_the_commands_of_the_readme_do_what_it_says(checkout: Path) -> None:
    script = "\n".join(blocks("sh"))
    assert "build/release/townsquare run" in script
    done = subprocess.run(["bash", "-e", "-u", "-o", "pipefail", "-c", script], cwd=checkout, capture_output=True, text=True,
                          timeout=600, env={**os.environ, "NO_COLOR": "1"})
    everything = done.stdout + done.stderr
    assert done.returncode == 0, everything
    # the typing error is told as the README shows it, and the mended file runs, is read, exported and repeated
    shown = next(block for block in blocks("text") if block.startswith("error["))
    for line in shown.splitlines():
        words = " ".join(line.split())
        assert words in " ".join(everything.split()), f"{line!r} of the README is not what is printed:\n{everything}"
    assert "identical" in everything
    # the one thing that does most harm is told before all else
    assert re.search(r"What does most harm is\s+`\w+`", everything)
    assert (checkout / "lenses.html").stat().st_size > 500_000
    assert (checkout / "my-market" / "outcomes.csv").stat().st_size > 500


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("python"))
def test_the_python_of_the_readme_runs(block: str, tmp_path) -> None:
    few = re.sub(r"replications=\d+", "replications=3", block)
    done = subprocess.run([sys.executable, "-c", few], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    if "ts.Study" in block:
        assert "gmv_total" in done.stdout or "total" in done.stdout
        return
    # what is promised beside the line: means, and paired differences with their intervals, nothing cut
    assert "..." not in done.stdout and "…" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    differences = re.findall(r"^  photo-operator .*\[.+, .+\] .*\[.+, .+\]$", done.stdout, flags=re.MULTILINE)
    assert len(differences) > 5, done.stdout


def demo_block() -> str:
    found = re.search(r"<!-- output of: (.+?) -->\n```text\n(.*?)^```\n<!-- end of output -->", README, flags=re.DOTALL | re.MULTILINE)
    assert found and found[1] == "townsquare compare stocksy-against-twin"
    return found[2]


@pytest.mark.slow
def test_the_comparison_shown_in_the_readme_is_what_is_printed_now(program, tmp_path) -> None:
    (tmp_path / "build" / "release").mkdir(parents=True)
    (tmp_path / "build" / "release" / "townsquare").symlink_to(program.resolve())
    done = subprocess.run(["build/release/townsquare", "compare", "stocksy-against-twin"], cwd=tmp_path, capture_output=True,
                          text=True, timeout=900, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip("\n").splitlines() == demo_block().strip("\n").splitlines()


def test_the_validation_table_gives_what_the_comparison_gives() -> None:
    """Sales of the published years: the same medians and ranges in README and docs/validation.md."""
    validation = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    assert "to be filled" not in validation
    rows = re.findall(r"^  (20\d\d) +([\d.]+M) +([\d.]+M) +([\d.]+[kM]) to ([\d.]+M)", demo_block(), flags=re.MULTILINE)
    assert [row[0] for row in rows] == ["2014", "2015", "2017"]
    for year, _, median, low, high in rows:
        assert f"{median} ({low} to {high})" in validation, f"{year}: {median} ({low} to {high}) is not in docs/validation.md"


def test_every_link_of_the_readme_and_of_contributing_leads_somewhere() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", README + contributing):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_files_that_the_readme_names_are_there() -> None:
    for name in set(re.findall(r"`((?:docs|scenarios|python|tests|engine|analysis|bench)/[\w./-]+)`", README)):
        assert (ROOT / name).exists(), name
