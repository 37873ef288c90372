"""What the tests of the Python face share: a small world that runs in a blink, and the program beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import townsquare as ts
from study_worlds import study

ROOT = Path(__file__).resolve().parents[2]

#: Keys that make any scenario of the catalogue small.
SMALL = {"run.weeks": "40 weeks", "market.buyers": 400, "market.sellers": 400}


@pytest.fixture(scope="session")
def program() -> Path:
    """The command line program; ./bootstrap test builds it, alone these tests skip what needs it."""
    path = Path(os.environ.get("TOWNSQUARE_PROGRAM", ROOT / "build" / "release" / "townsquare"))
    if not path.exists() and not os.environ.get("TOWNSQUARE_BUILDS_EXPECTED"):
        pytest.skip(f"{path} is not there; ./bootstrap test builds it")
    return path


@pytest.fixture(scope="session")
def small() -> dict[str, str | int]:
    return dict(SMALL)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> ts.StudyResults:
    """The study of study_worlds, run without a break."""
    return study().run(tmp_path_factory.mktemp("whole") / "study", progress=False)
