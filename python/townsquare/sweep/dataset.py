"""The runs of a folder as one dataset, read from the shards when values are used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import xarray as xr
from xarray.backends import BackendArray
from xarray.core import indexing

from townsquare import _core
from townsquare.sweep.folder import Found, read_failures
from townsquare.sweep.store import run_ids

if TYPE_CHECKING:
    from townsquare.sweep.study import Study

__all__ = ["STATUS", "dataset_of"]

#: What the variable ``status`` says of a run.
STATUS = ("missing", "complete", "failed")


class _Values(BackendArray):
    """One column of the records, in the shape of the design; rows are looked up when they are asked for."""

    def __init__(self, found: Found, places: npt.NDArray[np.int64], name: str, column: int, length: int | None) -> None:
        self._found, self._places, self._name, self._column = found, places, name, column
        self.shape = places.shape if length is None else (*places.shape, length)
        self.dtype = np.dtype(np.float64)

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER, self._read)

    def _read(self, key: tuple[Any, ...]) -> npt.NDArray[np.float64]:
        # which rows: one axis after the other, the last first, as whole numbers drop their axis
        places = self._places
        for axis in reversed(range(places.ndim)):
            places = places[(slice(None),) * axis + (key[axis],)]
        weeks = key[-1] if len(key) > self._places.ndim else None
        places = np.asarray(places)
        tail = () if weeks is None else np.empty(self.shape[-1])[weeks].shape
        values = np.full((places.size, *tail), np.nan)
        flat = places.reshape(-1)

        # from which shards
        there = np.flatnonzero(flat >= 0)
        shards = self._found.shard[flat[there]]
        for s in np.unique(shards):
            rows = there[shards == s]
            values[rows] = self._column_of(int(s), self._found.row[flat[rows]], weeks)
        return values.reshape((*places.shape, *tail))

    def _column_of(self, shard: int, rows: npt.NDArray[np.int64], weeks: Any) -> npt.NDArray[np.float64]:
        field = self._found.shards[shard].records()[self._name]
        if weeks is None:
            return np.asarray(field[rows, self._column])
        stored = np.asarray(field[rows, self._column, :])
        whole = np.full((len(rows), self.shape[-1]), np.nan)  # a shard of shorter runs has fewer weeks
        n = min(stored.shape[1], whole.shape[1])
        whole[:, :n] = stored[:, :n]
        return whole[:, weeks]


def dataset_of(study: Study, found: Found, folder: Path) -> xr.Dataset:
    """All runs of a study: outcomes and series lazily, status and provenance of each run beside them."""
    ids, replications = study.ids, study.replications
    all_ids = run_ids(ids, study.seed, replications)
    places = found.places(all_ids)
    grid = study.design.kind == "grid"
    shape = (*(len(factor.labels) for factor in study.factors), replications) if grid else places.shape
    axes = (*(factor.name for factor in study.factors), "replication") if grid else ("point", "replication")
    places = places.reshape(shape)

    # what every run has
    failures = read_failures(folder)
    failed = np.isin(all_ids, np.array([bytes.fromhex(each["run"]) for each in failures], dtype="S32")).reshape(shape)
    is_there = places >= 0
    variables: dict[str, Any] = {
        "status": (axes, np.where(is_there, 1, np.where(failed, 2, 0)).astype(np.int8),
                   {"long_name": "state of the run", "flag_values": [0, 1, 2], "flag_meanings": " ".join(STATUS)}),
        "shard": (axes, np.where(is_there, found.shard[places] if len(found.shard) else -1, -1).astype(np.int32),
                  {"long_name": "which of the attribute `shards` holds the run"}),
        "point_id": (axes[:-1], np.array([each.hex() for each in ids]).reshape(shape[:-1]),
                     {"long_name": "SHA-256 of the resolved scenario"}),
    }
    currency = study.base.currency
    outcomes = _core.outcomes()
    for i, (name, unit, long_name) in enumerate(outcomes):
        if not study.outcomes or name in study.outcomes:
            values = indexing.LazilyIndexedArray(_Values(found, places, "outcomes", i, None))
            variables[name] = xr.Variable(axes, values, _words(unit, long_name, currency))
    metrics = {name: (unit, long_name) for name, unit, long_name in _core.weekly_metrics()}
    for i, name in enumerate(study.series):
        values = indexing.LazilyIndexedArray(_Values(found, places, "series", i, study.layout.columns))
        is_taken = name in variables or name in (factor.name for factor in study.factors)
        variables[f"{name}_weekly" if is_taken else name] = xr.Variable(
            (*axes, "week"), values, _words(*metrics[name], currency))
    return xr.Dataset(variables, _coordinates(study, grid), _attributes(study, found, failures))


def _coordinates(study: Study, grid: bool) -> dict[str, Any]:
    coordinates: dict[str, Any] = {"replication": ("replication", np.arange(study.replications), {"long_name": "replication"})}
    for i, factor in enumerate(study.factors):
        labels = factor.labels if grid else [row[i] for row in study.table.labels]
        numbers = factor.numbers_of(labels)
        attributes = {"key": factor.key, "long_name": factor.key} | ({"units": numbers[1]} if numbers and numbers[1] else {})
        coordinates[factor.name] = (factor.name if grid else "point", list(labels) if numbers is None else numbers[0], attributes)
    if not grid:
        coordinates["point"] = ("point", np.arange(study.n_points), {"long_name": "point of the design"})
    if study.series:
        weeks = study.every * np.arange(1, study.layout.columns + 1)
        coordinates["week"] = ("week", weeks, {"long_name": "weeks since the run began", "units": "week"})
    return coordinates


def _attributes(study: Study, found: Found, failures: list[dict[str, Any]]) -> dict[str, Any]:
    shards = [{"file": shard.path.name, **shard.build} for shard in found.shards]
    return {
        "title": study.title, "seed": study.seed, "currency": study.base.currency, "design": study.design.kind,
        "engine_results": _core.engine_results, "study": study.to_toml(), "scenario": study.base.toml,
        "shards": json.dumps(shards), "failures": json.dumps(failures[-100:]),
    }


def _words(unit: str, long_name: str, currency: str) -> dict[str, str]:
    return {"units": unit.replace("currency", currency), "long_name": long_name}
