"""From a saved file to the page that comes of it, in a preview that is warm: medians over rounds.

A round begins when the file is written and ends when the page's new text has been fetched. A browser's time to load it
comes on top.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks.report_time import KIMTAN, PERIOD, ROOT, change, copy_workspace
from benchmarks.told import table

ROUNDS = int(os.environ.get("ROUNDS", "10"))


def main() -> None:
    """Save files of three kinds in turn, and print how long the page takes to follow."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_workspace(root)
        saves: dict[str, Callable[[int], None]] = {
            "a figure of one section (livestock.pigs)": lambda number: change(root, number),
            "a figure that much rests on (income.total)": lambda number: total(root, number),
            "a notebook (13_agriculture)": lambda number: notebook(root, number),
        }
        command = [sys.executable, "-c", KIMTAN, "preview", PERIOD, "--no-open"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                rows = _measured(str(process.stdout and process.stdout.readline()).strip(), saves)
            finally:
                process.terminate()
    title = f"From a saved file to the new page: {ROUNDS} rounds, in turn"
    table(title, ("saved", "median s", "fastest s", "slowest s"), rows)


def _measured(address: str, saves: dict[str, Callable[[int], None]]) -> list[tuple[str, ...]]:
    parts = urlsplit(address)
    news = events(parts.netloc, parts.path)
    page = next(told["page"] for told in news if has_page(parts.netloc, parts.path))
    seconds: dict[str, list[float]] = {name: [] for name in saves}
    for number in range(1, ROUNDS + 1):
        for name, save in saves.items():
            begin = time.perf_counter()
            save(number)
            page = next(told["page"] for told in news if told["page"] != page or told["problems"])
            fetched(parts.netloc, parts.path)
            seconds[name].append(time.perf_counter() - begin)
    return [(name, f"{median(own):.2f}", f"{min(own):.2f}", f"{max(own):.2f}") for name, own in seconds.items()]


def events(host: str, path: str) -> Iterator[dict[str, object]]:
    """What the server tells of the page."""
    connection = http.client.HTTPConnection(host)
    connection.request("GET", f"{path}events")
    for line in connection.getresponse():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def fetched(host: str, path: str) -> str:
    """The page as it is now."""
    connection = http.client.HTTPConnection(host)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


def has_page(host: str, path: str) -> bool:
    """Whether there is a report yet."""
    return "page-report" in fetched(host, path)


def total(root: Path, number: int) -> None:
    """Another total income, which the economy and the summary rest on."""
    file = root / "data" / PERIOD / "observations.csv"
    text = file.read_text(encoding="utf-8")
    stated = f'income.total,actual,552.{100 + number},vnd_bn,"552,{100 + number}"'
    changed = re.sub(r'^income\.total,actual,552\.\d+,vnd_bn,"552,\d+"', stated, text, flags=re.MULTILINE)
    file.write_text(changed, encoding="utf-8")


def notebook(root: Path, number: int) -> None:
    """One more heading at the end of a notebook."""
    file = root / "notebooks" / "13_agriculture.ipynb"
    content = json.loads(file.read_text(encoding="utf-8"))
    source = f"from kimtan.present.blocks import Heading\nshow(Heading('Số {number}', 'them-{number}', 3))"
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "them",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }
    content["cells"] = [one for one in content["cells"] if one.get("id") != "them"] + [cell]
    file.write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    main()
