"""kimtan turns the figures of a local government's period report into a document people can trust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kimtan.present.analyst import house_figure
    from kimtan.present.explorer import explore
    from kimtan.present.section_opening import open_section
    from kimtan.present.showing import show
    from kimtan.report.everywhere.opening import open_figures
    from kimtan.report.lab import make_report

__version__ = "0.1.0"
__all__ = ["__version__", "explore", "house_figure", "make_report", "open_figures", "open_section", "show"]

_HOMES = {
    "explore": "kimtan.present.explorer",
    "house_figure": "kimtan.present.analyst",
    "make_report": "kimtan.report.lab",
    "open_figures": "kimtan.report.everywhere.opening",
    "open_section": "kimtan.present.section_opening",
    "show": "kimtan.present.showing",
}


def __getattr__(name: str) -> Any:
    """Import what notebooks use when it is first asked for: importing the package itself stays cheap."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kimtan' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
