"""All that is wrong with a body, field by field: msgspec stops at the first.

Asked only where it has refused, so that a body that is right costs nothing more.
"""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from nova.errors.validation import Complaint, explain

LONGEST_LIST = 1000  # items looked at one by one


def complaints(value: object, kind: Any, path: str = "") -> Iterator[Complaint]:
    """What is wrong with a decoded value of this type; nothing where the fault is of the whole."""
    members = list(_members(kind))
    struct = next((each for each in members if isinstance(each, msgspec.StructMeta)), None)
    items = next((each for each in members if get_origin(each) is list), None)
    if struct is not None and isinstance(value, dict):
        yield from _of_fields(value, struct, path)
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        within = "`$[" in str(error) and items is not None
        if within and isinstance(value, list) and len(value) <= LONGEST_LIST:
            for place, item in enumerate(value):
                yield from complaints(item, get_args(items)[0], f"{path}[{place}]")
        else:
            yield explain(str(error), path, words_of(kind), example_of(kind))


def _of_fields(value: dict[str, object], struct: Any, path: str) -> Iterator[Complaint]:
    """The fields of an object, those that are missing, and those that it does not have."""
    fields = {each.encode_name: each for each in msgspec.structs.fields(struct)}
    for name in value:
        if name not in fields and struct.__struct_config__.forbid_unknown_fields:
            yield explain(f"Object contains unknown field `{name}`", path, [*fields])
    for name, field in fields.items():
        if name in value:
            inside = f"{path}.{name}" if path else name
            yield from complaints(value[name], field.type, inside)
        elif field.required:
            yield explain(f"Object missing required field `{name}`", path)


def words_of(kind: Any) -> list[str]:
    """The words that a value, or what it holds, may be one of; none where it may be anything."""
    words: list[str] = []
    for each in _members(kind):
        if get_origin(each) is Literal:
            words += map(str, get_args(each))
        elif get_origin(each) in {list, dict}:
            words += words_of(get_args(each)[-1])
    return words


def example_of(kind: Any) -> str | None:
    """A right value, as the documents show it; None where they show none."""
    if get_origin(kind) is Annotated:
        metas = (each for each in get_args(kind)[1:] if isinstance(each, msgspec.Meta))
        shown = [str(each.examples[0]) for each in metas if each.examples]
        return shown[0] if shown else example_of(get_args(kind)[0])
    if get_origin(kind) in {Union, UnionType}:
        return next(filter(None, map(example_of, get_args(kind))), None)
    return None


def _members(kind: Any) -> Iterator[Any]:
    """The types that a value may be of, without their bounds."""
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) in {Union, UnionType}:
        for each in get_args(kind):
            yield from _members(each)
    else:
        yield kind
