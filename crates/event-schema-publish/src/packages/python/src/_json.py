"""JSON as it stands on the wire: exact numbers, and names that stand there twice."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal, InvalidOperation
from typing import Any

MAX_DEPTH = 128

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_SPACE = " \t\n\r"
# No whole number of more digits is within the range of a float.
_MAX_DIGITS = 310


class JsonError(ValueError):
    """The payload is not JSON."""


class Members(dict[str, Any]):
    """An object's members, and the names that stand there more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        """Take the pairs as they come; of equal names the last one counts."""
        super().__init__(pairs)
        self.repeated: set[str] = set()
        if len(self) < len(pairs):
            names = [name for name, _ in pairs]
            self.repeated = {name for name in names if names.count(name) > 1}


def text_of(payload: str | bytes | bytearray) -> str:
    """Return the payload as text, without the white space around it."""
    try:
        if isinstance(payload, str):
            payload.encode()
            return payload.strip(_SPACE)
        return payload.decode().strip(_SPACE)
    except UnicodeError:
        raise JsonError("expected UTF-8") from None


def loads(text: str) -> Any:
    """Read a text. Numbers with a fraction or an exponent become decimals."""
    _check_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=Members,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=_constant,
        )
    except RecursionError:
        raise JsonError(f"expected no more than {MAX_DEPTH} levels") from None
    except json.JSONDecodeError as error:
        raise JsonError(f"expected JSON at character {error.pos}") from None
    if "\\u" in text:
        _check_surrogates(value)
    return value


def plain(value: Any) -> Any:
    """Return the value with the number types that Python's own decoder uses."""
    if isinstance(value, Decimal):
        return whole(value) if is_whole(value) else float(value)
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def is_whole(value: Decimal) -> bool:
    """Tell whether there is no fraction, however the number is spelled."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return False
    while digits and digits[-1] == 0:
        digits = digits[:-1]
        exponent += 1
    return not digits or exponent >= 0


def whole(value: Any) -> Any:
    """Return a decimal without a fraction as an integer, all else as it is."""
    if isinstance(value, Decimal) and is_whole(value):
        return int(value)
    return value


def _integer(text: str) -> int:
    if len(text) > _MAX_DIGITS or math.isinf(float(text)):
        raise JsonError("expected a number that a float can hold")
    return int(text)


def _decimal(text: str) -> Decimal:
    if math.isinf(float(text)):
        raise JsonError("expected a number that a float can hold")
    try:
        return Decimal(text)
    except InvalidOperation:
        # Its exponent is beyond what decimals hold, and far below what floats do.
        return Decimal("1e-9999") if re.search("[1-9].*[eE]", text) else Decimal(0)


def _constant(name: str) -> Any:
    raise JsonError(f"expected JSON, which has no {name}")


def _check_depth(text: str) -> None:
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return
    depth = 0
    for character in _STRING.sub("", text):
        if character in "{[":
            depth += 1
            if depth > MAX_DEPTH:
                raise JsonError(f"expected no more than {MAX_DEPTH} levels")
        elif character in "}]":
            depth -= 1


def _check_surrogates(value: Any) -> None:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeError:
            raise JsonError("expected surrogates in pairs") from None
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_surrogates(name)
            _check_surrogates(member)
    elif isinstance(value, list):
        for item in value:
            _check_surrogates(item)
