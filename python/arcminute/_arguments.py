"""From keywords to the arguments of the command line, whose parser reads them and says what is wrong with them."""

from __future__ import annotations

import datetime
import difflib
import functools
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from . import _native

#: Options that say where results go, which is for the caller of a function to decide.
OF_THE_CONSOLE = frozenset({"format", "output", "csv", "json"})


class RowsFailed(UserWarning):
    """Some rows could not be computed; the message says which, and why. All others are in the result."""


@functools.cache
def parameters(*path: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """What a command does, and its options by their names in Python."""
    command = _native.parameters(list(path))
    if command is None:
        raise ValueError(f"there is no command {' '.join(path)}")
    about, found = command
    return about, {python_name(each["name"]): each for each in found if each["name"] not in OF_THE_CONSOLE}


def python_name(option: str) -> str:
    """The name of an option in Python: of ``--from``, which is a word of the language, it is ``from_``."""
    return "from_" if option == "from" else option.replace("-", "_")


def arguments(path: tuple[str, ...], options: Mapping[str, Any]) -> list[str]:
    """The arguments of a command with these options; those that are None are left out."""
    _, known = parameters(*path)
    result = list(path)
    positional = []
    for name, value in options.items():
        parameter = known.get(name)
        if parameter is None:
            near = difflib.get_close_matches(name, known)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"{path[0]}() got an unexpected keyword argument {name!r}{hint}")
        if value is None or value is False:
            continue
        if parameter["is_positional"]:
            positional.append(text(value))
        elif value is True and (parameter["value"] is None or parameter["may_be_bare"]):
            result.append(f"--{parameter['name']}")
        else:
            values = members(value) if parameter["is_list"] else [value]
            result += [f"--{parameter['name']}={text(each)}" for each in values]
    return result + positional


def members(value: Any) -> Iterable[Any]:
    """The values of an option that takes several: a pair of numbers is one position."""
    if isinstance(value, (str, bytes, os.PathLike)) or not isinstance(value, Iterable) or is_position(value):
        return [value]
    return value


def is_position(value: Any) -> bool:
    """True for latitude and longitude as a tuple of two numbers."""
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(each, (int, float)) for each in value)


def text(value: Any) -> str:
    """A value as it is written on the command line."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    if isinstance(value, Mapping):
        return ",".join(text(value[key]) for key in ("low", "nominal", "high"))
    if isinstance(value, Iterable):
        return ",".join(text(each) for each in value)
    # Of numpy's numbers, which print otherwise, the plain one.
    return str(value.item() if hasattr(value, "item") else value)


def in_python(message: str) -> str:
    """A message with options as they are called here."""
    return re.sub(r"(?<![\w-])--([a-z][a-z-]*)", lambda found: python_name(found[1]), message)


def call(given: list[str], takes_rows: bool = False) -> tuple[bool, _native.Table | None, bytes, list[str]]:
    """Runs a command: whether all was done, its table, what else it writes, its messages."""
    try:
        done, table, written, messages = _native.call(given, takes_rows)
    except ValueError as error:
        raise ValueError(in_python(str(error))) from None
    return done, table, written, [in_python(message) for message in messages]
