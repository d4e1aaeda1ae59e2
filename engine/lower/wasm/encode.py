"""Encoder of the binary format: integers, instructions and modules as bytes (WebAssembly Core 2.0, section 5).

Instructions have the specification's names; "kind" stands for its value type.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

F64, I64, I32 = 0x7C, 0x7E, 0x7F  # 5.3.1, number types
V128 = 0x7B  # 5.3.2, the vector type: here two F64, one per lane
NO_RESULT = 0x40  # 5.4.1, the type of a block without a result

# 5.4.1 to 5.4.8. The immediates that follow an opcode are arguments of `instruction`.
OPCODES: dict[str, bytes] = {
    name: bytes.fromhex(code)
    for line in (
        "unreachable:00 block:02 loop:03 if:04 else:05 end:0B br:0C br_if:0D return:0F call:10 select:1B",
        "local.get:20 local.set:21 local.tee:22 i32.load:28 f64.load:2B i32.store:36 f64.store:39",
        "i32.const:41 i64.const:42 f64.const:44 i32.eqz:45 i32.eq:46 i32.ne:47 i32.lt_s:48 i32.lt_u:49 i32.ge_u:4F",
        "i64.eq:51 i64.ne:52 f64.eq:61 f64.ne:62 f64.lt:63 f64.gt:64 f64.le:65 f64.ge:66",
        "i32.gt_s:4A i32.add:6A i32.sub:6B i32.mul:6C i32.and:71 i32.or:72 i32.shl:74",
        "i64.add:7C i64.sub:7D i64.and:83 i64.or:84 i64.shl:86 i64.shr_u:88",
        "f64.abs:99 f64.neg:9A f64.floor:9C f64.sqrt:9F f64.add:A0 f64.sub:A1 f64.mul:A2 f64.div:A3 f64.copysign:A6",
        "f64.convert_i32_u:B8 f64.convert_i64_s:B9 i64.reinterpret_f64:BD f64.reinterpret_i64:BF",
        "i64.trunc_sat_f64_s:FC06 memory.fill:FC0B",
        "v128.load:FD00 v128.load64_splat:FD0A v128.store:FD0B i8x16.shuffle:FD0D i32x4.splat:FD11 f64x2.splat:FD14",
        "f64x2.extract_lane:FD21 f64x2.replace_lane:FD22 f64x2.eq:FD47 f64x2.ne:FD48 f64x2.lt:FD49 f64x2.gt:FD4A",
        "f64x2.le:FD4B f64x2.ge:FD4C v128.and:FD4E v128.andnot:FD4F v128.or:FD50 v128.bitselect:FD52",
        "v128.load64_lane:FD57 v128.store64_lane:FD5B v128.load64_zero:FD5D f64x2.abs:FDEC01",
        "f64x2.neg:FDED01 f64x2.sqrt:FDEF01 f64x2.add:FDF001 f64x2.sub:FDF101 f64x2.mul:FDF201 f64x2.div:FDF301",
    )
    for name, code in (pair.split(":") for pair in line.split())
}


def unsigned(number: int) -> bytes:
    """Unsigned LEB128 (5.2.2): seven bits per byte, the lowest first, and a continuation bit."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed(number: int) -> bytes:
    """Signed LEB128 (5.2.2): like `unsigned`, of the two's complement, until the rest equals the sign bit."""
    out = bytearray()
    while not -0x40 <= number < 0x40:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number & 0x7F)
    return bytes(out)


def vector(items: Sequence[bytes]) -> bytes:
    """5.1.3: a vector, its length first."""
    return unsigned(len(items)) + b"".join(items)


def name(text: str) -> bytes:
    """5.2.4: a name in UTF-8, its length in bytes first."""
    encoded = text.encode()
    return unsigned(len(encoded)) + encoded


@lru_cache(maxsize=1 << 12)
def instruction(opcode: str, *immediates: int) -> bytes:
    """An instruction with unsigned immediates: indices, depths, lanes, or (for memory) alignment and offset."""
    return OPCODES[opcode] + b"".join(map(unsigned, immediates))


def const(kind: int, number: float) -> bytes:
    """A constant of kind F64, I64 or I32."""
    if kind == F64:
        return OPCODES["f64.const"] + struct.pack("<d", number)
    return OPCODES["i64.const" if kind == I64 else "i32.const"] + signed(int(number))


class Code:
    """The instructions of a function's body, appended one after the other."""

    def __init__(self, content: bytes | bytearray = b"") -> None:
        self.bytes = bytearray(content)

    def add(self, opcode: str, *immediates: int) -> Code:
        self.bytes += instruction(opcode, *immediates)
        return self

    def const(self, kind: int, number: float) -> Code:
        self.bytes += const(kind, number)
        return self


@dataclass
class Function:
    parameters: Sequence[int]
    results: Sequence[int]
    locals: Sequence[int]  # kinds of the locals after the parameters
    code: Code
    export: str = ""
    name: str = ""  # for readers; names.py encodes it
    local_names: Sequence[str] = ()

    @property
    def type(self) -> bytes:
        """5.3.6: a function type."""
        return (
            b"\x60" + vector([bytes([kind]) for kind in self.parameters]) + vector([bytes([k]) for k in self.results])
        )

    @property
    def body(self) -> bytes:
        """5.5.13: the entry of the code section."""
        declared = vector([unsigned(len([*run])) + bytes([kind]) for kind, run in groupby(self.locals)])
        content = declared + bytes(self.code.bytes) + OPCODES["end"]
        return unsigned(len(content)) + content


@dataclass
class Module:
    """Functions and one memory of `pages` of 64 KiB, exported as "memory"."""

    pages: int = 1
    functions: list[Function] = field(default_factory=list)

    def add(self, function: Function) -> int:
        """Appends the function; returns its index."""
        self.functions.append(function)
        return len(self.functions) - 1

    def encode(self) -> bytes:
        """5.5.16: the sections in the prescribed order."""
        types = sorted({function.type for function in self.functions})
        kinds = [unsigned(types.index(function.type)) for function in self.functions]
        exports = [name("memory") + b"\x02" + unsigned(0)]
        exports += [
            name(function.export) + b"\x00" + unsigned(index)
            for index, function in enumerate(self.functions)
            if function.export
        ]
        return b"\0asm\x01\0\0\0" + b"".join(
            _section(number, content)
            for number, content in (
                (1, vector(types)),
                (3, vector(kinds)),
                (5, vector([b"\x00" + unsigned(self.pages)])),
                (7, vector(exports)),
                (10, vector([function.body for function in self.functions])),
            )
        )


def _section(number: int, content: bytes) -> bytes:
    """5.5.2: a section's id, size and content."""
    return bytes([number]) + unsigned(len(content)) + content
