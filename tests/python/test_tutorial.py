"""The tutorial's commands run as they stand, and its warnings are what `check` prints."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_the_commands_of_the_tutorial_do_what_it_says(tmp_path: Path, program: str) -> None:
    folder = tmp_path / "build" / "release"
    folder.mkdir(parents=True)
    wrapper = folder / "townsquare"
    wrapper.write_text(f'#!/bin/sh\ncase "$1" in run) exec "{program}" "$@" --replications 20 ;; *) exec "{program}" "$@" ;; esac\n')
    wrapper.chmod(0o755)
    done = subprocess.run(["bash", "-e", "-u", "-c", "\n".join(blocks("sh"))], cwd=tmp_path, capture_output=True, text=True,
                          timeout=600, env={**os.environ, "NO_COLOR": "1"})
    everything = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 0, everything
    for block in blocks("text"):
        assert " ".join(block.split()) in everything, block
    # the three figures of the tutorial, over 20 runs
    assert "kept in 35 % of runs [18 %, 57 %], 60 % was promised" in everything
    assert "is kept in 10 % of 20 runs [3 %, 30 %]" in " ".join(TEXT.split())
    assert "we are still open after two years" in everything
