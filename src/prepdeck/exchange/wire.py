"""Just enough of protobuf to read the few fields that newer Anki keeps its settings in."""

import struct

_MAX_FIELDS = 100_000

Fields = dict[int, list[int | bytes]]
"""The fields of a message by number, each value as it came: a number, or bytes."""


class WireError(ValueError):
    """Bytes that are no protobuf message."""


def fields_of(message: bytes) -> Fields:
    """The fields of a message; raises WireError."""
    fields: Fields = {}
    at = 0
    for _ in range(_MAX_FIELDS):
        if at >= len(message):
            return fields
        tag, at = _varint(message, at)
        value: int | bytes
        match tag & 7:
            case 0:
                value, at = _varint(message, at)
            case 1:
                value, at = _taken(message, at, 8)
            case 2:
                length, at = _varint(message, at)
                value, at = _taken(message, at, length)
            case 5:
                value, at = _taken(message, at, 4)
            case _:
                raise WireError("a field of unknown type")
        fields.setdefault(tag >> 3, []).append(value)
    raise WireError("too many fields")


def text_of(fields: Fields, number: int) -> str:
    """A text field, empty where it is not there."""
    value = fields.get(number, [b""])[-1]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def number_of(fields: Fields, number: int) -> int:
    """A whole number, 0 where it is not there."""
    value = fields.get(number, [0])[-1]
    return value if isinstance(value, int) else 0


def holds(fields: Fields, number: int) -> bool:
    """Whether a field is there, be it 0."""
    return number in fields


def float_of(fields: Fields, number: int) -> float | None:
    """A float, None where it is not there."""
    value = fields.get(number, [0])[-1]
    return float(struct.unpack("<f", value)[0]) if isinstance(value, bytes) and len(value) == 4 else None


def floats_of(fields: Fields, number: int) -> tuple[float, ...]:
    """A packed (or repeated) list of floats."""
    packed = b"".join(value for value in fields.get(number, []) if isinstance(value, bytes))
    return struct.unpack(f"<{len(packed) // 4}f", packed[: len(packed) // 4 * 4])


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            raise WireError("it ends in the middle")
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise WireError("a number is too long")


def _taken(message: bytes, at: int, length: int) -> tuple[bytes, int]:
    if at + length > len(message):
        raise WireError("it ends in the middle")
    return message[at : at + length], at + length
