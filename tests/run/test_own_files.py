"""A workspace's own Python files are the notebooks' to import, and take the place of nothing that kimtan uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimtan.report.build import Options, build_report
from kimtan.run.pools import KERNELS, Kernel, SectionPool
from tests.extent import examples
from tests.report.test_build import PERIOD, write_workspace

NAMES = ("calendar", "email", "html", "string", "io", "types", "random", "numpy", "yaml", "nbformat")


@pytest.mark.longer
@pytest.mark.parametrize("kernel", examples(KERNELS[:1], KERNELS))
def test_files_named_like_modules_disturb_nothing(
    kernel: Kernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where a module of Python nor where a library is meant; a helper of another name is found."""
    source = "import own_helper, string\nshow(Heading(own_helper.WORD + string.digits, 'mark', 2))"
    workspace = write_workspace(tmp_path, {"11_trade_services": source})
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text(f"raise RuntimeError('{name}.py of the workspace was imported')\n")
    (tmp_path / "own_helper.py").write_text("WORD = 'riêng'\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with SectionPool(kernel) as pool:
        report = build_report(workspace, workspace.params_file(PERIOD), Options(pool=pool))
    assert "riêng0123456789" in (report.folder / "report.html").read_text(encoding="utf-8")
