"""Rows kept in one file, by a hash of what they rest on: columns of numbers, and words as numbers into a list.

numpy's own format, which runs no code when it is read. Parquet would need pyarrow, which pandas then uses for all text.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimtan.report.everywhere.rows import Figure
from kimtan.writing import discard, read_sealed, write_sealed

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("value", "low", "high")


@dataclass(frozen=True)
class KeptFigures:
    """A frame with the rows of several parts, one after the other.

    Parameters
    ----------
    frame
        The columns of :class:`kimtan.report.everywhere.rows.Figure`; words are categories.
    sizes
        How many rows each part has, by its key, in their order.
    """

    frame: pd.DataFrame
    sizes: Mapping[str, int]

    def parts(self) -> dict[str, pd.DataFrame]:
        """The rows of each part, by its key."""
        by_key, begin = {}, 0
        for key, size in self.sizes.items():
            by_key[key] = self.frame.iloc[begin : begin + size]
            begin += size
        return by_key


def frame_of(figures: Sequence[Figure]) -> pd.DataFrame:
    """Rows as a frame."""
    import pandas as pd

    frame = pd.DataFrame(figures, columns=list(Figure._fields))
    for name in Figure._fields:
        frame[name] = frame[name].astype(float) if name in _NUMBERS else pd.Categorical(frame[name].astype(str))
    return frame


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames one after the other; categories that both have are one, in alphabetical order."""
    import pandas as pd
    from pandas.api.types import union_categoricals

    columns: dict[str, Any] = {}
    for name in Figure._fields:
        parts = [frame[name] for frame in frames]
        is_number = name in _NUMBERS
        columns[name] = (
            pd.concat(parts, ignore_index=True) if is_number else union_categoricals(parts, sort_categories=True)
        )
    return pd.DataFrame(columns)


def read(path: Path) -> KeptFigures | None:
    """What is kept in a file; None where there is nothing, or nothing of this form."""
    import numpy as np
    import pandas as pd

    content = read_sealed(path)
    if content is None:
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            columns = {
                name: stored[name]
                if name in _NUMBERS
                else pd.Categorical.from_codes(stored[name], json.loads(str(stored[f"{name}-words"])))
                for name in Figure._fields
            }
            sizes = {str(key): int(size) for key, size in json.loads(str(stored["sizes"]))}
        return KeptFigures(pd.DataFrame(columns), sizes)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile):
        discard(path)
        return None


def write(path: Path, kept: KeptFigures) -> None:
    """Keep a frame; where the folder cannot be written it is made again the next time."""
    import numpy as np

    arrays: dict[str, Any] = {"sizes": np.array(json.dumps(list(kept.sizes.items())))}
    for name in Figure._fields:
        column = kept.frame[name]
        if name in _NUMBERS:
            arrays[name] = column.to_numpy()
        else:
            arrays[name] = column.cat.codes.to_numpy(dtype="int32")
            arrays[f"{name}-words"] = np.array(json.dumps(list(column.cat.categories), ensure_ascii=False))
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(path, content.getvalue())
