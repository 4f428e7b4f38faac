"""A report made from inside JupyterLab, with its sections shown as they run.

>>> from kimtan import make_report
>>> make_report("2023-H1", formats=["html"])  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from kimtan.locating import resolve
from kimtan.report.build import Options, Report, build_report
from kimtan.run.pace import Pace
from kimtan.run.sections import SectionNotebook
from kimtan.run.tasks import Result


def make_report(period: str, **options: Any) -> Report:
    """Make a period's report, and show under the cell how its sections get on.

    Documents in other formats than the given ones stay where they are still true.

    Parameters
    ----------
    period
        ``2023-H1`` of the workspace around the notebook, or the path of a params file.
    options
        As in :class:`kimtan.report.build.Options`.

    Raises
    ------
    KimtanError
        As :func:`kimtan.report.build.build_report` does.
    """
    from IPython.display import display

    workspace, params = resolve(period)
    shown = ShownProgress(params.stem)
    report = build_report(workspace, params, dataclasses.replace(Options(**options), watcher=shown))
    for sentence in report.left_behind.sentences():
        display(sentence)
    return report


class ShownProgress(Pace):
    """A watcher that shows a small table, anew with each event: state, seconds, and seconds of the last time."""

    def __init__(self, period: str) -> None:
        super().__init__()
        self.period = period
        self._states: dict[str, tuple[str, float | None]] = {}
        self._handle: Any = None

    def planned(self, sections: Sequence[SectionNotebook], expected: Mapping[str, float]) -> None:
        super().planned(sections, expected)
        self._states |= {section.name: ("waiting", None) for section in sections}
        self._show()

    def kept_before(self, results: Sequence[Result]) -> None:
        super().kept_before(results)
        self._states |= {result.section.name: ("kept", None) for result in results}
        self._show()

    def started(self, section: SectionNotebook) -> None:
        super().started(section)
        self._states[section.name] = ("runs", None)
        self._show()

    def finished(self, result: Result) -> None:
        super().finished(result)
        self._states[result.section.name] = ("done" if result.failure is None else "failed", result.seconds)
        self._show()

    def writing(self) -> None:
        super().writing()
        self._show()

    def _show(self) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(self, display_id=True)
        elif self._handle:
            self._handle.update(self)

    def __repr__(self) -> str:
        rows = [f"{name:<28}{state:<9}{_seconds(took):>7}" for name, (state, took) in sorted(self._states.items())]
        return "\n".join([self._summary(), *rows])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{escape(name)}</td><td>{state}</td><td>{_seconds(took)}</td>"
            f"<td>{_seconds(self.expected.get(name))}</td></tr>"
            for name, (state, took) in sorted(self._states.items())
        )
        heads = ("section", "state", "time", "last time")
        head = "".join(f"<th scope='col'>{head_text}</th>" for head_text in heads)
        return f"<p>{escape(self._summary())}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _summary(self) -> str:
        state = "writing the report" if self.is_writing else f"about {self.left:.0f} s left" if self.left else ""
        return " · ".join(
            part for part in (f"{self.period}: {self.done}/{self.total}", f"{self.elapsed:.0f} s", state) if part
        )


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f} s"
