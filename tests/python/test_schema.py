"""The JSON Schema accepts what the program accepts, and refuses what it refuses for its shape."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = jsonschema.Draft7Validator(json.loads((ROOT / "scenarios/townsquare.schema.json").read_text()))
FILES = [
    path
    for kind in ("markets", "constitutions", "operators", "attacks", "scenarios")
    for path in sorted((ROOT / "scenarios/catalogue" / kind).glob("*.toml"))
] + sorted((ROOT / "scenarios/templates").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_of_the_catalogue_is_valid(path: Path) -> None:
    problems = [f"{'.'.join(map(str, e.path))}: {e.message[:200]}" for e in SCHEMA.iter_errors(tomllib.loads(path.read_text()))]
    assert not problems


@pytest.mark.parametrize(
    "text",
    [
        "[fees]\ntake_rat = '8 %'",
        "[fees]\ntake_rate = 8",
        "[market]\nbuyers = 'many'",
        "[rivals.big.market]\nbuyers = 3",
        "[rivals.big.fees]\ntake_rate = 8",
        "[nothing]",
    ],
)
def test_a_wrong_file_is_not(text: str) -> None:
    assert not SCHEMA.is_valid(tomllib.loads(text))


def test_a_rival_is_valid() -> None:
    assert SCHEMA.is_valid(tomllib.loads("[rivals.big]\ntitle = 'Big'\nlayers = ['a.toml']\n[rivals.big.fees]\nrule = 'schedule'\ntake_rate = ['5 %', '6 %']"))
