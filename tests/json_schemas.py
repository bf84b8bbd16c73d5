"""JSON Schemas in tests: validators that look at formats too, and ways to spoil a valid instance."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from barnevern_tilsyn.reports.schemas import SCHEMAS


def validator(name: str) -> Draft202012Validator:
    """For one of our own schemas, which is one itself."""
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def objects(instance: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of the objects in an instance."""
    if isinstance(instance, dict):
        yield at
        for key, inner in instance.items():
            yield from objects(inner, (*at, key))
    elif isinstance(instance, list):
        for place, inner in enumerate(instance):
            yield from objects(inner, (*at, place))


def reach(instance: Any, at: Iterable[Any]) -> Any:
    """What stands at a place."""
    for key in at:
        instance = instance[key]
    return instance


def with_key(instance: Any, at: Iterable[Any], key: Any, value: Any) -> Any:
    """The instance with another value of a key, which may be a new one, of the object at a place."""
    changed = deepcopy(instance)
    reach(changed, at)[key] = value
    return changed


def with_stranger(instance: Any, at: Iterable[Any]) -> Any:
    """The instance with an unknown key in the object at a place."""
    return with_key(instance, at, "ukjent", 1)


def without(instance: Any, at: Iterable[Any], key: str) -> Any:
    """The instance without a key of the object at a place."""
    changed = deepcopy(instance)
    del reach(changed, at)[key]
    return changed
