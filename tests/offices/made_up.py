"""Offices that nobody has heard of, each with what a person writes for it: indicators and figures, nothing else."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kimtan.data import datapackage
from kimtan.data.indicators import Indicator
from kimtan.data.measures import MEASURES
from kimtan.data.observations import Observation
from kimtan.forms.founding import founded
from kimtan.period import Period
from kimtan.workspace import Workspace

INDICATOR = tuple(Indicator.model_fields)
OBSERVATION = tuple(Observation.model_fields)


@dataclass(frozen=True)
class Office:
    """An office and its first period.

    Parameters
    ----------
    unit, level, period
        As ``kimtan new --unit`` asks for them.
    indicators
        ``name | section | name in Vietnamese | unit | kind``, then ``| whole`` for a part.
    figures
        ``indicator:measure[:basis] value unit [bound]``; each stands on a line of its own.
    settings
        Lines added to the settings.
    """

    unit: str
    level: Literal["commune", "district", "province"]
    period: str
    indicators: tuple[str, ...]
    figures: tuple[str, ...]
    settings: str = ""

    @property
    def lines(self) -> int:
        """How many lines a person has to write."""
        return len(self.indicators) + len(self.figures) + self.settings.count("\n")

    def write(self, root: Path) -> Workspace:
        """Open the first period, and put in what the office states."""
        founding = founded(root, Period.parse(self.period), self.unit, self.level)
        founding.write()
        workspace = founding.workspace
        _write(
            root / "data" / "indicators.csv", INDICATOR, [_indicator(row, at) for at, row in enumerate(self.indicators)]
        )
        rows = [_observation(row, at) for at, row in enumerate(self.figures, 1)]
        _write(workspace.observations_file(self.period), OBSERVATION, rows)
        params = workspace.params_file(self.period)
        params.write_text(params.read_text(encoding="utf-8") + self.settings, encoding="utf-8")
        datapackage.write(workspace, self.unit)
        return workspace


def _indicator(text: str, at: int) -> dict[str, str]:
    name, section, vi, unit, kind, *whole = (part.strip() for part in text.split("|"))
    return {
        "indicator": name, "section": section, "name_vi": vi, "name_en": vi, "unit": unit, "kind": kind,
        "better": "higher", "decimals": "1", "part_of": whole[0] if whole else "", "breakdown": "kind" if whole else "",
        "restricted": "false", "order": str(10_000 + at),
    }  # fmt: skip


def _observation(text: str, at: int) -> dict[str, str]:
    figure, value, unit, bound = [*text.split(), ""][:4]
    indicator, measure, basis = [*figure.split(":"), ""][:3]
    written = (value.lstrip("-") if MEASURES[measure].is_signed_by_words else value).replace(".", ",")
    return {
        "indicator": indicator, "measure": measure, "basis": basis, "value": value, "unit": unit, "as_written": written,
        "bound": bound, "status": "estimate", "source": f"report:L{at}",
    }  # fmt: skip


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    table = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


OFFICES = {
    "a rural commune after a merger": Office(
        "xã Suối Bạc",
        "commune",
        "2025-H1",
        (
            "forest.planted | forest_land | Diện tích rừng trồng mới | ha | flow",
            "forest.household | forest_land | Hộ gia đình trồng | ha | flow | forest.planted",
            "forest.company | forest_land | Công ty lâm nghiệp trồng | ha | flow | forest.planted",
            "forest.cover | forest_land | Tỷ lệ che phủ rừng | pct | share",
            "paths.paved | village_roads | Đường thôn được cứng hóa | km | flow",
            "paths.hamlets | village_roads | Thôn có đường cứng hóa | areas | count",
        ),
        (
            "forest.planted:actual 84.5 ha", "forest.planted:plan 150 ha", "forest.planted:pct_of_plan 56.3 pct",
            "forest.household:actual 60.5 ha", "forest.company:actual 24.0 ha", "forest.cover:actual 58 pct at_least",
            "forest.cover:goal:y2030 62 pct", "forest.cover:change_pct:term_start 4.5 pct", "paths.paved:actual 3.2 km",
            "paths.paved:last_year 2.6 km", "paths.hamlets:target 4 areas", "paths.paved:target 6.8 km",
        ),
        "  territory: {code: suoi_bac_moi, since: 2025-01-01, formed_from: [xã Suối, xã Bạc]}\n",
    ),
    "a city with eight months": Office(
        "thành phố Hải Bình",
        "district",
        "2025-8M",
        (
            "port.cargo | port | Hàng hóa qua cảng | t | flow",
            "port.import | port | Hàng nhập | t | flow | port.cargo",
            "port.export | port | Hàng xuất | t | flow | port.cargo",
            "visitors.all | tourism | Lượt khách du lịch | persons | count",
            "visitors.income | tourism | Doanh thu du lịch | vnd_bn | flow",
        ),
        (
            "port.cargo:actual 41250 t", "port.cargo:plan 60000 t", "port.cargo:yoy_pct -3.5 pct",
            "port.import:actual 18250 t", "port.export:actual 23000 t", "port.import:yoy_pct 2.0 pct",
            "port.export:yoy_pct -7.5 pct", "visitors.all:actual 125000 persons", "visitors.all:yoy_index 112.4 pct",
            "visitors.income:actual 186.4 vnd_bn", "visitors.income:remaining 93.6 vnd_bn",
            "visitors.income:pct_of_plan 66.6 pct", "visitors.income:yoy_abs 20.5 vnd_bn",
        ),
    ),
    "a province's quarter": Office(
        "tỉnh Trung Sơn",
        "province",
        "2025-Q3",
        (
            "power.output | energy | Điện sản xuất | t | flow",
            "firms.new | firms | Doanh nghiệp đăng ký mới | enterprises | count",
            "firms.closed | firms | Doanh nghiệp giải thể | enterprises | count",
            "firms.rate | firms | Tỷ lệ doanh nghiệp hoạt động | pct | share",
        ),
        (
            "power.output:actual 8125.5 t", "power.output:last_year 7900.0 t", "power.output:pct_of_plan 24.5 pct",
            "firms.new:actual 212 enterprises", "firms.new:yoy_pct 6.0 pct", "firms.closed:actual 41 enterprises",
            "firms.closed:last_year 47 enterprises", "firms.rate:actual 81.2 pct", "firms.rate:year_end 82 pct",
        ),
    ),
    "a budget with plans alone": Office(
        "huyện Đông Hà",
        "district",
        "2026-FY",
        (
            "estimate.revenue | budget_estimate | Dự toán thu ngân sách | vnd_bn | flow",
            "estimate.taxes | budget_estimate | Thu thuế | vnd_bn | flow | estimate.revenue",
            "estimate.fees | budget_estimate | Thu phí, lệ phí | vnd_bn | flow | estimate.revenue",
            "estimate.spending | budget_estimate | Dự toán chi ngân sách | vnd_bn | flow",
            "estimate.investment | budget_estimate | Chi đầu tư phát triển | vnd_bn | flow | estimate.spending",
            "estimate.regular | budget_estimate | Chi thường xuyên | vnd_bn | flow | estimate.spending",
        ),
        (
            "estimate.revenue:plan 640 vnd_bn", "estimate.taxes:plan 520 vnd_bn", "estimate.fees:plan 120 vnd_bn",
            "estimate.spending:plan 638 vnd_bn", "estimate.investment:plan 210 vnd_bn",
            "estimate.regular:plan 428 vnd_bn", "estimate.revenue:last_year 601.5 vnd_bn",
        ),
    ),
    "a department's nine months": Office(
        "Sở Y tế tỉnh Trung Sơn",
        "province",
        "2025-9M",
        (
            "exams.all | care | Lượt khám bệnh | visits | count",
            "exams.province | care | Tuyến tỉnh | visits | count | exams.all",
            "exams.station | care | Trạm y tế xã | visits | count | exams.all",
            "beds.use | care | Công suất sử dụng giường bệnh | pct | share",
            "hospitals.balance | care | Chênh lệch thu chi của các bệnh viện | vnd_bn | flow",
            "dengue.deaths | prevention | Trường hợp tử vong do sốt xuất huyết | instances | count",
            "measles.cases | prevention | Trường hợp mắc sởi | instances | count",
            "infants.vaccinated | prevention | Tỷ lệ trẻ tiêm chủng đầy đủ | pct | share",
            "food.poisonings | food | Vụ ngộ độc thực phẩm | cases | count",
            "food.fines | food | Tiền phạt vi phạm hành chính | vnd_m | flow",
        ),
        (
            "exams.all:actual 1842350 visits", "exams.all:plan 2400000 visits", "exams.all:yoy_pct 4.2 pct",
            "exams.province:actual 821200 visits", "exams.station:actual 1021150 visits", "beds.use:actual 96.5 pct",
            "beds.use:last_year 98.2 pct", "hospitals.balance:actual -12.4 vnd_bn", "dengue.deaths:actual 0 instances",
            "measles.cases:yoy_index 240 pct", "infants.vaccinated:actual 71.3 pct",
            "infants.vaccinated:plan 95 pct at_least", "infants.vaccinated:year_end 96 pct",
            "infants.vaccinated:target 24 pct", "food.poisonings:actual 1 cases", "food.poisonings:last_year 3 cases",
            "food.fines:actual 642.5 vnd_m", "food.fines:remaining 57.5 vnd_m",
        ),
    ),
    "a ward's ten months and next year": Office(
        "phường Đông Kinh",
        "commune",
        "2025-10M",
        (
            "ward.revenue | ward_budget | Thu ngân sách trên địa bàn | vnd_bn | flow",
            "ward.taxes | ward_budget | Thuế ngoài quốc doanh | vnd_bn | flow | ward.revenue",
            "ward.land | ward_budget | Tiền sử dụng đất | vnd_bn | flow | ward.revenue",
            "alleys.paved | alleys | Ngõ được bê tông hóa | m | flow",
            "breaches.fined | order | Trường hợp vi phạm trật tự đô thị | instances | count",
            "desk.online | desk | Hồ sơ nộp trực tuyến | files | count",
        ),
        (
            "ward.revenue:actual 86.4 vnd_bn", "ward.revenue:pct_of_plan 91.9 pct", "ward.revenue:yoy_pct -2.1 pct",
            "ward.revenue:goal:y2026 102 vnd_bn", "ward.taxes:actual 41.2 vnd_bn", "ward.land:actual 45.2 vnd_bn",
            "alleys.paved:actual 1250 m at_least", "alleys.paved:target 350 m", "alleys.paved:goal:y2026 2000 m",
            "breaches.fined:actual 46 instances", "breaches.fined:yoy_abs -8 instances",
            "desk.online:actual 15107 files", "desk.online:change_pct:y2020 212.5 pct",
        ),
    ),
}  # fmt: skip
