"""A reader of GIF animations, written from the format's description: what the page writes must be what others read."""

from __future__ import annotations

import io
import struct
from typing import NamedTuple


class Frame(NamedTuple):
    width: int
    height: int
    delay: int  # hundredths of a second
    pixels: int  # how many the compressed data holds


def frames(content: bytes) -> list[Frame]:
    stream = io.BytesIO(content)
    assert stream.read(6) == b"GIF89a"
    _, _, packed, _, _ = struct.unpack("<HHBBB", stream.read(7))
    assert packed & 0x80, "no palette"
    stream.read(3 << ((packed & 7) + 1))
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
                least = stream.read(1)[0]
                found.append(Frame(width, height, delay, unpacked(blocks(stream), least)))
            case b"\x3b":
                assert stream.read() == b""
                return found
            case other:
                raise AssertionError(f"no GIF has a block {other!r}")


def blocks(stream: io.BytesIO) -> bytes:
    data = b""
    while size := stream.read(1)[0]:
        data += stream.read(size)
    return data


def unpacked(data: bytes, least: int) -> int:
    """The number of pixels in LZW data."""
    clear, end = 1 << least, (1 << least) + 1
    lengths: list[int] = []
    width, before, count, place = least + 1, 0, 0, 0
    bits = int.from_bytes(data, "little")
    while True:
        code = bits >> place & (1 << width) - 1
        place += width
        if code == clear:
            lengths, width, before = [1] * (end + 1), least + 1, 0
            continue
        if code == end:
            return count
        assert code <= len(lengths), "a code before its meaning"
        if before and len(lengths) < 1 << 12:
            lengths.append(before + 1)
            if len(lengths) == 1 << width and width < 12:
                width += 1
        before = lengths[code]
        count += before
