"""Small data and hand-made findings about it: what a report has to tell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kimtan.audit.findings import Finding, Settlement, Suspect
from kimtan.data.identities import FigureId, Topic
from kimtan.figures import Interval
from kimtan.languages import Bilingual

INDICATORS = [
    "income.total,economy,Tổng thu nhập,Total income,vnd_bn,flow,higher,3,,,,,,false,10",
    "income.farms,economy,Nông nghiệp,Farming,vnd_bn,flow,higher,3,income.total,sector,,,,false,20",
    "income.trade,economy,Thương mại,Trade,vnd_bn,flow,higher,3,income.total,sector,,,,false,30",
    "houses.new,economy,Nhà xây mới,New houses,houses,count,higher,0,,,,,,false,40",
    "police.cases,security,Vụ việc,Cases,cases,count,lower,0,,,,,,true,50",
]
ROWS = [
    'income.total,actual,200.0,vnd_bn,"200,0",,,,estimate,,L1,,',
    "income.total,pct_of_plan,40,pct,40%,,,,final,,L1,,",
    'income.total,yoy_pct,2.3,pct,"2,3%",,,,final,,L2,,',
    'income.farms,actual,50.0,vnd_bn,"50,0",,,,estimate,,L3,,',
    "income.farms,yoy_pct,25,pct,25%,,,,final,,L3,,",
    'income.trade,actual,150.0,vnd_bn,"150,0",,,,estimate,,L4,,',
    "income.trade,pct_of_plan,51,pct,51%,,,,final,,L4,,",
    "income.trade,yoy_pct,9,pct,9%,,,,final,,L5,,",
    "houses.new,actual,6,houses,06,,,,final,,L6,,",
    "houses.new,actual,7,houses,07,,,,final,,L8,,",
    "police.cases,actual,3,cases,03,,,,final,,L7,,",
]
GROWTH = (
    FigureId("income.total:yoy_pct@report:L2"),
    FigureId("income.farms:yoy_pct@report:L3"),
    FigureId("income.trade:yoy_pct@report:L5"),
)
TRADE_PLAN = FigureId("income.trade:pct_of_plan@report:L4")


def between(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def contradiction(name: str = "parts:income.total:sector:last_year", **changes: Any) -> Finding:
    """The total's growth against its parts': two of the three figures are suspects."""
    suspects = (
        Suspect(GROWTH[0], between("4.334", "7.276"), Decimal("4.3")),
        Suspect(GROWTH[2], between("0.895", "4.895"), Decimal(5)),
    )
    _, whole, _, measure = [*name.split(":"), "", "", ""][:4]
    given: dict[str, Any] = {
        "id": name,
        "rule": "parts",
        "topic": Topic(whole, measure) if measure else None,
        "label": Bilingual(
            "Tổng thu nhập = Nông nghiệp + Thương mại (cùng kỳ năm trước)",
            "Total income = Farming + Trade (same period of last year)",
        ),
        "severity": "error",
        "outcome": "cannot_hold",
        "figures": GROWTH,
        "unit": "vnd_bn",
        "stated": between("195.3", "195.7"),
        "recomputed": between("177.0", "178.0"),
        "gap": Decimal("17.3"),
        "cluster": name,
        "suspects": suspects,
        "sets": ((GROWTH[0],), (GROWTH[2],)),
    }
    return Finding(**(given | changes))


def suspicion(name: str = "written:plans", **changes: Any) -> Finding:
    """A rule that assumes something, about trade's share of its plan alone."""
    given: dict[str, Any] = {
        "outcome": "suspicious",
        "label": Bilingual("Kế hoạch hợp lý", "The plan makes sense"),
        "assumes": Bilingual("Kế hoạch không đổi.", "The plan did not change."),
        "figures": (TRADE_PLAN,),
        "unit": "pct",
        "stated": between("50.5", "51.5"),
        "recomputed": Interval(Decimal("60.36"), None),
        "gap": Decimal("8.861"),
        "suspects": (Suspect(TRADE_PLAN, Interval(Decimal("60.361234"), None), Decimal(61)),),
        "sets": ((TRADE_PLAN,),),
    }
    return contradiction(name, **(given | changes))


def settled(*changed: str) -> Settlement:
    return Settlement(
        "figure_stands", Bilingual("Đã đối chiếu sổ gốc.", "Checked in the books."), "Bà Hà", "2024-07-03", changed
    )


CORRECTION = """\
figures:
  - figure: income.trade:pct_of_plan@L4
    expect: "51"
    value: "61"
    reason_vi: Gõ nhầm.
    reason_en: A slip of the pen.
    who: Ông Nam
    date: 2024-07-02
"""
