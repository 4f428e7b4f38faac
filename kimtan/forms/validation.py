"""What the open cells of a form take: numbers, whole ones where things are counted, and words out of a list."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kimtan.data.dataset import Dataset
from kimtan.forms.layout import BOUND, BOUNDS, FIRST_ROW, FURTHER, MEASURES, FormSheet, is_counted


def add_validation(sheet: Worksheet, form: FormSheet, dataset: Dataset) -> None:
    """Let input cells take numbers only: whole ones where things are counted."""
    rules: dict[bool, DataValidation] = {}
    for is_whole in (True, False):
        rule = DataValidation(
            type="whole" if is_whole else "decimal",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Số không hợp lệ",
            error="Hãy nhập một số nguyên không âm." if is_whole else "Hãy nhập một số không âm, không kèm đơn vị.",
        )
        rules[is_whole] = rule
        sheet.add_data_validation(rule)
    for line in form.lines:
        if not line.parts:
            for column in MEASURES.values():
                rules[is_counted(dataset, line.indicator)].add(f"{column}{line.row}")
    for row in form.blanks:
        for column in MEASURES.values():
            rules[False].add(f"{column}{row}")
    choice = DataValidation(type="list", formula1=f'"{",".join(BOUNDS.values())}"', allow_blank=True)
    number = DataValidation(
        type="decimal", operator="between", formula1="-1000000000", formula2="1000000000", allow_blank=True
    )
    for rule, column in ((choice, BOUND), (number, FURTHER["yoy_pct"])):
        if column in form.further:
            sheet.add_data_validation(rule)
            rule.add(f"{column}{FIRST_ROW}:{column}{form.lines[-1].row}")
