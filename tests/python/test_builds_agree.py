"""The same bits from every build: g++ and clang++, with threads and without, with and without sanitizers.

`./bootstrap test` makes the builds and says so by TOWNSQUARE_BUILDS_EXPECTED; a person who runs only this file
compares the builds that are there.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OTHERS = {
    "clang": "another compiler",
    "serial": "no TBB, and none of this machine's own instructions",
    "dev": "no optimisation to speak of, sanitizers, checked identities",
}


def prints(build: str) -> str:
    program = ROOT / "build" / build / "print_fingerprints"
    if not program.exists() and not os.environ.get("TOWNSQUARE_BUILDS_EXPECTED"):
        pytest.skip(f"build/{build} is not there; ./bootstrap test makes it")
    done = subprocess.run([program], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def from_release() -> str:
    return prints("release")


@pytest.mark.slow
@pytest.mark.parametrize("build", OTHERS)
def test_a_build_prints_the_same_fingerprints(build: str, from_release: str) -> None:
    assert len(from_release.splitlines()) >= 5
    assert prints(build) == from_release, OTHERS[build]
