"""Decoder of GIF animations, written from the GIF89a specification, to check the files that the page writes."""

from __future__ import annotations

import io
import struct
from typing import NamedTuple


class Frame(NamedTuple):
    width: int
    height: int
    delay: int  # hundredths of a second
    pixels: int  # number of pixels in the compressed data


def frames(content: bytes) -> list[Frame]:
    stream = io.BytesIO(content)
    assert stream.read(6) == b"GIF89a"
    _, _, flags, _, _ = struct.unpack("<HHBBB", stream.read(7))
    assert flags & 0x80, "no palette"
    stream.read(3 << ((flags & 7) + 1))
    found: list[Frame] = []
    delay = 0
    while True:
        match stream.read(1):
            case b"\x21":
                if stream.read(1) == b"\xf9":
                    _, _, delay, _, end = struct.unpack("<BBHBB", stream.read(6))
                    assert end == 0
                else:
                    blocks(stream)
            case b"\x2c":
                _, _, width, height, local = struct.unpack("<HHHHB", stream.read(9))
                assert local == 0
                code_size = stream.read(1)[0]
                found.append(Frame(width, height, delay, pixel_count(blocks(stream), code_size)))
            case b"\x3b":
                assert stream.read() == b""
                return found
            case other:
                raise AssertionError(f"no GIF has a block {other!r}")


def blocks(stream: io.BytesIO) -> bytes:
    """The joined data of a series of sub-blocks."""
    data = b""
    while size := stream.read(1)[0]:
        data += stream.read(size)
    return data


def pixel_count(data: bytes, code_size: int) -> int:
    """The number of pixels in LZW data with this minimum code size."""
    clear, end = 1 << code_size, (1 << code_size) + 1
    lengths: list[int] = []
    width, before, count, offset = code_size + 1, 0, 0, 0
    bits = int.from_bytes(data, "little")
    while True:
        code = bits >> offset & (1 << width) - 1
        offset += width
        if code == clear:
            lengths, width, before = [1] * (end + 1), code_size + 1, 0
            continue
        if code == end:
            return count
        assert code <= len(lengths), "a code that is not in the table yet"
        if before and len(lengths) < 1 << 12:
            lengths.append(before + 1)
            if len(lengths) == 1 << width and width < 12:
                width += 1
        before = lengths[code]
        count += before
