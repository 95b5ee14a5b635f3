"""From keywords to the arguments of the command line, whose parser reads them and says what is wrong with them."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from numbers import Real
from typing import Any

from . import _native

#: Options that say where results go, which is for the caller of a function to decide.
OF_THE_CONSOLE = frozenset({"format", "output", "csv", "json"})

#: Parameters whose values are places.
OF_PLACES = frozenset({"from_", "to"})

#: Options of check that say where rows come from or how people read them.
NOT_OF_TABLES = frozenset({"to", "pairs", "header", "encoding", "units"})


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


def arguments(path: tuple[str, ...], options: Mapping[str, Any], without: Set[str] = frozenset(), name: str = "") -> list[str]:
    """The arguments of a command with these options; those that are None are left out.

    Options in ``without`` are none of the function ``name``, which calls the command.
    """
    _, known = parameters(*path)
    known = {option: each for option, each in known.items() if option not in without}
    result = list(path)
    positional: list[str] = []
    for option, value in options.items():
        parameter = known.get(option)
        if parameter is None:
            raise unexpected(name or path[0], option, known)
        if value is None:
            continue
        if parameter["value"] is None or (parameter["may_be_bare"] and is_flag(value)):
            if truth(option, value):
                result.append(f"--{parameter['name']}")
        elif is_flag(value):
            if not parameter["value"].startswith("SWITCH"):
                raise ValueError(f"{option} is {value}, but takes a value: {parameter['help']}")
            result.append(f"--{parameter['name']}={'on' if value else 'off'}")
        elif parameter["is_positional"]:
            positional.append(text(option, value))
        else:
            values = members(option, value) if parameter["is_list"] else [value]
            texts = [text(option, each) for each in values]
            if parameter["value"] in ("FILE", "PATH") and "-" in texts:
                raise ValueError(f'{option} is "-", standard input, which is not for a function to read: name a file')
            result += [f"--{parameter['name']}={each}" for each in texts]
    return result + positional


def unexpected(function: str, option: str, known: Iterable[str]) -> TypeError:
    """The error for an option that a function has not."""
    import difflib

    near = difflib.get_close_matches(option, known)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return TypeError(f"{function}() got an unexpected keyword argument {option!r}{hint}")


def is_flag(value: Any) -> bool:
    """True for truth values, those of numpy too."""
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")


def truth(option: str, value: Any) -> bool:
    """The value of a flag."""
    if is_flag(value) or (isinstance(value, int) and value in (0, 1)):
        return bool(value)
    raise ValueError(f"{option} is {value!r}, but must be True or False")


def is_number(value: Any) -> bool:
    """True for single numbers, those of numpy too."""
    return isinstance(value, Real) and not is_flag(value)


def members(option: str, value: Any) -> Iterable[Any]:
    """The values of an option that takes several: of places, two numbers are one position."""
    if isinstance(value, (Mapping, Set)):
        raise ValueError(f"{option} is a {type(value).__name__}: give a list")
    if isinstance(value, (str, bytes, os.PathLike)) or not isinstance(value, Iterable):
        return [value]
    # Of pyarrow's, whose members are no values of Python.
    values = value.to_pylist() if hasattr(value, "to_pylist") else list(value)
    if option in OF_PLACES and values and all(is_number(each) for each in values):
        return [values]
    return values


def position(option: str, value: Iterable[Any]) -> str:
    """Latitude and longitude as the command line has them."""
    values = list(value)
    if len(values) != 2 or not all(is_number(each) for each in values):
        raise ValueError(f"{option} is {value!r}, but a position is two numbers: latitude and longitude, in degrees")
    return ",".join(plain(each) for each in values)


def plain(value: Any) -> str:
    """A number as it is written: of numpy's, which print otherwise, the plain one."""
    return str(value.item() if hasattr(value, "item") else value)


def text(option: str, value: Any) -> str:
    """A value as it is written on the command line."""
    if isinstance(value, str):
        return value
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    if is_date(value):
        return str(value.strftime("%Y-%m-%d"))
    if isinstance(value, (bytes, Set)):
        raise ValueError(f"{option} is {value!r}: give text")
    if option in OF_PLACES:
        if isinstance(value, Mapping) or not isinstance(value, Iterable):
            raise ValueError(f'{option} is {value!r}, but must be a place: "Kyiv", or latitude and longitude as (50.45, 30.52)')
        return position(option, value)
    if isinstance(value, Mapping):
        if set(value) != {"low", "nominal", "high"}:
            raise ValueError(f"{option} has the keys {', '.join(map(str, value))}, but must have low, nominal and high")
        return ",".join(text(option, value[key]) for key in ("low", "nominal", "high"))
    if isinstance(value, Iterable) and getattr(value, "shape", None) != ():
        return ",".join(text(option, each) for each in value)
    return plain(value)


def is_date(value: Any) -> bool:
    """True for dates and times of the module datetime, which is there where one has been made."""
    datetime = sys.modules.get("datetime")
    return datetime is not None and isinstance(value, datetime.date)


def end(option: str, value: Any) -> str | tuple[str, str]:
    """An end of the pairs in a table: a column of places or a place, two columns of degrees, or two degrees."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence) and len(value) == 2 and all(isinstance(each, str) for each in value):
        return (value[0], value[1])
    if isinstance(value, Iterable) and not isinstance(value, (bytes, Mapping, Set)):
        values = list(value)
        if values and all(is_number(each) for each in values):
            return position(option, values)
    raise ValueError(
        f'{option} is {value!r}, but must be a column of places, two columns of degrees as ("lat", "lon"), or a place for all rows'
    )


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


def assessed(
    table: Any, from_: str | tuple[str, str], to: str | tuple[str, str], given: list[str], raises: bool = True, counts_rows: bool = True
) -> tuple[_native.Table, list[str]]:
    """The rows of a table with what is said of them, and a message if some have no result."""
    try:
        found, failed, reasons = _native.assess(table, from_, to, given, raises, counts_rows)
    except ValueError as error:
        raise ValueError(in_python(str(error))) from None
    if not failed:
        return found, []
    rows = "1 row has" if failed == 1 else f"{failed} rows have"
    more = [f"and {failed - len(reasons)} more"] if failed > len(reasons) else []
    return found, ["\n".join([f"{rows} no result:", *map(in_python, reasons), *more])]


def assessed_table(
    table: Any, from_: Any, to: Any, errors: str, options: dict[str, Any], counts_rows: bool = True
) -> tuple[_native.Table, list[str]]:
    """What ``assess`` does, also for engines, which have a table in pieces and do not count its rows."""
    if errors not in ("raise", "null"):
        raise ValueError(f'errors is {errors!r}, but must be "raise" or "null"')
    if not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        raise ValueError(f"table is a {type(table).__name__}, but must be a table that speaks Arrow: of pyarrow, polars, pandas or duckdb")
    given = arguments(("check",), options, NOT_OF_TABLES, "assess")[1:]
    return assessed(table, end("from_", from_), end("to", to), given, errors == "raise", counts_rows)
