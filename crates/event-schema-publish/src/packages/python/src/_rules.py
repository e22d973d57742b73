"""Rules about more than one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ._runtime import ABSENT, Model, Relation

_Test: TypeAlias = Callable[[Model], bool]


def min_contains(least: int, kind: Any) -> AfterValidator:
    """Demand that at least so many items are of a type."""
    takes = _predicate(kind)
    words = f"have at least {least} items of a kind"
    return _rule(lambda items: _count(items, takes) >= least, words)


def max_contains(most: int, kind: Any) -> AfterValidator:
    """Demand that at most so many items are of a type."""
    takes = _predicate(kind)
    words = f"have at most {most} items of a kind"
    return _rule(lambda items: _count(items, takes) <= most, words)


def prefix_items(*kinds: Any) -> AfterValidator:
    """Demand that the first items are of these types."""
    tests = [_predicate(kind) for kind in kinds]

    def holds(items: Any) -> bool:
        pairs = zip(tests, items, strict=False)
        return all(item is None or takes(item) for takes, item in pairs)

    return _rule(holds, "have items that obey the rules for their places")


def pattern_properties(names: Any, values: Any) -> AfterValidator:
    """Demand that members with such names are of a type."""
    named, takes = _predicate(names), _predicate(values)

    def holds(members: Any) -> bool:
        found = [value for name, value in members.items() if named(name)]
        return all(value is None or takes(value) for value in found)

    return _rule(holds, "have members that obey the rules for their names")


def dependent_required(name: str, *required: str) -> Relation:
    """Demand that properties are there beside another."""

    def check(model: Model) -> str | None:
        if model._value(name) is ABSENT:
            return None
        missing = [one for one in required if model._value(one) is ABSENT]
        return f"Property {missing[0]} is required beside {name}" if missing else None

    return check


def condition(test: _Test, then: Relation, otherwise: Relation) -> Relation:
    """Demand one thing or another."""
    return lambda model: then(model) if test(model) else otherwise(model)


def all_of(*tests: _Test) -> _Test:
    """Tell whether all tests hold."""
    return lambda model: all(test(model) for test in tests)


def each_of(*relations: Relation) -> Relation:
    """Demand all of these."""

    def check(model: Model) -> str | None:
        return next(filter(None, (relation(model) for relation in relations)), None)

    return check


def has(name: str, kind: Any) -> _Test:
    """Tell whether a property is there, is not null, and is of a type."""
    takes = _predicate(kind)
    return lambda model: _is_there(model._value(name)) and takes(model._value(name))


def must_have(name: str, kind: Any) -> Relation:
    """Demand that a property is there, is not null, and is of a type."""
    holds = has(name, kind)
    words = f"Property {name} should be what the values of others require"
    return lambda model: None if holds(model) else words


def may_have(name: str, kind: Any) -> Relation:
    """Demand that a property is of a type if it is there and is not null."""
    holds = has(name, kind)
    words = f"Property {name} should be what the values of others allow"
    return lambda model: (
        words if _is_there(model._value(name)) and not holds(model) else None
    )


def _is_there(value: Any) -> bool:
    return value is not ABSENT and value is not None


def _count(items: Any, takes: Callable[[Any], bool]) -> int:
    return sum(item is not None and takes(item) for item in items)


def _predicate(kind: Any) -> Callable[[Any], bool]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def takes(value: Any) -> bool:
        try:
            adapter.validate_python(value)
        except ValidationError:
            return False
        return True

    return takes


def _rule(holds: Callable[[Any], bool], words: str) -> AfterValidator:
    def validate(value: Any) -> Any:
        if not holds(value):
            raise PydanticCustomError("rule", "Value should {words}", {"words": words})
        return value

    return AfterValidator(validate)
