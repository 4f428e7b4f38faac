"""Mappings are read strictly: nothing turned silently, every key with its line, alike with papermill."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papermill.iorw import read_yaml_file

from kimtan.errors import Problems
from kimtan.reading.mappings import MAX_DEPTH, Located, read_mapping

SHOWN = "params/2023-H1.yml"
PARAMS = """\
# The first half
period: 2023-H1
language: vi
settings:
  date: 2023-06-15
  stamp: 2023-06-15 12:30:00
  as_of:
  place: ~
  number: null
  ok: true
  not_ok: false
  thresholds: {ahead_pp: 5, behind_pp: -5.5, zero: 0, minus: -0}
  recipients:
    - vi: UBND huyện (b/c)
      en: "District: People's Committee"
    - vi: 'Lưu: VT'
  long: >-
    two
    lines
  kept: |
    as
    written
  quoted: ["010", 'NO', "12:30", ".nan", 1.1.2, 12/BC-UBND, 15/6/2023, 1.351 đàn]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2023-H1.yml"


def read(file: Path, text: str) -> tuple[Located | None, list[str]]:
    """Write the text, read it, and give the tree with the problems as people see them."""
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = Problems()
    located = read_mapping(file, SHOWN, problems)
    return located, [str(problem) for problem in problems.found]


def test_papermill_reads_the_same(file: Path) -> None:
    """One file is kimtan's config and papermill's parameters: both read the same values, dates as text."""
    located, found = read(file, PARAMS)
    assert found == []
    assert located is not None
    assert located.value == read_yaml_file(str(file))
    assert located.value["settings"]["date"] == "2023-06-15"
    assert located.value["settings"]["as_of"] is None


def test_a_mark_and_windows_line_ends_read_the_same(file: Path) -> None:
    """A byte order mark and Windows line ends change nothing."""
    plain, _ = read(file, PARAMS)
    marked, found = read(file, "\ufeff" + PARAMS.replace("\n", "\r\n"))
    assert found == []
    assert marked == plain
    assert marked is not None
    assert marked.value == read_yaml_file(str(file))


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("period",), 2),
        (("settings", "thresholds", "behind_pp"), 12),
        (("settings", "recipients", 0, "en"), 15),
        (("settings", "recipients", 1), 16),
        (("settings", "recipients", 7, "vi"), 13),
        (("settings", "missing"), 4),
        (("missing",), 2),
        ((), 2),
    ],
)
def test_every_key_has_its_line(file: Path, keys: tuple[str | int, ...], line: int) -> None:
    """A key gives its own line; one that does not exist gives that of the nearest thing around it."""
    located, _ = read(file, PARAMS)
    assert located is not None
    assert located.line(keys) == line


def test_places_are_told_with_the_key(file: Path) -> None:
    """A message names file, line and key; the mapping as a whole has no key."""
    located, _ = read(file, PARAMS)
    assert located is not None
    assert located.place(("settings", "recipients", 0, "en")) == "params/2023-H1.yml:15 (settings.recipients.0.en)"
    assert located.place(()) == "params/2023-H1.yml:2"


_TURNED = """\
NO no No yes Yes YES on On ON off Off OFF y Y n N True TRUE False FALSE Null NULL = <<
010 007 08 0x1F 0b1 0o17 1_000 +5 12:30 1:30.5 190:20:30 1e3 1.5e3 1.5e+3 685_230.15 5. .5 00.5 +1.5
.nan .NaN .inf -.inf .Inf 1234567890123456 0.1234567890123456
"""
TURNED = _TURNED.split()


@pytest.mark.parametrize("written", TURNED)
def test_silently_turned_values_are_refused(file: Path, written: str) -> None:
    """What YAML 1.1 or 1.2 takes for something else than is written is refused with its line; quoted, it is text."""
    located, found = read(file, f"a: x\nb: {written}\n")
    assert located is None
    assert found == [
        f"params/2023-H1.yml:2: YAML would not keep '{written}' as it is written. Put it between quotation marks."
    ]
    quoted, found = read(file, f"a: x\nb: '{written}'\n")
    assert found == []
    assert quoted is not None
    assert quoted.value["b"] == written


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3", 3, "The key 'a' is there twice, first in line 1. Take one of them out."),
        ("a:\n  b: 1\n  'b': 2", 3, "The key 'b' is there twice, first in line 2. Take one of them out."),
        ("a: 1\nb:\tx", "2:3", "There is a tab here. Use blanks."),
        ("a: 1\n5: x", 2, "The key '5' is no text. Put it between quotation marks."),
        ("null: x", 1, "The key 'null' is no text. Put it between quotation marks."),
        ("true: x", 1, "The key 'true' is no text. Put it between quotation marks."),
        ("on: x", 1, "YAML would not keep 'on' as it is written. Put it between quotation marks."),
        ("[a]: x", 1, "A key is a list or a mapping. Use a word for the key."),
        ("a: !!str 5", 1, "There is a tag here (tag:yaml.org,2002:str)."),
        ("a: !!python/object:os.system x", 1, "There is a tag here (tag:yaml.org,2002:python/object:os.system)."),
        ("a: ! x", 1, "There is a tag here (!)."),
        ("a: &b x", 1, "'&b' refers to another place of the file. Write the value out"),
        ("&b a: x", 1, "'&b' refers to another place of the file. Write the value out"),
        ("a: *b", 1, "'*b' refers to another place of the file. Write the value out"),
        ("*b : x", 1, "A key is an alias. Use a word for the key."),
        ("%YAML 1.1\n---\na: 1", 1, "There is a directive here (%). Take it out."),
        ("a: 1\n---\nb: 2", 2, "A second document begins here. Leave one document in the file."),
        ("- a\n- b", 1, "The file does not hold keys with values. Write 'key: value' lines."),
        ("just words", 1, "The file does not hold keys with values. Write 'key: value' lines."),
        ('a: "x\\u202ey"', 1, "There is an invisible character that turns the direction of text here (U+202E)."),
        ('a: "\\uD800"', 1, "There is an invisible character here (U+D800)."),
        ('"a\\0": 1', 1, "There is a control character here (U+0000)."),
        ('a: "e\\u0301"', 1, "The letter 'é' and perhaps others in this line are written in parts"),
        ("a: b: c", 1, "This is no valid YAML: mapping values are not allowed here. Put text that holds ': '"),
        ("vi: {income:actual} tỷ", 1, "Put text that holds ': ' or begins with a sign such as { [ @ % & *"),
        ("a: @x", 1, "Put text that holds ': ' or begins with a sign such as { [ @ % & *"),
        ("a: [1", 1, "Close the quotation mark or bracket."),
        ("a:\n  b: 1\n c: 2", 3, "Indent the keys of one level alike, and give every key a colon."),
        ('a: "C:\\q"', 1, "Use single quotation marks (') for text with a backslash."),
    ],
)
def test_other_traps_are_refused_with_their_line(file: Path, text: str, line: int | str, message: str) -> None:
    """Doubled keys, tabs, references, tags, escapes and bad syntax: each has its line and what to do."""
    located, found = read(file, text)
    assert located is None
    assert len(found) == 1
    assert found[0].startswith(f"params/2023-H1.yml:{line}: ")
    assert message in found[0]


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF"])
def test_impossible_escapes(file: Path, escape: str) -> None:
    """An escape beyond Unicode is a problem, not a traceback."""
    assert "names no character" in read(file, f'a: "{escape}"')[1][0]


@pytest.mark.parametrize("text", ["# only a comment", "---\n"])
def test_nothing_in_the_file(file: Path, text: str) -> None:
    """A file without any key is refused."""
    assert read(file, text)[0] is None


def test_all_problems_at_once(file: Path) -> None:
    """Problems of several lines are told together, the first twenty in full."""
    _, found = read(file, "".join(f"k{i}: 0{i}\n" for i in range(30)))
    assert found[0].startswith("params/2023-H1.yml:1: YAML would not keep '00'")
    assert len(found) == 21


def test_depth_has_a_limit(file: Path) -> None:
    """Thirty levels can be read, more are refused."""

    def nested(levels: int) -> str:
        return "".join("  " * level + "a:\n" for level in range(levels))

    assert read(file, nested(MAX_DEPTH))[1] == []
    assert read(file, nested(MAX_DEPTH + 1))[1] == [
        f"params/2023-H1.yml:{MAX_DEPTH + 1}: The nesting is deeper than 30 levels. Make it flatter."
    ]


HOSTILE = {
    "alias bomb": "a: &a [x,x]\n" + "".join(f"k{n}: &k{n} [*a,*a]\n" for n in range(50)),
    "deep list": "a: " + "[" * 400_000,
    "deep mapping": "{" * 400_000,
    "deep block": "- " * 200_000,
    "long number": "a: " + "9" * 500_000,
    "long sexagesimal": "a: 1" + ":1" * 200_000,
    "too large": "a: " + "x" * 10_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_quickly(file: Path, text: str) -> None:
    """No small file takes long, and none ends in a traceback."""
    begin = time.perf_counter()
    located, found = read(file, text)
    assert located is None
    assert found
    assert time.perf_counter() - begin < 10


PIECES = st.sampled_from(
    [*TURNED, "a", "b", "a: ", "b: ", ": ", "- ", "\n", "\n  ", "{", "}", "[", "]", ", ", '"', "'"]
)
MORE = st.sampled_from(
    ["&a ", "*a", "!x ", "|\n  ", ">-\n  ", "# ", "? ", "~", "null", "true", "1", "-2.50", "đ", "---"]
)


@given(pieces=st.lists(PIECES | MORE, max_size=12))
def test_whatever_is_accepted_papermill_reads_alike(
    pieces: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """For any text: either problems, or the very value (types included) that papermill gives."""
    file = tmp_path_factory.getbasetemp() / "any.yml"
    located, found = read(file, "a: " + "".join(pieces))
    assert (located is None) == bool(found)
    if located is not None:
        assert repr(located.value) == repr(read_yaml_file(str(file)))


TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.text("abcđ: #-'\"{[&*!?|>%@01.", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(tree=st.dictionaries(st.text("abc", min_size=1, max_size=3), TREES, min_size=1, max_size=3))
def test_reading_inverts_json(tree: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """JSON is YAML: any tree written as JSON is read back, and every key and item has a line."""
    import json

    located, found = read(tmp_path_factory.getbasetemp() / "tree.yml", json.dumps(tree, indent=1))
    assert found == []
    assert located is not None
    assert located.value == tree
    assert located.lines.keys() >= {(key,) for key in tree}
