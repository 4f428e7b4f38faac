"""What a cell prints is kept as one text a stream, in bounded time and to a bounded length."""

from __future__ import annotations

import time
from typing import Any

import pytest
from nbformat.v4 import new_output

from kimtan.run.streams import MOST, joined


def stream(text: str, name: str = "stdout") -> Any:
    """A stream output."""
    return new_output("stream", name=name, text=text)


def test_streams_of_one_name_become_one_and_standard_output_comes_first() -> None:
    """However the kernel sent them; other outputs stay where they are."""
    shown = new_output("display_data", data={"text/plain": "x"})
    outputs = joined([stream("a", "stderr"), stream("b"), stream("c"), shown, stream("d", "stderr")])
    assert [output.get("text", "shown") for output in outputs] == ["bc", "ad", "shown"]


@pytest.mark.parametrize(
    ("printed", "kept"), [("1%\r2%\r3%\nend\n", "3%\nend\n"), ("a\r\nb", "a\r\nb"), ("x\r", "x\r"), ("a\nb\rc", "a\nc")]
)
def test_what_was_written_over_is_left_out(printed: str, kept: str) -> None:
    """As on a terminal; the end of a line is none."""
    assert joined([stream(printed)])[0]["text"] == kept


@pytest.mark.parametrize("line", ["x" * 5_000_000, "x\r" * 2_500_000, "x " * 2_500_000])
def test_a_long_line_takes_no_long_time_and_is_cut(line: str) -> None:
    """Millions of characters are cut in less than seconds, and it is said how many are left out."""
    begin = time.perf_counter()
    (output,) = joined([stream(line[:1000]), stream(line)])
    assert time.perf_counter() - begin < 5
    assert len(output["text"]) < MOST + 100
    assert "left out" in output["text"] or line.count("\r") > 1
