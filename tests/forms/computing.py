"""What the formulas of a form come to, without a spreadsheet program."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_TOKEN = re.compile(r"\"[^\"]*\"|'[^']+'![A-Z]+\d+|[A-Z]+\d+|[A-Z]+(?=\()|\d+(?:\.\d+)?|<=|>=|<>|[-+*/&=<>(),]")
_FUNCTIONS = {
    "AND": all,
    "OR": any,
    "COUNT": lambda cells: sum(_is_number(cell) for cell in cells),
    "SUM": lambda cells: sum(cell for cell in cells if _is_number(cell)),
    "ISNUMBER": lambda cells: _is_number(*cells),
    "ABS": lambda cells: abs(*cells),
}


def computed(page: Worksheet, cell: str) -> Any:
    """The value of a cell: a number in decimals, text, or an empty text for a blank one."""
    value = page[cell].value
    if isinstance(value, str) and value.startswith("="):
        return eval(_Python(page, value[1:]).expression(), {"value": _value, "f": _FUNCTIONS, "D": Decimal, "p": page})
    return Decimal(str(value)) if isinstance(value, int | float) else value or ""


def _value(page: Worksheet, reference: str) -> Any:
    title, _, cell = reference.rpartition("!")
    book: Workbook | None = page.parent
    assert book is not None
    return computed(book[title.strip("'")] if title else page, cell)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, Decimal | int) and not isinstance(cell, bool)


class _Python:
    """A formula as an expression of Python, in which a branch that is not taken is not computed."""

    def __init__(self, page: Worksheet, formula: str) -> None:
        assert not _TOKEN.sub("", formula).strip(), formula
        self._tokens = _TOKEN.findall(formula)

    def expression(self) -> str:
        """Up to a comma or a closing bracket; ``&`` binds as ``+`` does, which no formula here mixes."""
        parts: list[str] = []
        while self._tokens and self._tokens[0] not in {",", ")"}:
            token = self._tokens.pop(0)
            if token == "IF":
                self._tokens.pop(0)
                test, yes, no = self._arguments()
                parts.append(f"(({yes}) if ({test}) else ({no}))")
            elif token in _FUNCTIONS:
                self._tokens.pop(0)
                parts.append(f"f[{token!r}]([{', '.join(self._arguments())}])")
            elif token == "(":
                parts.append(f"({', '.join(self._arguments())})")
            elif re.fullmatch(r"(?:'[^']+'!)?[A-Z]+\d+", token):
                parts.append(f"value(p, {token!r})")
            elif token[0].isdigit():
                parts.append(f"D('{token}')")
            else:
                parts.append({"&": "+", "=": "==", "<>": "!="}.get(token, token))
        return " ".join(parts)

    def _arguments(self) -> list[str]:
        arguments = [self.expression()]
        while self._tokens.pop(0) == ",":
            arguments.append(self.expression())
        return arguments
