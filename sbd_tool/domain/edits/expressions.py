"""A small language to select by attribute; parsed here, never executed as code.

``height_m > 0.5 and not (kind = 'bench' or material in ('wood', 'steel'))``

* Columns are bare words, or in double quotes when they hold spaces. Words are in single quotes
  (a quote inside is doubled); numbers are plain, with a decimal point; ``true`` and ``false``.
* ``=  !=  <  <=  >  >=  contains  in  is missing  is not missing``; ``and  or  not``; brackets.
* Words compare without regard to case. A number also compares with words that read as one.
* A missing value makes a comparison unknown, and so does a comparison of different sorts; unknown
  is neither true nor false, so neither it nor its ``not`` selects.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.text import text

MAX_LENGTH: Final = 1000
MAX_TOKENS: Final = 300
MAX_DEPTH: Final = 32

Row = Mapping[str, AttributeValue]
Truth = bool | None
Test = Callable[[Row], Truth]
Value = Callable[[Row], AttributeValue]

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<number>-?(?:[0-9]{1,15}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})(?![\w.]))
    | (?P<words>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<sign><=|>=|!=|<>|==|[=<>(),])
    | (?P<name>[^\W\d][\w.:\-]*)
    )""",
    re.VERBOSE,
)
_KEYWORDS: Final = frozenset(
    {"and", "or", "not", "in", "contains", "is", "missing", "true", "false"}
)
_SIGNS: Final = {"=": "=", "==": "=", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">"}
_COMPARE: Final[Mapping[str, Callable[[int], bool]]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


@dataclass(frozen=True, slots=True)
class _Token:
    sort: str  # number, words, name, sign, keyword, end
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A read expression.

    Attributes:
        columns: Columns it names, in order.
        test: True, False, or None when unknown.
    """

    columns: tuple[str, ...]
    test: Test

    def is_true(self, row: Row) -> bool:
        """Whether it holds for a row."""
        return self.test(row) is True


def parse_expression(words: str, columns: Sequence[str]) -> Expression:
    """Read an expression.

    Args:
        words: At most `MAX_LENGTH` characters.
        columns: Columns that may be named.

    Raises:
        InputError: It cannot be read, with the place; or it names an unknown column, with the
            likeliest one. Nothing else is ever raised.
    """
    if not words.strip():
        raise refusal(text("edits.select_empty"))
    if len(words) > MAX_LENGTH:
        raise refusal(text("edits.select_long", limit=MAX_LENGTH))
    parser = _Parser(_tokens(words), columns)
    test = parser.choice(0)
    parser.expect_end()
    return Expression(tuple(dict.fromkeys(parser.named)), test)


def _tokens(words: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(words.rstrip())
    while at < end:
        match = _TOKEN.match(words, at)
        if match is None or len(found) >= MAX_TOKENS:
            raise _unreadable(words[at : at + 20].strip() or words[:20], at)
        sort = str(match.lastgroup)
        value = match.group(sort)
        if sort in {"words", "quoted"}:
            quote = value[0]
            value = value[1:-1].replace(quote * 2, quote)
            sort = "words" if sort == "words" else "name"
        elif sort == "name" and value.lower() in _KEYWORDS:
            sort, value = "keyword", value.lower()
        found.append(_Token(sort, value, match.start(str(match.lastgroup))))
        at = match.end()
    return [*found, _Token("end", "", end)]


class _Parser:
    """Recursive descent; a level of brackets costs one of `MAX_DEPTH`."""

    def __init__(self, tokens: list[_Token], columns: Sequence[str]) -> None:
        self._tokens, self._at = tokens, 0
        self._columns = {name.casefold(): name for name in columns} | {n: n for n in columns}
        self.named: list[str] = []

    def choice(self, depth: int) -> Test:
        """One or more alternatives."""
        tests = [self._all_of(depth)]
        while self._take("keyword", "or"):
            tests.append(self._all_of(depth))
        return tests[0] if len(tests) == 1 else lambda row: _any([test(row) for test in tests])

    def expect_end(self) -> None:
        """Refuse what is left over."""
        if self._now.sort != "end":
            raise _unreadable(self._now.value, self._now.at)

    def _all_of(self, depth: int) -> Test:
        tests = [self._denied(depth)]
        while self._take("keyword", "and"):
            tests.append(self._denied(depth))
        return tests[0] if len(tests) == 1 else lambda row: _all([test(row) for test in tests])

    def _denied(self, depth: int) -> Test:
        if depth > MAX_DEPTH:
            raise refusal(text("edits.select_deep", limit=MAX_DEPTH))
        if self._take("keyword", "not"):
            inner = self._denied(depth + 1)
            return lambda row: _not(inner(row))
        if self._take("sign", "("):
            inside = self.choice(depth + 1)
            self._expect("sign", ")")
            return inside
        return self._comparison()

    def _comparison(self) -> Test:
        left = self._operand()
        token = self._now
        if token.sort == "sign" and (token.value in _SIGNS or token.value == ">="):
            self._at += 1
            right, holds = self._operand(), _COMPARE[_SIGNS.get(token.value, ">=")]
            return lambda row: _compared(left(row), right(row), holds)
        if self._take("keyword", "contains"):
            part = self._operand()
            return lambda row: _contained(left(row), part(row))
        if self._take("keyword", "in"):
            return self._among(left)
        if self._take("keyword", "is"):
            wanted = not self._take("keyword", "not")
            self._expect("keyword", "missing")
            return lambda row: _is_missing(left(row)) is wanted
        raise _unreadable(token.value, token.at)

    def _among(self, left: Value) -> Test:
        self._expect("sign", "(")
        values = [self._operand()]
        while self._take("sign", ","):
            values.append(self._operand())
        self._expect("sign", ")")
        same = _COMPARE["="]
        return lambda row: _any([_compared(left(row), value(row), same) for value in values])

    def _operand(self) -> Value:
        token = self._now
        self._at += 1
        if token.sort == "number":
            number = float(token.value)
            return lambda _row: number
        if token.sort == "words":
            return lambda _row: token.value
        if token.sort == "keyword" and token.value in {"true", "false"}:
            return lambda _row: token.value == "true"
        if token.sort == "name":
            return self._column(token)
        raise _unreadable(token.value, token.at)

    def _column(self, token: _Token) -> Value:
        name = self._columns.get(token.value) or self._columns.get(token.value.casefold())
        if name is None:
            close = difflib.get_close_matches(token.value, list(self._columns.values()), 1)
            if close:
                raise refusal(
                    text("edits.select_column_like", column=token.value, like=close[0]),
                    token.value,
                )
            raise refusal(text("edits.select_column", column=token.value), token.value)
        self.named.append(name)
        return lambda row: row.get(name)

    @property
    def _now(self) -> _Token:
        return self._tokens[min(self._at, len(self._tokens) - 1)]

    def _take(self, sort: str, value: str) -> bool:
        is_next = (self._now.sort, self._now.value) == (sort, value)
        self._at += is_next
        return is_next

    def _expect(self, sort: str, value: str) -> None:
        if not self._take(sort, value):
            raise refusal(
                text("edits.select_expected", wanted=value, place=self._now.at + 1), value
            )


def _unreadable(words: str, at: int) -> Exception:
    if not words:
        return refusal(text("edits.select_unfinished"))
    return refusal(text("edits.select_unreadable", words=words[:40], place=at + 1))


def _is_missing(value: AttributeValue) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124 - a number that is none


def _compared(left: AttributeValue, right: AttributeValue, holds: Callable[[int], bool]) -> Truth:
    if _is_missing(left) or _is_missing(right):
        return None
    if isinstance(left, str) and isinstance(right, str):
        a, b = left.casefold(), right.casefold()
        return holds((a > b) - (a < b))
    first, second = _as_number(left), _as_number(right)
    if first is None or second is None or isinstance(left, bool) != isinstance(right, bool):
        return None
    return holds((first > second) - (first < second))


def _as_number(value: AttributeValue) -> float | None:
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"\s*-?[0-9]{1,15}(\.[0-9]{0,12})?\s*", value) else None
    return None if value is None else float(value)


def _contained(whole: AttributeValue, part: AttributeValue) -> Truth:
    if _is_missing(whole) or _is_missing(part):
        return None
    if not isinstance(whole, str) or not isinstance(part, str):
        return None
    return part.casefold() in whole.casefold()


def _any(found: list[Truth]) -> Truth:
    if True in found:
        return True
    return None if None in found else False


def _all(found: list[Truth]) -> Truth:
    if False in found:
        return False
    return None if None in found else True


def _not(found: Truth) -> Truth:
    return None if found is None else not found
