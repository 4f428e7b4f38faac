"""Plain text files read strictly: UTF-8 in composed letters, nothing invisible in it.

Everything that can be wrong with the bytes of a file is said here, so that the readers of tables and mappings see clean
text only: lines end in a newline, letters are composed (NFC), and no character is there that a person cannot see.
"""

from __future__ import annotations

import codecs
import re
import stat
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kimtan.errors import Problem, Problems

MAX_BYTES = 16 * 1024 * 1024
"""Larger files are no input of a report; they are refused unread."""

MAX_PROBLEMS = 20
"""Most problems of one file that are reported in full; the rest are counted."""

_CONVERT = "Convert it to Unicode with UniKey (Công cụ, Chuyển mã), then save it as UTF-8."
_SAVE_AS_UTF8 = "Save it as UTF-8; in Excel choose the file type 'CSV UTF-8 (Comma delimited)'."
_BEFORE_IT_WAS_SAVED = "Take the file as it was before; to edit it, write a workbook with 'kimtan data edit'."
_FEWEST_WORDS = 2
"""The fewest words by which an old character set is recognised."""
_OTHER_MARKS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel, Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF-", "a PDF file"),
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MANY_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5}")
_OLD_SETS = {  # by signs that no word of a Western text, nor of a Vietnamese one in Windows-1258, has in such places
    "TCVN3 (ABC)": re.compile("[A-Za-z]*[a-z®§][µ¸¶·¹¨»¾¼½©ª«¬®\\xadÆ-ÞÀ-Ä][a-zµ-þ]*"),
    "VNI": re.compile(r"\w*[aeoAEO][åäøÅÄØ]\w*|\b[ñÑ][aeiouyöôAEIOUYÖÔ]\w*|\w*[öÖ][ôùøûõïÔÙØÛÕÏ]\w*"),
}
_TWICE = re.compile(f"á[º»][{re.escape(bytes(range(0x80, 0xC0)).decode('cp1252', 'ignore'))}]|Ä[‘ƒ]|Æ[°¡]")
"""Letters of Vietnamese in UTF-8 that were read as Windows-1252, as Excel does where a file has no mark, and saved."""

_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ][\u0300\u0301\u0303\u0309\u0323]|[đƠơƯưĂă]")


class Flaw(NamedTuple):
    """A place in a text, from line 1 and column 1, that cannot stay as it is."""

    line: int
    column: int
    seen: str
    remedy: str
    code: str


@dataclass
class FileProblems:
    """The problems of one file: the first twenty in full, the rest as a number.

    >>> found = FileProblems("data/units.csv")
    >>> found.add(7, "The factor is missing.", "Write it.", "units.factor", cell="factor")
    >>> print(found.kept[0])
    data/units.csv:7 (factor): The factor is missing. Write it.
    """

    shown: str
    kept: list[Problem] = field(default_factory=list)
    more: int = 0

    def __len__(self) -> int:
        return len(self.kept) + self.more

    def add(self, line: int | None, seen: str, remedy: str, code: str, *, cell: str = "", column: int = 0) -> None:
        """Note a problem in a line (None: of the file as a whole), perhaps in a named cell or a column of text."""
        if len(self.kept) >= MAX_PROBLEMS:
            self.more += 1
            return
        place = self.shown if line is None else f"{self.shown}:{line}"
        place += f":{column}" if column else ""
        place += f" ({cell})" if cell else ""
        self.kept.append(Problem(place, seen, remedy, code))

    def hand_to(self, problems: Problems) -> None:
        """Give everything noted to the list of the whole run."""
        problems.extend(self.kept)
        if self.more:
            were = "problem was" if self.more == 1 else "problems were"
            seen = f"{self.more} more {were} found in this file."
            problems.add(self.shown, seen, "Mend these first.", "text.more")


def read_text(
    path: Path, shown: str, problems: Problems, max_bytes: int = MAX_BYTES, *, is_composed: bool = False
) -> str | None:
    """Read a text file; note everything that is wrong with it and give None when anything is.

    Parameters
    ----------
    path
        The file.
    shown
        The path as shown to people: relative to the workspace, with forward slashes.
    problems
        Takes what is wrong.
    max_bytes
        A larger file is refused unread.
    is_composed
        Whether letters in parts are composed here: in what people type elsewhere only the composition differs.

    Returns
    -------
    str or None
        The text without a byte order mark, every line end a newline.

    Examples
    --------
    >>> problems = Problems()
    >>> read_text(Path("no/such/file.csv"), "data/file.csv", problems)
    >>> print(problems.found[0])
    data/file.csv: There is no such file. Create it or correct the name.
    """
    file_problems = FileProblems(shown)
    data = _read_bytes(path, file_problems, max_bytes)
    text = None if data is None else _decode(data, file_problems)
    if text is not None:
        text = composed(text) if is_composed else text
        for flaw in flaws(text):
            file_problems.add(flaw.line, flaw.seen, flaw.remedy, flaw.code, column=flaw.column)
    file_problems.hand_to(problems)
    return None if file_problems else text


def composed(text: str) -> str:
    r"""The same letters, composed (NFC); a text with long runs of marks stays, as composing it takes quadratic time.

    >>> composed("ti\u0301nh")
    'tính'
    """
    return text if _MANY_MARKS.search(text) else unicodedata.normalize("NFC", text)


def flaws(text: str) -> Iterator[Flaw]:
    r"""Give every invisible character and, once a line, letters that are not composed (NFC).

    >>> [(flaw.line, flaw.column, flaw.code) for flaw in flaws("ti\u0301nh\nx\u200by")]
    [(1, 3, 'text.not_composed'), (2, 2, 'text.invisible')]
    """
    if not _INVISIBLE.search(text) and not _TWICE.search(text) and unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _INVISIBLE.finditer(line):
            yield Flaw(number, match.start() + 1, *_invisible(match.group()))
        if twice := _TWICE.search(line):
            seen = f"'{twice.group()}' is one letter in UTF-8: the file was opened in another character set, and saved."
            yield Flaw(number, twice.start() + 1, seen, _BEFORE_IT_WAS_SAVED, "text.twice")
        if not unicodedata.is_normalized("NFC", line):
            yield _not_composed(number, line)


def _invisible(character: str) -> tuple[str, str, str]:
    """What is seen, what to do, and the code for a character that a person cannot see."""
    name = f"U+{ord(character):04X}"
    if character == "\ufffd":
        seen = f"Letters were lost here in an earlier conversion (the replacement character {name})."
        return seen, "Type the lost letters again.", "text.lost"
    kind = "an invisible character"
    if _DIRECTION.match(character):
        kind = "an invisible character that turns the direction of text"
    elif _CONTROL.match(character):
        kind = "a control character"
    return f"There is {kind} here ({name}).", "Delete it.", "text.invisible"


def _not_composed(number: int, line: str) -> Flaw:
    """Say where a line stops being NFC; by bisection, as composing a hostile line takes quadratic time."""
    length = bisect_left(range(len(line) + 1), True, key=lambda n: not unicodedata.is_normalized("NFC", line[:n]))
    letter = unicodedata.normalize("NFC", line[max(length - 2, 0) : length])
    seen = f"The letter '{letter}' and perhaps others in this line are written in parts, not as composed letters (NFC)."
    remedy = "Type it again with the character set 'Unicode' of UniKey, not 'Unicode tổ hợp'."
    return Flaw(number, length, seen, remedy, "text.not_composed")


def _read_bytes(path: Path, problems: FileProblems, max_bytes: int) -> bytes | None:
    """Read a regular file of bearable size; a pipe or a device would never end."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            problems.add(None, "This is a folder, not a file.", "Name the file in it.", "text.folder")
        elif not stat.S_ISREG(status.st_mode):
            problems.add(None, "This is no regular file.", "Put a plain file here.", "text.unreadable")
        elif status.st_size > max_bytes:
            seen = f"The file has {status.st_size:,} bytes, more than the {max_bytes:,} that an input may have."
            problems.add(None, seen, "See whether it is the right file.", "text.too_large")
        else:
            return path.read_bytes()
    except FileNotFoundError:
        problems.add(None, "There is no such file.", "Create it or correct the name.", "text.missing")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.add(
            None, f"The file cannot be read ({reason}).", "See to its permissions and name.", "text.unreadable"
        )
    return None


def _decode(data: bytes, problems: FileProblems) -> str | None:
    """Decode UTF-8, or note what the bytes seem to be instead."""
    kind = next((name for magic, name in _OTHER_KINDS if data.startswith(magic)), None)
    if kind is not None:
        problems.add(None, f"This is {kind}, not text.", _SAVE_AS_UTF8, "text.not_text")
        return None
    encoding = next((name for mark, name in _OTHER_MARKS if data.startswith(mark)), None) or _encoding_by_nul(data)
    if encoding is not None:
        problems.add(None, f"The file is not in UTF-8; it seems to be {encoding}.", _SAVE_AS_UTF8, "text.encoding")
        return None
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        likely, remedy = _likely_encoding(body)
        problems.add(line, f"Byte {body[error.start]:#04x} is not UTF-8; {likely}.", remedy, "text.encoding")
        return None
    if not text.strip():
        problems.add(None, "The file is empty.", "Fill it in.", "text.empty")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_by_nul(data: bytes) -> str | None:
    """Name UTF-16 or UTF-32 without a mark: in mostly Latin text every other byte, or three of four, is NUL."""
    head = data[:4096]
    share = head.count(0) / len(head) if head else 0.0
    if share > 0.6:
        return "UTF-32"
    return "UTF-16" if share > 0.2 else None


def _old_set(text: str) -> str | None:
    """Name the Vietnamese character set of before Unicode that a text was in, by words that can be of no other."""
    words = {name: len(set(pattern.findall(text))) for name, pattern in _OLD_SETS.items()}
    likeliest = max(words, key=lambda name: words[name])
    return likeliest if words[likeliest] >= _FEWEST_WORDS else None


def _likely_encoding(body: bytes) -> tuple[str, str]:
    """Guess what bytes are that are not UTF-8 throughout, and what to do.

    Where most letters are good UTF-8 the file was damaged. Else it has one byte a letter, and Vietnamese letters come
    out of Windows-1258 only when it was that.
    """
    head = body[:100_000]
    as_utf8 = head.decode("utf-8", errors="replace")
    damaged = as_utf8.count("\ufffd")
    if sum(character > "\x7f" for character in as_utf8) > 2 * damaged:
        return "the file seems to be UTF-8 that was cut or damaged here", _SAVE_AS_UTF8
    if old := _old_set(head.decode("cp1252", errors="replace")):
        return f"the file seems to be {old}, of before Unicode", _CONVERT
    if _VIETNAMESE.search(head.decode("cp1258", errors="replace")):
        return "the file seems to be Windows-1258 (Vietnamese)", _SAVE_AS_UTF8
    return "the file seems to be Windows-1252 (Latin-1)", _SAVE_AS_UTF8
