"""Sixty ways to write a table or a number, each with what it says: it is read so, or refused.

What is expected was written down by hand, by what a person sees in the file or in the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kimtan.data import datapackage
from kimtan.data.dataset import load
from kimtan.errors import InputError
from kimtan.forms.shown import NotShownError, number_in
from kimtan.workspace import Workspace
from tests.soak.ground import PERIOD, Trial, ground, ran

_TABLE = '{head}\nincome.total,actual,62.260,vnd_bn,"62,260",,,,estimate,,L1,Số thu ở xã,\n'
_SEEN = [("62.260", "Số thu ở xã")]
_REFUSED: list[tuple[str, str]] = []

_WORDS, _IN_1258 = "Số thu ở xã", "Sô\u0301 thu ơ\u0309 xa\u0303"


def _shortened(text: str) -> bytes:
    return text.replace("62.260", "62.26").replace('"62,260"', '"62,26"').encode()


Encode = Callable[[str], bytes]
FILES: dict[str, tuple[Encode, list[tuple[str, str]]]] = {
    "UTF-8": (lambda text: text.encode(), _SEEN),
    "UTF-8 with a mark": (lambda text: text.encode("utf-8-sig"), _SEEN),
    "CR LF": (lambda text: text.replace("\n", "\r\n").encode(), _SEEN),
    "quotes everywhere": (lambda text: _quoted(text).encode(), _SEEN),
    "semicolons": (lambda text: text.replace('"62,260"', "62@260").replace(",", ";").replace("@", ",").encode(), _SEEN),
    "letters in parts": (lambda text: text.replace("Số", "So\u0302\u0301").encode(), _REFUSED),
    "UTF-16": (lambda text: text.encode("utf-16"), _REFUSED),
    "UTF-16 without a mark": (lambda text: text.encode("utf-16-le"), _REFUSED),
    "UTF-32": (lambda text: text.encode("utf-32"), _REFUSED),
    "UTF-7": (lambda text: text.encode("utf-7"), [("62.260", "S+HtE thu +Ht8 x+AOM")]),
    "Windows-1258": (lambda text: text.replace(_WORDS, _IN_1258).encode("cp1258"), _REFUSED),
    "Windows-1252": (lambda text: text.encode("cp1252", "replace"), _REFUSED),
    "TCVN3": (lambda text: text.replace("Số thu ở xã", "Sè thu ë x·").encode("cp1252"), _REFUSED),
    "VNI": (lambda text: text.replace("Số thu ở xã", "Soá thu ôû xaõ").encode("cp1252"), _REFUSED),
    "GB 18030": (lambda text: text.encode("gb18030"), _REFUSED),
    "UTF-8 twice": (lambda text: text.encode().decode("cp1252", "replace").encode(), _REFUSED),
    "a NUL": (lambda text: text.replace("xã", "x\0ã").encode(), _REFUSED),
    "an invisible letter": (lambda text: text.replace("62.260", "62\u200b.260").encode(), _REFUSED),
    "cut in a letter": (lambda text: text.encode()[:-4], _REFUSED),
    "full-width digits": (lambda text: text.replace("62.260", "６２.２６０").encode(), _REFUSED),
    "Arabic digits": (lambda text: text.replace("62.260", "٦٢.٢٦٠").encode(), _REFUSED),
    "a decimal comma": (lambda text: text.replace("62.260", '"62,260"').encode(), _REFUSED),
    "a blank within": (lambda text: text.replace("62.260", "62 .260").encode(), _REFUSED),
    "an exponent": (lambda text: text.replace("62.260", "6.2260E+1").encode(), _REFUSED),
    "a zero lost": (_shortened, [("62.26", "Số thu ở xã")]),
    "a token in thousands": (lambda text: text.replace('"62,260"', "62.260").encode(), _REFUSED),
    "a token of another number": (lambda text: text.replace('"62,260"', '"62,206"').encode(), _REFUSED),
    "a date for a token": (lambda text: text.replace('"62,260"', "05/09/2023").encode(), _REFUSED),
    "a plus": (lambda text: text.replace("62.260", "+62.260").encode(), _REFUSED),
    "nothing": (lambda text: text.replace("62.260", "").encode(), _REFUSED),
}  # fmt: skip

CELLS: dict[str, tuple[object, str, str, str | None]] = {
    "a number": (850, "n", "General", "850"),
    "decimals": (62.26, "n", "#,##0.000", "62.26"),
    "noise of binary numbers": (62.260000000000005, "n", "#,##0.000", "62.26"),
    "a sum of tenths": (0.1 + 0.2, "n", "General", "0.3"),
    "rounded by its format": (62.264, "n", "0.00", "62.26"),
    "rounded away": (0.4, "n", "0", None),
    "in thousands": (62260, "n", "#,##0,", None),
    "percent": (0.98, "n", "0%", None),
    "a quoted percent": (98, "n", '0"%"', "98"),
    "another word beside it": (98, "n", '0" triệu"', None),
    "hidden": (98, "n", ";;;", None),
    "an exponent": (98, "n", "0.00E+00", None),
    "a fraction": (0.5, "n", "# ?/?", None),
    "a date": (45000, "d", "dd/mm/yyyy", None),
    "a condition": (98, "n", "[>100]0;[<=100]0.0", None),
    "Vietnamese currency": (98, "n", '#,##0\\ "₫"', None),
    "a minus of its own": (-5, "n", "#,##0;-#,##0", "-5"),
    "brackets": (-5, "n", "#,##0_);(#,##0)", "-5"),
    "red": (-5, "n", "0;[Red]0", "-5"),
    "a hidden sign": (-5, "n", "0;0", None),
    "a sign put before": (5, "n", "-0", None),
    "a number as text": ("850", "s", "@", "850"),
    "a decimal as text": ("62,26", "s", "@", None),
    "thousands as text": ("1.234", "s", "@", None),
    "a dash": ("-", "s", "General", None),
    "a formula": ("=1+1", "f", "General", None),
    "an error": ("#DIV/0!", "e", "General", None),
    "a truth": (True, "b", "General", None),
    "full-width text": ("８５０", "s", "@", None),
    "more than fifteen digits": (1e15, "n", "0", None),
}

ALL = (*FILES, *(f"cell: {name}" for name in CELLS))


def tried(trial: Trial) -> None:
    """Each way once, and again from the beginning."""
    workspace = ground(trial.folder / "w")
    head = workspace.observations_file(PERIOD).read_text("utf-8").splitlines()[0]
    for number, _ in enumerate(trial.chances()):
        name = ALL[number % len(ALL)]
        if name in FILES:
            encode, expected = FILES[name]
            workspace.observations_file(PERIOD).write_bytes(encode(_TABLE.format(head=head)))
            seen = _read(workspace)
            trial.came("read" if seen else "refused")
            trial.holds(seen == expected, f"{name}: {seen} for {expected}")
        else:
            value, kind, number_format, shown = CELLS[name.removeprefix("cell: ")]
            taken = _cell(value, kind, number_format)
            trial.came("refused" if taken is None else "read")
            trial.holds(taken == (None if shown is None else Decimal(shown)), f"{name}: {taken} for {shown}")
    workspace.observations_file(PERIOD).write_text(_TABLE.format(head=head), "utf-8")
    code, said = ran(workspace, "check", PERIOD)
    trial.holds(code in {0, 1}, f"the table itself: {code}: {said[-200:]}")


def _read(workspace: Workspace) -> list[tuple[str, str]]:
    datapackage.write(workspace, "xã Thử")
    try:
        dataset = load(workspace, workspace.params_file(PERIOD))
    except InputError:
        return []
    return [(str(row.value), row.note_vi or "") for row in dataset.observations]


def _cell(value: object, kind: str, number_format: str) -> Decimal | None:
    try:
        return number_in(value, kind, number_format, ("%", "tỷ đồng"), is_signed=True)
    except NotShownError:
        return None


def _quoted(text: str) -> str:
    head, row, _ = text.split("\n")
    quoted = ['"62,260"' if cell == "62@260" else f'"{cell}"' for cell in row.replace('"62,260"', "62@260").split(",")]
    return "\n".join([head, ",".join(quoted), ""])
