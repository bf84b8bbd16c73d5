"""A property computed once. The standard library's takes a lock at each first access, which a case does not need."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

__all__ = ["lazy"]

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - reads as a decorator
    """Like ``functools.cached_property``, for objects that stay in one thread."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, obj: object, _owner: type) -> T:
        value = obj.__dict__[self._name] = self._compute(obj)
        return value
