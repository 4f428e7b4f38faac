"""Small frames with the report's own figures, one chart of every kind, and the words that a drawing holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from kimtan.present import charts
from kimtan.present.blocks import Number
from kimtan.present.charts import Reference
from kimtan.present.charts.lettering import width

LONG = "Người tham gia bảo hiểm xã hội tự nguyện trên địa bàn thị trấn Kim Tân, tính cả hộ kinh doanh"


def _n(text):
    """A shown number; what it is bound to plays no part in a drawing."""
    return Number(text, "income.total:actual@report:L27")


def _frame(columns, *rows):
    """A literal frame: column names in one string, then the rows; texts under ``shown`` and the like become numbers."""
    table = pd.DataFrame([list(row) for row in rows], columns=columns.split())
    for name in {"shown", "share", "amount", "needed_shown", "factor_shown", "before_shown"} & set(table.columns):
        table[name] = pd.Series([_n(cell) if isinstance(cell, str) else None for cell in table[name]], dtype=object)
    return table


def completion(language):
    rows = _frame(
        "label value shown status",
        ("Đàn lợn", 175, "175%", "done"),
        ("Nông, lâm nghiệp và thủy sản", 70.2, "70,2%", "ahead"),
        ("Đàn bò", 81.2, "81,2%", "ahead"),
        (LONG, 12.2, "12,2%", "at_risk"),
        ("Tổng thu ngân sách nhà nước", 23.7, "23,7%", "at_risk"),
    )
    return charts.completion(rows, year_gone=Reference(49.6, _n("49,6%")), language=language)


def contribution(language):
    rows = _frame(
        "label value shown sector role",
        ("Nông, lâm nghiệp và thủy sản", 1.17, "1,17 điểm %", "income.agriculture", "part"),
        ("Công nghiệp - xây dựng", -0.52, "−0,52 điểm %", "income.industry_construction", "part"),
        ("Thương mại - dịch vụ", 4.97, "4,97 điểm %", "income.trade_services", "part"),
        ("Tổng thu nhập", 5.62, "5,62%", None, "total"),
    )
    return charts.contribution(rows, language=language)


def structure(language):
    rows = _frame(
        "label value shown amount",
        ("Nguồn ngân sách thị trấn", 83.9, "83,9%", "32.426 triệu đồng"),
        ("Nguồn ngân sách huyện", 16.1, "16,1%", "6.200 triệu đồng"),
    )
    return charts.structure(rows, language=language)


def structure_bars(language):
    rows = _frame("label value shown", ("Lúa", 90, "90%"), (LONG, 9.7, "9,7%"), ("Nấm", 0.3, "0,3%"))
    return charts.structure(rows, language=language)


def growth(language):
    rows = _frame(
        "label value shown",
        ("Nông, lâm nghiệp và thủy sản", 15.4, "15,4%"),
        ("Công nghiệp - xây dựng", -1.6, "−1,6%"),
        ("Thương mại - dịch vụ", 9, "9%"),
    )
    whole = Reference(2.3, _n("2,3%"))
    return charts.growth(rows, whole=whole, whole_label="Tổng thu nhập", language=language)


def funnel(language):
    rows = _frame(
        "label value shown share",
        ("Tài khoản định danh đã đăng ký", 4178, "4.178", None),
        ("Đã kích hoạt", 3119, "3.119", "74,7%"),
    )
    return charts.funnel(rows, language=language)


def pace(language):
    rows = _frame(
        "label value shown needed needed_shown factor_shown",
        ("Tổng thu ngân sách nhà nước", 1048.5, "1.048,5 triệu đồng", 3376, "3.376 triệu đồng", "gấp 3,2 lần"),
        (LONG, 1.8, "1,8 người", 13.2, "13,2 người", "gấp 7,2 lần"),
        ("Thu nhập bình quân đầu người", 7.87, "7,87 triệu đồng", 5.08, "5,08 triệu đồng", None),
    )
    return charts.pace(rows, language=language)


def counts(language):
    rows = _frame(
        "label value shown", ("Cố ý gây thương tích", 3, "3 vụ"), ("Trộm cắp tài sản", 4, "4 vụ"), (LONG, 0, "0")
    )
    return charts.counts(rows, language=language)


def confrontation(language):
    rows = _frame(
        "label value low high shown",
        ("Dòng 164: dân số dùng nước sạch tập trung", 49, 48.5, 49.5, "49%"),
        ("Dòng 290: tồn tại, hạn chế", 38.4, 38.35, 38.45, "38,4%"),
    )
    quantity = {"vi": "Dân số dùng nước sạch tập trung", "en": "Population on centralised clean water"}[language]
    return charts.confrontation(rows, quantity=quantity, language=language)


def progress(language):
    rows = _frame(
        "label value total shown",
        ("Chỉ tiêu đô thị văn minh", 44, 52, "44/52"),
        ("Tiêu chí đô thị văn minh", 5, 9, "5/9"),
        ("Hồ sơ sức khỏe điện tử", 11858, 13000, "11.858/13.000"),
    )
    return charts.progress(rows, language=language)


def change(language):
    rows = _frame(
        "label value shown before before_shown",
        ("Cây lúa", 60, "60 tạ/ha", 55, "55 tạ/ha"),
        ("Cây ngô", 40, "40 tạ/ha", 42, "42 tạ/ha"),
    )
    return charts.change(rows, before="6 tháng 2022", now="6 tháng 2023", language=language)


def trajectory(language):
    return charts.trajectory(
        "Tổng thu ngân sách nhà nước",
        achieved=Reference(6291, _n("6.291 triệu đồng")),
        plan=Reference(26544, _n("26.544 triệu đồng")),
        year_gone=Reference(44.1, _n("44,1%")),
        factor=_n("gấp 3,2 lần"),
        language=language,
    )


KINDS = {
    build.__name__: build
    for build in (
        completion,
        contribution,
        structure,
        structure_bars,
        growth,
        funnel,
        pace,
        counts,
        confrontation,
        progress,
        change,
        trajectory,
    )
}


@dataclass(frozen=True)
class Word:
    """One text of a drawing and the box it takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def _parse(svg):
    """The drawing's elements, without namespace."""
    root = ET.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _words(svg):
    """Every text of a drawing, with the box that it takes in user units."""
    found = []
    for element in _parse(svg).iter("text"):
        size, x, y = (float(element.get(name, "nan")) for name in ("font-size", "x", "y"))
        wide = width(element.text or "", size, element.get("font-weight") == "700")
        left = x - wide * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", "start"), 0.0)
        found.append(Word(element.text or "", left, left + wide, y - 0.75 * size, y + 0.2 * size))
    return found


def _fills(svg):
    """The fill of every shape, in drawing order."""
    return [element.get("fill", "") for element in _parse(svg).iter("path")]


@cache
def _drawn(kind, language):
    return KINDS[kind](language)


@pytest.fixture(params=list(KINDS))
def kind(request):
    return request.param


@pytest.fixture(params=["vi", "en"])
def chart(kind, request):
    """One chart of every kind, in each language; drawn once, for a chart is frozen."""
    return _drawn(kind, request.param)


@pytest.fixture
def draw():
    """Draws a kind by its name: ``draw("growth", "vi")``."""
    return lambda kind, language="vi": KINDS[kind](language)


@pytest.fixture
def n():
    return _n


@pytest.fixture
def frame():
    return _frame


@pytest.fixture
def words():
    return _words


@pytest.fixture
def fills():
    return _fills
