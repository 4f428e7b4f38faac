"""The formula beside each row of a form that warns of figures which do not agree."""

from __future__ import annotations

from collections.abc import Mapping

from kimtan.data.dataset import Dataset
from kimtan.forms.layout import MEASURES, FormLine, slack


def warning(line: FormLine, dataset: Dataset, places: Mapping[str, tuple[str, int]]) -> str:
    """A formula that says what does not agree: a whole with parts in other sheets, or a part of a larger set."""
    indicator, own = line.indicator, f"{MEASURES['actual']}{line.row}"
    everything = dataset.complete.indicators
    parts = [part.indicator for part in everything.values() if part.part_of == indicator.indicator]
    tests = [_out_of_scale(own, f"{column}{line.row}") for column in (MEASURES["plan"], MEASURES["last_year"])]
    is_there = all(part in places and everything[part].unit == indicator.unit for part in parts)
    if parts and not line.parts and is_there and len({everything[part].breakdown for part in parts}) == 1:
        cells = [_reference(places[part]) for part in parts]
        numbers = ",".join(f"ISNUMBER({cell})" for cell in cells)
        apart = f"ABS({own}-({'+'.join(cells)}))>{slack(dataset, indicator, len(parts))}"
        tests.append(f'IF(AND(ISNUMBER({own}),{numbers}),IF({apart},"Khác tổng các phần. ",""),"")')
    larger = everything.get(indicator.within or "")
    if larger and larger.indicator in places and larger.unit == indicator.unit:
        whole, name = _reference(places[larger.indicator]), larger.name_vi.replace('"', "'")[:60]
        tests.append(f'IF(AND(ISNUMBER({own}),ISNUMBER({whole})),IF({own}>{whole},"Lớn hơn: {name}. ",""),"")')
    return f"={'&'.join(tests)}"


def _out_of_scale(own: str, reference: str) -> str:
    """A formula that says when a figure is a hundred times another one: a decimal mark was taken for thousands."""
    apart = f"OR({own}>=100*{reference},{own}*100<={reference})"
    is_known = f"AND(ISNUMBER({own}),ISNUMBER({reference}))"
    return f'IF({is_known},IF(AND({own}>0,{reference}>0,{apart}),"Chênh trên 100 lần: xem lại dấu phẩy. ",""),"")'


def _reference(place: tuple[str, int]) -> str:
    title, row = place
    return f"'{title}'!{MEASURES['actual']}{row}"
