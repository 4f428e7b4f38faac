"""Whether this year's figures and last year's are of the same territory: units merge, and their history breaks.

Across a break, growth is known only where last year's figure was counted anew for the territory of today: an
observation on the basis ``rebased``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kimtan import config as configs
from kimtan.config import PeriodConfig
from kimtan.errors import KimtanError
from kimtan.figures import date_text
from kimtan.languages import Bilingual, Language
from kimtan.settings import Territory
from kimtan.workspace import Workspace

if TYPE_CHECKING:
    from kimtan.data.dataset import Dataset

REBASED = "rebased"
"""The basis of a figure of last year that is of the territory of today."""


def broken(config: PeriodConfig, workspace: Workspace) -> Territory | None:
    """The territory of a period where last year's was another one; None where both are comparable.

    Last year's is known by that period's params file; where there is none, or it cannot be read, by the day since when
    the territory is what it is.
    """
    own = config.settings.territory
    before = config.period.previous_year()
    file = workspace.params_file(str(before))
    if file.exists():
        with suppress(KimtanError):
            known = configs.load(file, workspace).settings.territory
            return own if own is not None and (known is None or known.code != own.code) else None
    return own if own is not None and own.since > before.end else None


def comparable_periods(dataset: Dataset) -> tuple[Dataset, ...]:
    """The other periods that a period is confronted with: those of the same territory."""
    return tuple(period for period in dataset.others if is_same_territory(dataset.config, period.config))


def is_same_territory(left: PeriodConfig, right: PeriodConfig) -> bool:
    """Whether two periods are of the same territory."""
    codes = [config.settings.territory.code if config.settings.territory else None for config in (left, right)]
    return codes[0] == codes[1]


def reason(territory: Territory, language: Language) -> str:
    """Why figures of two years do not compare, as a sentence."""
    since = date_text(territory.since, language)
    own = Bilingual(territory.reason or "", territory.reason_en or territory.reason or "").in_(language)
    if own:
        return own
    units = ", ".join(territory.formed_from)
    if language == "vi":
        formed = f" trên cơ sở {units}" if units else ""
        return (
            f"Đơn vị hành chính được sắp xếp từ ngày {since}{formed}: chỉ so sánh với cùng kỳ năm trước những chỉ tiêu "
            "có số tính lại theo địa giới mới, các chỉ tiêu khác không so sánh được."
        )
    formed = f" out of {units}" if units else ""
    return (
        f"The administrative unit was formed on {since}{formed}: only indicators counted anew for its territory are "
        "compared with the same period last year, others are not comparable."
    )
