"""Rules about more than one value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ._runtime import ABSENT, Model, Relation, counted, faults, refused, rule

_Test: TypeAlias = Callable[[Model], bool]

_Check: TypeAlias = Callable[..., "PydanticCustomError | None"]
"""What is wrong with a value, which stands at a place."""


def min_contains(least: int, kind: Any) -> AfterValidator:
    """Demand that at least so many items are of a type."""
    check = _check(kind)
    words = f"have at least {counted(least, 'item')} of a kind that it must contain"
    return rule(lambda items: _count(items, check) >= least, words)


def max_contains(most: int, kind: Any) -> AfterValidator:
    """Demand that at most so many items are of a type."""
    check = _check(kind)
    items = counted(most, "item")
    words = f"have at most {items} of a kind that it must not contain more of"
    return rule(lambda items: _count(items, check) <= most, words)


def prefix_items(*kinds: Any) -> AfterValidator:
    """Demand that the first items are of these types."""
    checks = [_check(kind) for kind in kinds]

    def validate(items: Any) -> Any:
        for at, (check, item) in enumerate(zip(checks, items, strict=False)):
            if item is not None and (error := check(item, at)):
                raise error
        return items

    return AfterValidator(validate)


def pattern_properties(names: Any, values: Any) -> AfterValidator:
    """Demand that members with such names are of a type."""
    named, check = _check(names), _check(values)

    def validate(members: Any) -> Any:
        for name, value in members.items():
            is_meant = value is not None and named(name) is None
            if is_meant and (error := check(value, name)):
                raise error
        return members

    return AfterValidator(validate)


def dependent_required(name: str, *required: str) -> Relation:
    """Demand that properties are there beside another."""

    def check(model: Model) -> PydanticCustomError | None:
        if model._value(name) is ABSENT:
            return None
        words = f"Field required beside {name!r}"
        missing = (one for one in required if model._value(one) is ABSENT)
        return next((refused(words, one) for one in missing), None)

    return check


def condition(test: _Test, then: Relation, otherwise: Relation) -> Relation:
    """Demand one thing or another."""
    return lambda model: then(model) if test(model) else otherwise(model)


def all_of(*tests: _Test) -> _Test:
    """Tell whether all tests hold."""
    return lambda model: all(test(model) for test in tests)


def each_of(*relations: Relation) -> Relation:
    """Demand all of these."""

    def check(model: Model) -> PydanticCustomError | None:
        return next(filter(None, (relation(model) for relation in relations)), None)

    return check


def has(name: str, kind: Any) -> _Test:
    """Tell whether a property is there, is not null, and is of a type."""
    check = _check(kind)
    return lambda model: (
        _is_there(model._value(name)) and check(model._value(name)) is None
    )


def must_have(name: str, kind: Any) -> Relation:
    """Demand that a property is there, is not null, and is of a type."""
    check = _check(kind)
    missing = "Field required, for the values of others require it"

    def demand(model: Model) -> PydanticCustomError | None:
        value = model._value(name)
        return check(value, name) if _is_there(value) else refused(missing, name)

    return demand


def may_have(name: str, kind: Any) -> Relation:
    """Demand that a property is of a type if it is there and is not null."""
    check = _check(kind)

    def demand(model: Model) -> PydanticCustomError | None:
        value = model._value(name)
        return check(value, name) if _is_there(value) else None

    return demand


def _is_there(value: Any) -> bool:
    return value is not ABSENT and value is not None


def _count(items: Any, check: _Check) -> int:
    return sum(item is not None and check(item) is None for item in items)


def _check(kind: Any) -> _Check:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def check(value: Any, *place: int | str) -> PydanticCustomError | None:
        try:
            adapter.validate_python(value)
        except ValidationError as error:
            within, words = faults(error)[0]
            return refused(words, *place, *within)
        return None

    return check
