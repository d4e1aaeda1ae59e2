"""Disassembler: the text of a module (WebAssembly Core 2.0, section 6), decoded from its bytes.

The text is flat: an instruction per line, in the order of the bytes. Functions and locals have the names of the
module's name section. Only the sections and instructions that `encode` writes are supported.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..wasm.encode import F64, I32, I64, NO_RESULT, OPCODES, V128

CUSTOM, TYPES, FUNCTIONS, MEMORIES, EXPORTS, CODE = 0, 1, 3, 5, 7, 10
_KINDS = {F64: "f64", I64: "i64", I32: "i32", V128: "v128"}
_NAMES = {code: name for name, code in OPCODES.items()}
# Natural alignments, as exponents of powers of two, which the text omits (6.5.6).
_NATURAL = {"i32.load": 2, "i32.store": 2, "f64.load": 3, "f64.store": 3, "v128.load": 4, "v128.store": 4}
_NATURAL |= {name: 3 for name in OPCODES if name.startswith(("v128.load64", "v128.store64"))}
_BLOCK_START, _BLOCK_END, _ELSE = {"block", "loop", "if"}, "end", "else"


class Line(NamedTuple):
    """A line of the text; for an instruction, also its function and its offset in the function's code."""

    text: str
    function: int = -1
    offset: int = -1


def lines(module: bytes) -> list[Line]:
    """The text of the module."""
    return list(_Disassembler(module).lines())


class _Reader:
    """A cursor over bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    @property
    def more(self) -> bool:
        return self.at < len(self.content)

    def take(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def unsigned(self) -> int:
        """Unsigned LEB128 (5.2.2)."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    def signed(self) -> int:
        """Signed LEB128 (5.2.2): two's complement, whose sign bit is the highest bit read."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number - (1 << shift) if byte & 0x40 else number

    def name(self) -> str:
        return self.take(self.unsigned()).decode()

    def sized(self) -> _Reader:
        """A reader of the next bytes, whose size is read first."""
        return _Reader(self.take(self.unsigned()))

    def items(self) -> Iterator[int]:
        """The indices of a vector's items; the caller reads one item at each."""
        return iter(range(self.unsigned()))


class _Disassembler:
    def __init__(self, module: bytes) -> None:
        reader = _Reader(module)
        reader.take(8)  # the magic number and the version
        self._types: list[tuple[list[str], list[str]]] = []
        self._functions: list[int] = []
        self._pages: list[int] = []
        self._exports: list[tuple[str, int, int]] = []
        self._bodies: list[_Reader] = []
        self._names: dict[int, str] = {}
        self._local_names: dict[int, dict[int, str]] = {}
        read: dict[int, Callable[[_Reader], None]] = {
            CUSTOM: self._read_custom, TYPES: self._read_types, FUNCTIONS: self._read_functions,
            MEMORIES: self._read_memories, EXPORTS: self._read_exports, CODE: self._read_code,
        }  # fmt: skip
        while reader.more:
            section = reader.byte()
            read[section](reader.sized())

    def _read_types(self, reader: _Reader) -> None:
        for _ in reader.items():
            reader.byte()  # a function's type
            parameters = [_KINDS[reader.byte()] for _ in reader.items()]
            self._types.append((parameters, [_KINDS[reader.byte()] for _ in reader.items()]))

    def _read_functions(self, reader: _Reader) -> None:
        self._functions = [reader.unsigned() for _ in reader.items()]

    def _read_memories(self, reader: _Reader) -> None:
        for _ in reader.items():
            reader.byte()  # without a maximum
            self._pages.append(reader.unsigned())

    def _read_exports(self, reader: _Reader) -> None:
        self._exports = [(reader.name(), reader.byte(), reader.unsigned()) for _ in reader.items()]

    def _read_code(self, reader: _Reader) -> None:
        self._bodies = [reader.sized() for _ in reader.items()]

    def _read_custom(self, reader: _Reader) -> None:
        if reader.name() != "name":
            return
        while reader.more:
            kind, content = reader.byte(), reader.sized()
            if kind == 1:
                self._names = _name_map(content)
            elif kind == 2:
                self._local_names = {content.unsigned(): _name_map(content) for _ in content.items()}

    def lines(self) -> Iterator[Line]:
        yield Line("(module")
        for i, (parameters, results) in enumerate(self._types):
            yield Line(f"  (type (;{i};) (func{_list('param', parameters)}{_list('result', results)}))")
        for function in range(len(self._functions)):
            yield from self._function(function)
        for pages in self._pages:
            yield Line(f"  (memory {pages})")
        for name, kind, index in self._exports:
            target = f"func {self._function_name(index)}" if kind == 0 else f"memory {index}"
            yield Line(f'  (export "{name}" ({target}))')
        yield Line(")")

    def _function(self, function: int) -> Iterator[Line]:
        type_ = self._functions[function]
        parameters, results = self._types[type_]
        body = self._bodies[function]
        locals_ = [
            _KINDS[kind] for _ in body.items() for count, kind in [(body.unsigned(), body.byte())] for _ in range(count)
        ]
        kinds = [*parameters, *locals_]
        names = self._local_names.get(function, {})
        declared = [f"(param {_dollar(names, i)}{kind})" for i, kind in enumerate(parameters)]
        declared += [f"(result {kind})" for kind in results]
        name = self._function_name(function) if function in self._names else f"(;{function};)"
        yield Line(" ".join([f"  (func {name} (type {type_})", *declared]))
        for i in range(len(parameters), len(kinds)):
            yield Line(f"    (local {_dollar(names, i)}{kinds[i]})")
        start = body.at
        depth = 2
        while body.at < len(body.content) - 1:  # without the final `end`, which the closing bracket replaces
            offset = body.at - start
            opcode, immediates = self._instruction(body, names)
            if opcode in (_BLOCK_END, _ELSE):
                depth -= 1
            yield Line("  " * depth + " ".join([opcode, *immediates]), function, offset)
            if opcode in _BLOCK_START or opcode == _ELSE:
                depth += 1
        yield Line("  )")

    def _function_name(self, function: int) -> str:
        return f"${self._names[function]}" if function in self._names else str(function)

    def _instruction(self, body: _Reader, names: dict[int, str]) -> tuple[str, list[str]]:
        code = body.take(1)
        while code not in _NAMES:
            code += body.take(1)
        name = _NAMES[code]
        group, _, rest = name.partition(".")
        if group == "local":
            index = body.unsigned()
            return name, [f"${names[index]}" if index in names else str(index)]
        if name == "call":
            return name, [self._function_name(body.unsigned())]
        if name in ("br", "br_if"):
            return name, [str(body.unsigned())]
        if name in _BLOCK_START:
            kind = body.byte()
            return name, [] if kind == NO_RESULT else [f"(result {_KINDS[kind]})"]
        if name in _NATURAL:
            align, offset = body.unsigned(), body.unsigned()
            immediates = [f"offset={offset}"] if offset else []
            immediates += [f"align={1 << align}"] if align != _NATURAL[name] else []
            return name, [*immediates, *([str(body.byte())] if name.endswith("_lane") else [])]
        if rest == "const":
            return name, [_float(body.take(8)) if group == "f64" else str(body.signed())]
        if name.endswith("_lane"):
            return name, [str(body.byte())]
        if name == "i8x16.shuffle":
            return name, [str(lane) for lane in body.take(16)]
        if name == "memory.fill":
            body.byte()  # the index of the only memory
        return name, []


def _name_map(reader: _Reader) -> dict[int, str]:
    return {reader.unsigned(): reader.name() for _ in reader.items()}


def _dollar(names: dict[int, str], index: int) -> str:
    return f"${names[index]} " if index in names else ""


def _list(keyword: str, kinds: list[str]) -> str:
    return f" ({keyword} {' '.join(kinds)})" if kinds else ""


def _float(content: bytes) -> str:
    """The shortest decimal that reads as this number; a nan with its payload."""
    (number,) = struct.unpack("<d", content)
    if number == number:
        return repr(number)
    bits = int.from_bytes(content, "little")
    return f"{'-' if bits >> 63 else ''}nan:{bits & ((1 << 52) - 1):#x}"
