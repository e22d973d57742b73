"""What all events have in common."""

from __future__ import annotations

import enum
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Annotated, Any, ClassVar, TypeAlias, TypeVar, cast, get_args

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    RootModel,
    Tag,
    ValidationError,
    WrapValidator,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema
from typing_extensions import Self

from ._json import JsonError, Members, loads, plain, text_of, whole

T = TypeVar("T")

_DAY = 24 * 60


class Absent(enum.Enum):
    """The type of :data:`ABSENT`."""

    ABSENT = "ABSENT"

    def __bool__(self) -> bool:
        """Return false, as for ``None``."""
        return False

    def __repr__(self) -> str:
        """Return the constant's name."""
        return "ABSENT"


ABSENT = Absent.ABSENT
"""Stands for a property that is not there, which is not the same as ``None``."""


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong with a payload."""

    path: str
    """Where it is, as a JSON pointer; empty for the event itself."""

    message: str
    """What was expected there. No value is quoted: payloads hold personal data."""

    def __str__(self) -> str:
        """Return place and message."""
        return f"{self.path}: {self.message}" if self.path else self.message


class DecodeError(ValueError):
    """A payload is not what the contract says."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        """Keep what is wrong."""
        super().__init__("; ".join(map(str, issues)))
        self.issues = issues


class _MayBeAbsent:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        types = [member for member in get_args(source) if member is not Absent]
        inner = handler.generate_schema(reduce(lambda one, other: one | other, types))

        def validate(value: Any, validator: Callable[[Any], Any]) -> Any:
            return ABSENT if value is ABSENT else validator(value)

        return core_schema.no_info_wrap_validator_function(validate, inner)


class OpenEnumeration:
    """Marks a list of strings that others may be added to."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take any string."""
        return core_schema.str_schema(strict=True)


def _is_absent(value: object) -> bool:
    return value is ABSENT


def _float(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


Omittable: TypeAlias = Annotated[
    T | Absent, _MayBeAbsent(), Field(exclude_if=_is_absent)
]
"""A value, or :data:`ABSENT`."""

Integer: TypeAlias = Annotated[int, BeforeValidator(whole)]
"""A whole number of any size, also if it is spelled ``1.0`` or ``1e3``."""

Number: TypeAlias = Annotated[
    float, BeforeValidator(_float), Field(allow_inf_nan=False)
]
"""A number as floats hold it."""

AnyJson: TypeAlias = Annotated[JsonValue, BeforeValidator(plain)]
"""Any JSON value."""


def at_least(bound: int) -> AfterValidator:
    """Demand that an integer is not below a bound."""
    return rule(lambda value: value >= bound, f"be at least {bound}")


def at_most(bound: int) -> AfterValidator:
    """Demand that an integer is not above a bound."""
    return rule(lambda value: value <= bound, f"be at most {bound}")


def more_than(bound: int) -> AfterValidator:
    """Demand that an integer is above a bound."""
    return rule(lambda value: value > bound, f"be more than {bound}")


def less_than(bound: int) -> AfterValidator:
    """Demand that an integer is below a bound."""
    return rule(lambda value: value < bound, f"be less than {bound}")


def starts_with(text: str) -> AfterValidator:
    """Demand that a string starts with a text."""
    return rule(lambda value: value.startswith(text), f"begin with {text!r}")


def ends_with(text: str) -> AfterValidator:
    """Demand that a string ends with a text."""
    return rule(lambda value: value.endswith(text), f"end with {text!r}")


def contains(text: str) -> AfterValidator:
    """Demand that a string contains a text."""
    return rule(lambda value: text in value, f"contain {text!r}")


def one_of(*texts: str) -> AfterValidator:
    """Demand that a string is one of some texts."""
    return rule(lambda value: value in texts, f"be one of {', '.join(texts)}")


def aliased(aliases: dict[str, str]) -> BeforeValidator:
    """Read a string by other names too."""

    def own(value: Any) -> Any:
        return aliases.get(value, value) if isinstance(value, str) else value

    return BeforeValidator(own)


def none_of(*numbers: str) -> AfterValidator:
    """Demand that a number is none of some numbers."""
    excluded = [Decimal(number) for number in numbers]
    words = f"be other than {', '.join(numbers)}"
    return rule(lambda value: Decimal(str(value)) not in excluded, words)


def only(allowed: bool) -> AfterValidator:
    """Demand that a boolean is the one that is allowed."""
    return rule(lambda value: value is allowed, f"be {str(allowed).lower()}")


def among(*numbers: str) -> AfterValidator:
    """Demand that a number is one of some numbers."""
    known = [Decimal(number) for number in numbers]
    words = f"be one of {', '.join(numbers)}"
    return rule(lambda value: Decimal(str(value)) in known, words)


def matches(pattern: str, *table: str) -> AfterValidator:
    """Demand that a string matches a pattern, which a table decides in one pass."""
    return rule(_decided_by(table), f"match {pattern}")


def of_format(
    told: str, *tables: tuple[str, ...], time_at: int | None = None
) -> AfterValidator:
    """Demand that a string is of a format, which tables decide.

    A time of day in it begins at ``time_at``.
    """
    decided = [_decided_by(table) for table in tables]

    def holds(value: str) -> bool:
        return all(holds(value) for holds in decided) and (
            time_at is None or _is_second(value[time_at:])
        )

    return rule(holds, f"be {told}")


def _is_second(time: str) -> bool:
    """Tell whether a leap second is the last second of a day in UTC."""

    def minutes(text: str) -> int:
        return int(text[:2]) * 60 + int(text[3:5])

    if time[6:8] != "60":
        return True
    ahead = 0 if time[-1] in "Zz" else minutes(time[-5:])
    sign = -1 if time[-6] == "-" else 1
    return (minutes(time) - sign * ahead) % _DAY == _DAY - 1


def _decided_by(table: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what looks a string up in the table of a pattern.

    It has the length of a row, the first state, the first that accepts, how many
    classes of characters there are, where each begins and which it is, and the next
    state for each state and class.
    """
    width, start, ends, count, *numbers = map(int, " ".join(table).split())
    firsts, classes = numbers[: 2 * count : 2], numbers[1 : 2 * count : 2]
    following = numbers[2 * count :]

    def holds(value: str) -> bool:
        state = start
        for character in value:
            if state <= width:
                break
            at = bisect_right(firsts, ord(character)) - 1
            state = following[state + classes[at]]
        return state == width or state >= ends

    return holds


def multiple_of(step: str) -> AfterValidator:
    """Demand that a number is a multiple of another one, exactly."""

    def holds(value: int | float) -> bool:
        number, divisor = Decimal(str(value)).as_integer_ratio(), Decimal(step)
        ratio = divisor.as_integer_ratio()
        return number[0] * ratio[1] % (number[1] * ratio[0]) == 0

    return rule(holds, f"be a multiple of {step}")


def unique_items() -> AfterValidator:
    """Demand that no two items are equal."""

    def holds(items: list[Any]) -> bool:
        # True and 1 are not one in JSON.
        keys = [(isinstance(item, bool), item) for item in items]
        return all(key not in keys[:at] for at, key in enumerate(keys))

    return rule(holds, "have no two equal items")


def rule(holds: Callable[[Any], bool], words: str) -> AfterValidator:
    """Demand that something holds."""

    def validate(value: T) -> T:
        if not holds(value):
            raise refused(f"Value should {words}")
        return value

    return AfterValidator(validate)


def refused(words: str, *place: int | str) -> PydanticCustomError:
    """Return an error about what stands at a place within the value at hand."""
    return PydanticCustomError("rule", "{words}", {"words": words, "place": place})


Relation: TypeAlias = Callable[["Model"], "PydanticCustomError | None"]
"""What properties have to do with each other: what is wrong, if anything is."""


class Model(BaseModel):
    """An object of the contract."""

    _relations: ClassVar[tuple[Relation, ...]] = ()

    model_config = ConfigDict(
        frozen=True,
        protected_namespaces=(),
        serialize_by_alias=True,
        strict=True,
        use_attribute_docstrings=True,
        validate_by_alias=True,
        validate_by_name=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _check_names(cls, data: Any) -> Any:
        """See that no declared property is there twice."""
        if isinstance(data, Members):
            for name in cls._names():
                found = [one for one in name if one in data]
                if len(found) > 1 or (found and found[0] in data.repeated):
                    raise refused("Property should be there only once", name[0])
        return data

    @model_validator(mode="after")
    def _check_relations(self) -> Self:
        """See that the properties go together."""
        for relation in self._relations:
            error = relation(self)
            if error is not None:
                raise error
        return self

    def _value(self, name: str) -> Any:
        """Return the property of that name on the wire."""
        names = zip(type(self).model_fields, self._names(), strict=True)
        return next(getattr(self, field) for field, own in names if own[0] == name)

    @classmethod
    def _names(cls) -> list[list[str]]:
        """Return the names of each property on the wire."""
        names = []
        for own, field in cls.model_fields.items():
            alias = field.validation_alias or own
            choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
            names.append([name for name in choices if isinstance(name, str)])
        return names


class OtherObject(RootModel[dict[str, AnyJson]]):
    """An object that none of several cases is."""

    model_config = ConfigDict(frozen=True)


def counted(count: int, unit: str) -> str:
    """Return a number of things in words."""
    return f"{count} {unit}{'' if count == 1 else 's'}"


def as_tuple(length: int) -> BeforeValidator:
    """Take a list of as many items for a tuple."""

    def items(value: Any) -> Any:
        if isinstance(value, (list, tuple)) and len(value) == length:
            return tuple(value)
        raise refused(f"Input should be a list of {counted(length, 'item')}")

    return BeforeValidator(items)


_CASE = "\0"


def case(name: str) -> Tag:
    """Return the mark of one of several types."""
    return Tag(f"{_CASE}{name}")


def told_by_name(
    units: Sequence[str], others: Sequence[str], aliases: dict[str, str] | None = None
) -> Discriminator:
    """Choose by a string, or by the name of an object's only member."""
    words = []
    if units:
        words.append(f"the string {_either(units)}")
    if others:
        words.append(f"a dictionary with only one member, {_either(others)}")

    def choose(value: Any) -> str | None:
        if isinstance(value, Model):
            return _CASE + value._names()[0][0]
        name = value
        if isinstance(value, dict):
            name = next(iter(value)) if len(value) == 1 else None
        if not isinstance(name, str):
            return None
        own = (aliases or {}).get(name, name)
        return _CASE + own if own in units or own in others else None

    return Discriminator(
        choose,
        custom_error_type="case",
        custom_error_message=f"Input should be {' or '.join(words)}",
    )


def told_by_tag(
    tag: str,
    *names: str,
    aliases: dict[str, str] | None = None,
    others: bool = False,
) -> Discriminator:
    """Choose an object by the property that tells it apart from others."""

    def choose(value: Any) -> str | None:
        if isinstance(value, Model):
            return _CASE + str(value._value(tag))
        is_other = isinstance(value, OtherObject)
        members = value.root if isinstance(value, OtherObject) else value
        name = members.get(tag) if isinstance(members, dict) else None
        if not isinstance(name, str):
            return None
        own = (aliases or {}).get(name, name)
        if own in names:
            return None if is_other else _CASE + own
        return _CASE if others else None

    return Discriminator(
        choose,
        custom_error_type=f"{_TOLD_BY}{tag}",
        custom_error_message=f"Input should be {_either(names)}",
    )


_TOLD_BY = "told by "


def _either(names: Sequence[str]) -> str:
    """Return names as pydantic lists them."""
    *others, last = map(repr, names)
    return f"{', '.join(others)} or {last}" if others else last


def first_of(words: str) -> WrapValidator:
    """Say once that no type of several took a value."""

    def validate(value: Any, validator: Callable[[Any], Any]) -> Any:
        try:
            return validator(value)
        except ValidationError:
            raise refused(f"Input should be {words}") from None

    return WrapValidator(validate)


class Event(Model):
    """An event of the contract."""

    tag_property: ClassVar[str]

    @classmethod
    def decode(cls, payload: str | bytes | bytearray) -> Self:
        """Decode a payload that is this event.

        Raises:
            DecodeError: The payload is not valid; the error names the properties.

        """
        return cls._of(parsed(payload)[1])

    def encode(self) -> str:
        """Encode the event as JSON."""
        return self.model_dump_json(by_alias=True)

    @classmethod
    def _of(cls, value: Any) -> Self:
        if isinstance(value, Members) and cls.tag_property not in value:
            raise DecodeError((_missing(cls.tag_property),))
        try:
            return cls.model_validate(value, by_alias=True, by_name=False)
        except ValidationError as error:
            raise DecodeError(tuple(_issues(error))) from None


class UnknownEvent(BaseModel):
    """An event that is not in the catalogue. Nothing is promised of it but its tag."""

    model_config = ConfigDict(frozen=True, strict=True)

    tag: str
    """The event's tag."""

    raw: str
    """The payload as it came, white space around it aside."""

    def encode(self) -> str:
        """Return the payload as it came."""
        return self.raw


def parsed(payload: str | bytes | bytearray) -> tuple[str, Any]:
    """Return the payload as text and as a value without types."""
    try:
        text = text_of(payload)
        return text, loads(text)
    except JsonError as error:
        raise DecodeError((Issue("", str(error)),)) from None


def decode_any(
    payload: str | bytes | bytearray,
    tag_property: str,
    events: dict[str, type[Event]],
    *,
    keep_unknown: bool,
) -> Event | UnknownEvent:
    """Decode whichever event the tag names."""
    text, value = parsed(payload)
    if not isinstance(value, Members):
        raise DecodeError((Issue("", "Input should be an object"),))
    if tag_property not in value:
        raise DecodeError((_missing(tag_property),))
    tag = value[tag_property]
    place = f"/{tag_property}"
    if tag_property in value.repeated:
        raise DecodeError((Issue(place, "Property should be there only once"),))
    if not isinstance(tag, str):
        raise DecodeError((Issue(place, "Input should be a string"),))
    if tag in events:
        return events[tag]._of(value)
    if keep_unknown:
        return UnknownEvent(tag=tag, raw=text)
    raise DecodeError((Issue(place, f"Input should be {_either(tuple(events))}"),))


def tag_of(tag_property: str, events: dict[str, type[Event]]) -> Callable[[Any], Any]:
    """Return what pydantic needs to choose an event by its tag."""

    def choose(value: Any) -> Any:
        if isinstance(value, UnknownEvent):
            return "unknown event"
        if isinstance(value, Event):
            tag = getattr(value, type(value).tag_property)
        else:
            tag = cast("dict[str, Any]", value).get(tag_property)
        known = events.get(tag) if isinstance(tag, str) else None
        # An event's own tag stands before the others that it is read by.
        own = (name for name, event in events.items() if event is known)
        return next(own, "unknown event")

    return choose


def kept(tag_property: str) -> BeforeValidator:
    """Return what makes an unknown event of any object with a tag."""

    def keep(value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get(tag_property), str):
            return UnknownEvent(tag=value[tag_property], raw=json.dumps(plain(value)))
        return value

    return BeforeValidator(keep)


def spread(event: UnknownEvent) -> Any:
    """Return an unknown event's payload as a value."""
    return json.loads(event.raw)


def _missing(name: str) -> Issue:
    return Issue(f"/{name}", "Field required")


def _issues(error: ValidationError) -> list[Issue]:
    return [
        Issue("".join(f"/{_escaped(part)}" for part in place), words)
        for place, words in faults(error)
    ]


def faults(error: ValidationError) -> list[tuple[list[int | str], str]]:
    """Return each place, and what was expected there."""
    return [
        ([*_place(one["loc"]), *within], words)
        for one in error.errors(include_url=False)
        for within, words in [_told(one)]
    ]


def _told(one: ErrorDetails) -> tuple[Sequence[int | str], str]:
    """Return where it is within the place that pydantic tells, and what it is."""
    if not one["type"].startswith(_TOLD_BY):
        return one.get("ctx", {}).get("place", ()), one["msg"]
    # Something is wrong with the tag, or there is none.
    if not isinstance(one["input"], dict):
        return (), "Input should be a valid dictionary"
    tag = one["type"].removeprefix(_TOLD_BY)
    return (tag,), one["msg"] if tag in one["input"] else "Field required"


def _place(loc: tuple[int | str, ...]) -> list[int | str]:
    """Leave out which of several types it was."""
    return [part for part in loc if not str(part).startswith(_CASE)]


def _escaped(part: int | str) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")
