"""The binary format: integers, instructions and modules as bytes (WebAssembly Core 2.0, section 5).

Instructions have the specification's names.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

F64, I64, I32 = 0x7C, 0x7E, 0x7F  # 5.3.1, number types
NOTHING = 0x40  # 5.4.1, the type of a block without a result

# 5.4.1 to 5.4.7. What follows an opcode is given to Code.add.
OPCODES: dict[str, bytes] = {
    name: bytes.fromhex(code)
    for line in (
        "unreachable:00 block:02 loop:03 if:04 else:05 end:0B br:0C br_if:0D return:0F call:10 select:1B",
        "local.get:20 local.set:21 local.tee:22 i32.load:28 f64.load:2B i32.store:36 f64.store:39",
        "i32.const:41 i64.const:42 f64.const:44 i32.eqz:45 i32.eq:46 i32.ne:47 i32.lt_u:49 i32.ge_u:4F",
        "i64.eq:51 i64.ne:52 f64.eq:61 f64.ne:62 f64.lt:63 f64.gt:64 f64.le:65 f64.ge:66",
        "i32.add:6A i32.sub:6B i32.mul:6C i32.and:71 i32.or:72",
        "i64.add:7C i64.sub:7D i64.and:83 i64.or:84 i64.shl:86 i64.shr_u:88",
        "f64.abs:99 f64.neg:9A f64.floor:9C f64.sqrt:9F f64.add:A0 f64.sub:A1 f64.mul:A2 f64.div:A3 f64.copysign:A6",
        "f64.convert_i32_u:B8 f64.convert_i64_s:B9 i64.reinterpret_f64:BD f64.reinterpret_i64:BF",
        "i64.trunc_sat_f64_s:FC06 memory.fill:FC0B",
    )
    for name, code in (pair.split(":") for pair in line.split())
}


def unsigned(number: int) -> bytes:
    """LEB128 of a whole number from 0 (5.2.2): seven bits a byte, the lowest first, and a bit for "more follow"."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed(number: int) -> bytes:
    """Signed LEB128 (5.2.2): as `unsigned`, of the two's complement, until the sign bit says the rest."""
    out = bytearray()
    while not -0x40 <= number < 0x40:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number & 0x7F)
    return bytes(out)


def vector(items: Sequence[bytes]) -> bytes:
    """5.1.3"""
    return unsigned(len(items)) + b"".join(items)


def name(text: str) -> bytes:
    """5.2.4"""
    encoded = text.encode()
    return unsigned(len(encoded)) + encoded


class Code:
    """The instructions of a function's body, one after the other."""

    def __init__(self) -> None:
        self.bytes = bytearray()

    def add(self, opcode: str, *immediates: int) -> Code:
        """An instruction whose immediates are indices, depths, or (for memory) alignment and offset: all unsigned."""
        self.bytes += OPCODES[opcode]
        for immediate in immediates:
            self.bytes += unsigned(immediate)
        return self

    def const(self, kind: int, number: float) -> Code:
        """A constant of kind F64, I64 or I32."""
        if kind == F64:
            self.bytes += OPCODES["f64.const"] + struct.pack("<d", number)
        else:
            self.bytes += OPCODES["i64.const" if kind == I64 else "i32.const"] + signed(int(number))
        return self


@dataclass
class Function:
    parameters: Sequence[int]
    results: Sequence[int]
    locals: Sequence[int]  # the kinds of those after the parameters
    code: Code
    export: str = ""
    name: str = ""  # for readers; names.py writes it down
    local_names: Sequence[str] = ()

    @property
    def type(self) -> bytes:
        """5.3.6"""
        return (
            b"\x60" + vector([bytes([kind]) for kind in self.parameters]) + vector([bytes([k]) for k in self.results])
        )

    @property
    def body(self) -> bytes:
        """5.5.13; every local is declared by itself, which costs a byte each and no thought."""
        declared = vector([unsigned(1) + bytes([kind]) for kind in self.locals])
        content = declared + bytes(self.code.bytes) + OPCODES["end"]
        return unsigned(len(content)) + content


@dataclass
class Module:
    """Functions and one memory of `pages` of 64 KiB, exported as "memory"."""

    pages: int = 1
    functions: list[Function] = field(default_factory=list)

    def add(self, function: Function) -> int:
        """Its index."""
        self.functions.append(function)
        return len(self.functions) - 1

    def encode(self) -> bytes:
        """5.5.16: the sections in their order."""
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
    """5.5.2"""
    return bytes([number]) + unsigned(len(content)) + content
