"""Several at once on one period: nothing is mixed, nothing is lost, and whoever comes second waits."""

from __future__ import annotations

import shutil
import threading
import time
from decimal import Decimal

from openpyxl import load_workbook

from kimtan.data.dataset import load
from kimtan.run.manifest import Manifest
from kimtan.workspace import Workspace
from tests.conftest import write_workspace
from tests.soak.ground import PERIOD, UNEXPECTED, Trial, ground, left, published, ran, save, shown, started, torn


def reports(trial: Trial) -> None:
    """Two reports of one period at once: both succeed, with the bytes of one that ran alone."""
    workspace = ground(trial.folder / "w")
    known = {}
    for billions in (601, 602):
        save(workspace, billions)
        ran(workspace, "report", PERIOD, "--to", "html")
        known[billions] = published(workspace)
    now = 602
    for chance in trial.chances():
        now = 1203 - now
        save(workspace, now)
        first = started(workspace, "report", PERIOD, "--to", "html")
        time.sleep(chance.uniform(0, 3))
        second = started(workspace, "report", PERIOD, "--to", "html")
        ends = [process.communicate() for process in (first, second)]
        codes, said = {code for code, _ in ends}, [words for _, words in ends]
        trial.came(f"exit codes {sorted(codes)}")
        trial.holds(codes == {0}, f"exit codes {sorted(codes)}: {said[0][-200:]} {said[1][-200:]}")
        trial.holds(published(workspace) == known[now], "other bytes than of one that ran alone")
        trial.holds(not torn(workspace.output_dir(PERIOD)), "half a report")
        trial.holds(not left(workspace), f"left: {left(workspace)[:3]}")


def edited(trial: Trial) -> None:
    """A report while somebody saves its figures: one state of them, or a message and the last good report."""
    workspace = ground(trial.folder / "w")
    ran(workspace, "report", PERIOD, "--to", "html")
    at = 600
    for chance in trial.chances():
        pauses = [chance.uniform(0, 2) for _ in range(chance.randint(1, 4))]
        at = at + 5 if at < 900 else 600
        first = at
        process = started(workspace, "report", PERIOD, "--to", "html", "--no-cache")
        for number, pause in enumerate(pauses):
            time.sleep(pause)
            save(workspace, first + number)
        code, said = process.communicate()
        trial.came({0: "one state", 2: "told"}.get(code, f"exit code {code}"))
        totals = shown(workspace)
        trial.holds(code in {0, 2}, f"exit code {code}: {said[-300:]}")
        trial.holds(code != 2 or "saved while it was being read" in said, f"another message: {said[-300:]}")
        trial.holds(len(set(totals)) == 1 and len(totals) == 2, f"a mixture: {totals}")
        trial.holds(not torn(workspace.output_dir(PERIOD)), "half a report")
        if code == 0:
            dataset = load(workspace, workspace.params_file(PERIOD))
            is_last = dataset.stated[0].as_written in totals or _certified(workspace) != _digest(workspace)
            trial.holds(is_last, f"the manifest certifies other figures than are shown: {totals}")


def _certified(workspace: Workspace) -> str:
    content = (workspace.output_dir(PERIOD) / "manifest.json").read_bytes()
    return Manifest.of(content).inputs[f"data/{PERIOD}/observations.csv"]


def _digest(workspace: Workspace) -> str:
    from kimtan.run.manifest import fingerprint

    return str(fingerprint(workspace.observations_file(PERIOD))["sha256"])


def fills(trial: Trial) -> None:
    """Two forms filled in at once: the figures of both are there, and both documents are named."""
    rows = [f"herd.{name},farms,Đàn {name},X,head,stock,higher,0,,,,,,false,1" for name in ("pigs", "cows")]
    base = write_workspace(trial.folder / "base" / "w", rows, [])
    ran(base, "form", "2024-H1", "-o", "pigs.xlsx")
    for name in ("pigs", "cows"):
        book = load_workbook(base.root / "pigs.xlsx")
        page = book.worksheets[1]
        for row in range(1, page.max_row + 1):
            if page.cell(row, 3).value == f"Đàn {name}":
                page[f"G{row}"] = 900
            elif page.cell(row, 3).value in {"Đàn pigs", "Đàn cows"}:
                page[f"G{row}"] = None
        book.save(base.root / f"{name}-filled.xlsx")
    for chance in trial.chances():
        workspace = Workspace(trial.folder / "copy" / "w")
        shutil.rmtree(workspace.root.parent, ignore_errors=True)
        shutil.copytree(base.root, workspace.root)
        answers: list[tuple[int, str]] = []
        pause = chance.uniform(0, 0.3)

        def fill(name: str, pause: float, workspace: Workspace = workspace, answers: list = answers) -> None:
            time.sleep(pause)
            answers.append(ran(workspace, "fill", "2024-H1", f"{name}-filled.xlsx"))

        threads = [threading.Thread(target=fill, args=given) for given in (("pigs", 0.0), ("cows", pause))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        codes = sorted(code for code, _ in answers)
        dataset = load(workspace, workspace.params_file("2024-H1"))
        stated = {row.indicator: row.value for row in dataset.stated if row.measure == "actual"}
        written = sum(code == 0 for code in codes)
        trial.came(f"exit codes {codes}")
        trial.holds(UNEXPECTED not in codes, f"exit codes {codes}")
        trial.holds(len(stated) == written, f"{written} said that they had written, and {sorted(stated)} are there")
        trial.holds(set(stated.values()) <= {Decimal(900)}, f"other figures: {stated}")
        trial.holds(not left(workspace), f"left: {left(workspace)[:3]}")
