"""Files as people send them, honest ones and others."""

import io
import struct
import zlib

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, orientation: int = 1) -> bytes:
    """With a secret in its EXIF data."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "secret place"
    made = io.BytesIO()
    Image.new("RGB", size, "green").save(made, kind, exif=exif)
    return made.getvalue()


def oddly_noted(tag: int, kind: int, value: bytes = b"\0\0\0\1") -> bytes:
    """A sound JPEG, held upright, whose camera wrote a value of another kind where one of its notes belongs."""
    raw = bytearray(picture(size=(40, 30), orientation=6))
    at = raw.index(struct.pack(">H", tag), raw.index(b"Exif"))
    raw[at + 2 : at + 8] = struct.pack(">H", kind) + value
    return bytes(raw)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a kilobyte that claims to be so large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
