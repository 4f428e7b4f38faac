"""The sentences, tables and reports of ``markup/`` with what a competent person reads in them.

Nothing is generated: every sentence and every annotation stands in the markup. ``README.md`` describes its signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from kimtan.figures import TOKEN, NumberTextError, read_vietnamese

Fields = dict[str, Any]

MARKUP = Path(__file__).parent / "markup"
_EVERY = 3
LATER = (
    "h_offices",
    "i_second",
    "j_wards",
    "k_provinces",
    "l_mixed",
    "m_all",
    "n_all",
    "o_tables",
    "p_departments",
    "q_reports",
    "r_measures",
    "t_communes",
    "u_tables",
    "v_sentences",
    "w_offices",
    "x_wards",
    "y_provinces",
    "z_communes",
    "z_offices",
    "za_communes",
    "zb_provinces",
    "zc_communes",
    "zd_offices",
    "ze_all",
    "zf_mixed",
)
"""Sentences that came later, none of them set aside: each set was measured once before a rule was written for it."""
LAST = "s_last"
"""Sentences that were set aside from the start, and measured once when all rules were written."""
MEASURES = {
    "a": "actual", "p": "plan", "l": "last_year", "pp": "pct_of_plan", "y": "yoy_pct", "yi": "yoy_index",
    "ya": "yoy_abs", "r": "remaining", "ye": "year_end", "t": "target", "s": "share", "c": "change",
}  # fmt: skip
UNITS = {
    "bn": ("vnd_bn", "tỷ đồng"), "m": ("vnd_m", "triệu đồng"), "d": ("vnd", "đồng"), "%": ("pct", "%"),
    "mpp": ("vnd_m_per_person", "triệu đồng/người"), "mph": ("vnd_m_per_ha", "triệu đồng/ha"), "ha": ("ha", "ha"),
    "m2": ("m2", "m2"), "km": ("km", "km"), "mt": ("m", "m"), "t": ("t", "tấn"), "kg": ("kg", "kg"),
    "tph": ("t_per_ha", "tấn/ha"), "q": ("quintal_per_ha", "tạ/ha"), "ng": ("persons", "người"),
    "ho": ("households", "hộ"), "con": ("head", "con"), "dan": ("colonies", "đàn"), "cs": ("establishments", "cơ sở"),
    "dn": ("enterprises", "doanh nghiệp"), "nha": ("houses", "nhà"), "ct": ("works", "công trình"),
    "hs": ("files", "hồ sơ"), "hsinh": ("pupils", "học sinh"), "giai": ("prizes", "giải"),
    "luot": ("visits", "lượt người"), "bn_": ("patients", "bệnh nhân"), "tre": ("children", "trẻ"),
    "ldt": ("beneficiaries", "lượt đối tượng"), "th": ("instances", "trường hợp"), "sq": ("gifts", "suất quà"),
    "cu": ("elders", "cụ"), "ld": ("workers", "lao động"), "ctieu": ("targets", "chỉ tiêu"),
    "tc": ("criteria", "tiêu chí"), "kp": ("neighbourhoods", "khu phố"), "sao": ("stars", "sao"),
    "vu": ("cases", "vụ"), "tk": ("accounts", "tài khoản"), "khau": ("guns", "khẩu"), "chiec": ("pieces", "chiếc"),
    "kdc": ("areas", "khu dân cư"),
}  # fmt: skip
BOUNDS = {"ge": "at_least", "le": "at_most", "ab": "about"}
SCALES = {"nghìn tỷ": 1000, "ngàn tỷ": 1000, "triệu tỷ": 1000000, "nghìn": 1000, "ngàn": 1000, "triệu": 1000000}
MONEY = {"vnd_bn", "vnd_m", "vnd_m_per_person", "vnd_m_per_ha"}

REFUSED = (
    ("list", r"(?:Biểu|Bảng)(?: số)? (\d{1,2})"),
    ("list", r"^(?:[IVX]+\.|\()?(\d{1,2}(?:\.\d{1,2})*)[.)] "),
    ("date", r"[Nn]gày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"),
    ("date", r"(?<![\d/])(\d{1,2}[/-]\d{1,2}[/-]\d{4})(?![\d/])"),
    ("date", r"[Nn]gày (\d{1,2}[/-]\d{1,2})(?![\d/])"),
    ("document", r"(\d+(?:/\d{4})?)(?=/(?:NQ|QĐ|NĐ|CT|TT|KH|BC|UBND|QH\d*|CV|TB|ĐA|CTr)\b)"),
    ("period", r"(?:tháng|Tháng|quý) (\d{1,2}/\d{4})(?![\d/])"),
    ("period", r"(?:[Tt]háng|[Qq]uý) (\d{1,2})(?![\d/,.])"),
    ("period", r"(\d{1,2}) (?:tháng|THÁNG)(?! tuổi)"),
    ("period", r"(?:giai đoạn|[Nn]ăm học) (\d{4}) ?[-–] ?(\d{4})"),
    ("year", r"(?:năm|Năm|NĂM) (\d{4})(?![\d/])"),
)
"""What is no figure wherever it stands; all else that is none is marked by hand with ``{!token|reason}``."""


def figure(fields: list[str], before: Fields | None) -> Fields:
    """Read one ``{token|unit|measure|subject|options}``; a subject that is left out is the one before."""
    token, unit_code, measure, *rest = [field.strip() for field in fields]
    subject, options = (rest[0] if rest else ""), rest[1:]
    sign = measure[-1] if measure[-1] in "+-" else ""
    code, _, unit_text = unit_code.partition(":")
    unit, usual = UNITS.get(code, ("", ""))
    unit_text = unit_text or usual
    place, unit_text = (unit_text[0], unit_text[1:]) if unit_text[:1] in ("~", "=") else (" ", unit_text)
    if not subject:
        subject = before["subject"] if before else ""
    read: Fields = {
        "passage": 0,
        "as_written": token,
        "start": 0,
        "value": "",
        "upper": None,
        "denominator": None,
        "unit": unit,
        "unit_text": unit_text.replace("\n", " "),
        "measure": MEASURES[measure.rstrip("+-")],
        "direction": sign,
        "bound": None,
        "base": "",
        "subject": subject,
        "part_of": None,
    }
    for option in options:
        if option in BOUNDS:
            read["bound"] = BOUNDS[option]
        elif option.startswith(("u=", "d=", "v=", "b=")):
            read[{"u": "upper", "d": "denominator", "v": "value", "b": "base"}[option[0]]] = option[2:]
        elif option.startswith(("#", "<")):
            read[option[0]] = option[1:]
        elif option == "!":
            read["!"] = True
        else:
            raise ValueError(f"option {option!r} of {fields}")
    read["+"] = {"=": "", "~": unit_text}.get(place, unit_text if unit_text in ("", "%") else f" {unit_text}")
    read["value"] = read["value"] or written(TOKEN.findall(token)[0], unit, unit_text, sign)
    numbers = TOKEN.findall(token)
    joint = next((mark for mark in ("/", "-", "–", "đến") if mark in token), None)
    if len(numbers) == 2 and joint and read["upper"] is None and read["denominator"] is None:
        read["denominator" if joint == "/" else "upper"] = written(numbers[1], unit, unit_text, sign)
    return read


def read_either(token: str) -> Decimal:
    """The value of a token in either of the two ways that ministry tables mix, the Vietnamese one first."""
    try:
        return read_vietnamese(token)
    except NumberTextError:
        return Decimal(token.replace(",", ""))


def written(token: str, unit: str, unit_text: str, sign: str) -> str:
    """The decimal string of a token, in its unit: ``nghìn tấn`` is a thousand tonnes."""
    value = read_either(token)
    if unit:
        words = unit_text.lower()
        for word, factor in SCALES.items():
            if words.startswith(word) and not (unit in MONEY and " " not in word):
                value = Decimal(
                    f"{value * factor:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else value * factor
                )
                break
    return f"{'-' if sign == '-' else ''}{value:f}"


def passage(markup: str, at: int, figures: list[Fields], refused: list[Fields]) -> str:
    """The plain text of a passage; its figures and refusals are added to the lists."""
    text, cursor, taken = "", 0, []
    for match in re.finditer(r"\{([^{}]*)\}", markup):
        text += markup[cursor : match.start()]
        cursor, fields = match.end(), match[1].split("|")
        token = fields[0].lstrip("!").strip()
        if fields[0].startswith("!"):
            refused.append({"passage": at, "token": token, "start": len(text), "reason": fields[1]})
        else:
            read = figure(fields, figures[-1] if figures else None)
            behind = read.pop("+")
            if behind.endswith(("tỷ", "triệu")) and markup.startswith((" đồng", "\nđồng"), cursor):
                read["unit_text"] += " đồng"
            if read["denominator"]:
                read["as_written"] = token.rstrip("".join(set(token) - set("0123456789")))
            figures.append(read | {"passage": at, "start": len(text)})
        taken.append(range(len(text), len(text) + len(token)))
        text += token + ("" if fields[0].startswith("!") else behind)
    text += markup[cursor:]
    for reason, pattern in REFUSED:
        for match in re.finditer(pattern, text):
            for group in range(1, len(match.groups()) + 1):
                span = range(*match.span(group))
                if not any(span.start < other.stop and other.start < span.stop for other in taken):
                    refused.append({"passage": at, "token": match[group], "start": span.start, "reason": reason})
                    taken.append(span)
    return text


def table(lines: list[str], number: int) -> Iterator[tuple[str, list[int]]]:
    """Cells of a table, each as markup with its place.

    The first line, ``T subject-column | unit;measure | …``, says what each column states (``.`` a list number, ``-``
    nothing, ``*`` the unit of the row's unit column ``U``). ``H`` lines are heads, ``(n)`` after a cell its column
    span, ``[n]`` its row span. ``A<B:`` before a row names it A and makes it a part of the row B.
    """
    columns = [column.strip() for column in lines[0][2:].split("|")]
    codes = {text: code for code, (_, text) in UNITS.items()}
    for row, line in enumerate(lines[1:], 1):
        named = re.match(r"(\w+)?(?:<(\w+))?: ", line)
        is_head = line.startswith("H ")
        name, whole = named.groups() if named else (None, None)
        cells = [cell.strip() for cell in (line[2:] if is_head else line[named.end() if named else 0 :]).split("||")]
        subject = cells[columns.index("S")] if "S" in columns and len(cells) == len(columns) else ""
        row_unit = cells[columns.index("U")] if "U" in columns and len(cells) == len(columns) else ""
        column = 1
        for cell in cells:
            spans = re.search(r"(?: \((\d+)\))?(?: \[(\d+)\])?$", cell) if is_head else None
            width, height = (int(spans[1] or 1), int(spans[2] or 1)) if spans else (1, 1)
            text = cell[: spans.start()] if spans else cell
            spec = columns[column - 1]
            if not is_head and "{" not in text and re.search(r"\d", text) and spec not in "S U -":
                if spec == ".":
                    text = f"{{!{text}|list}}"
                else:
                    unit, measure = spec.split(";")[:2]
                    suffix = spec.split(";")[2] if spec.count(";") == 2 else ""
                    if unit == "*":
                        unit = f"{codes.get(row_unit, '-')}:{row_unit}"
                    code, _, unit_text = unit.partition(":")
                    unit = f"{code}:={unit_text or UNITS.get(code, ('', ''))[1]}"
                    sign = "-" if text[0] in "-−(" and measure in ("y", "ya", "c") else ""
                    sign = sign or ("+" if measure in ("y", "ya", "c") else "")
                    token = TOKEN.search(text)[0]  # type: ignore[index]
                    about = f"{subject}{f' {suffix}' if suffix else ''}"
                    extra = f"|#{name}{column}" if name else ""
                    extra += (
                        f"|<{whole}{column}" if whole and measure in ("a", "p", "l", "r", "ye") and code != "%" else ""
                    )
                    text = text.replace(token, f"{{{token}|{unit}|{measure}{sign}|{about}{extra}}}", 1)
            if text:
                yield text, [number, row, column, height, width]
            column += width


def item(name: str, period: str | None, lines: list[str]) -> Fields:
    """One item of the corpus from the lines of its block."""
    passages: list[Fields] = []
    figures: list[Fields] = []
    refused: list[Fields] = []

    def add(markup: str, kind: str, level: int = 0, cell: list[int] | None = None) -> None:
        text = passage(markup.replace("\\n", "\n"), len(passages), figures, refused)
        passages.append({"text": text, "kind": kind, "level": level, "cell": cell})

    tables = 0
    while lines:
        line = lines.pop(0)
        if line.startswith("T "):
            rows = [line]
            while lines and "||" in lines[0]:
                rows.append(lines.pop(0))
            tables += 1
            for markup, cell in table(rows, tables):
                add(markup, "cell", cell=cell)
        elif heading := re.match(r"(#+) ", line):
            add(line[heading.end() :], "heading", len(heading[1]))
        else:
            add(line, "paragraph")
    labels = {read.pop("#"): n for n, read in enumerate(figures) if "#" in read}
    for read in figures:
        if "<" in read:
            read["part_of"] = labels[read.pop("<")]
    refused.sort(key=lambda one: (one["passage"], one["start"]))
    return {"id": name, "passages": passages, "period": period, "figures": figures, "refused": refused}


def items(path: Path) -> Iterator[Fields]:
    """The items of a markup file: blocks between empty lines, below ``== topic period``."""
    topic, period, count = path.stem, None, 0
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        if lines and lines[0].startswith("=="):
            topic, _, period = lines.pop(0)[2:].strip().partition(" ")
            count = 0
        if lines:
            count += 1
            yield item(f"{topic}-{count:02}", period or None, lines)


def at_hand() -> list[Fields]:
    """Two thirds of the first sentences and tables, and all that came later."""
    later = [row | {"id": f"{path.stem[0]}-{row['id']}"} for path in _paths(is_later=True) for row in items(path)]
    return [*(row for n, row in enumerate(_first()) if n % _EVERY != _EVERY - 1), *later]


def set_aside() -> list[Fields]:
    """Every third of the first sentences and tables: measured, and looked at once, when the other sets were read."""
    return _first()[_EVERY - 1 :: _EVERY]


def last() -> list[Fields]:
    """Sentences and tables of the last who wrote some: no rule was written for them."""
    return [row | {"id": f"{LAST[0]}-{row['id']}"} for row in items(MARKUP / f"{LAST}.txt")]


def reports() -> list[Fields]:
    """Whole reports, each with its passages and the places of the figures that others determine."""
    made = []
    for row in (row for path in sorted(MARKUP.glob("reports*.txt")) for row in items(path)):
        marked = [read for read in row["figures"] if read.pop("!", False)]
        places = [{key: read[key] for key in ("passage", "start", "as_written")} for read in marked]
        made.append({key: row[key] for key in ("id", "passages", "period")} | {"determined": places})
    return made


def _first() -> list[Fields]:
    return [row for path in _paths(is_later=False) for row in items(path)]


def _paths(*, is_later: bool) -> list[Path]:
    paths = sorted(path for path in MARKUP.glob("*.txt") if not path.stem.startswith("reports"))
    return [path for path in paths if path.stem != LAST and (path.stem in LATER) == is_later]
