"""What a file really is, and the same file with nothing in it but what is seen."""

import io

import puremagic
from PIL import ExifTags, Image

from services.platform.languages import said

IMAGES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
PDF = "application/pdf"

_LONGEST_EDGE = 4096
_QUALITY = 88
_HEAD = 4096
_TAIL = 2048
# By the number that a camera notes.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Our own limit is checked before any pixel is decoded; the library's would only warn below twice its own.
Image.MAX_IMAGE_PIXELS = None


class Unsuitable(Exception):
    """Raised for a file that is not what it says, or that would cost too much to look at."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def cleaned(content: bytes, content_type: str, *, most_pixels: int) -> bytes:
    """The file to keep. Takes a while: not for the event loop. Raises Unsuitable.

    Images are decoded and encoded anew, turned as their camera was held, and 4,096 pixels long at most: what else was
    in the file, such as the place where it was taken or a second file, is gone.
    """
    if _sniffed(content) != content_type:
        raise Unsuitable("CONTENT_MISMATCH", "This file is not of the type that was announced.")
    if content_type == PDF:
        return _checked_pdf(content)
    try:
        return _encoded_anew(content, IMAGES[content_type], most_pixels)
    except (Unsuitable, MemoryError):
        raise
    except Exception as error:
        # Decoders raise whatever they stumble upon.
        raise Unsuitable("UNREADABLE", "This image is damaged.") from error


def _sniffed(content: bytes) -> str | None:
    try:
        return str(puremagic.from_string(content[:_HEAD], mime=True))
    except (puremagic.PureError, ValueError):
        return None


def _checked_pdf(content: bytes) -> bytes:
    """A PDF stays as it is; it starts where the file does and ends where the file does."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-_TAIL:]:
        raise Unsuitable("UNREADABLE", "This document is damaged.")
    return content


def _encoded_anew(content: bytes, kind: str, most_pixels: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        if opened.width * opened.height > most_pixels:
            raise Unsuitable("TOO_MANY_PIXELS", said("An image has at most {most} pixels.", most=most_pixels))
        # A camera's picture is decoded at a fraction of its size where that is all that is kept.
        opened.draft(None, (_LONGEST_EDGE, _LONGEST_EDGE))
        opened.load()
        upright = _upright(opened)
        image = upright.convert("RGBA" if kind != "JPEG" and upright.has_transparency_data else "RGB")
    image.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
    # The encoders would write profiles and comments that they find here.
    image.info.clear()
    encoded = io.BytesIO()
    image.save(encoded, kind, quality=_QUALITY)
    return encoded.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its camera was held; a note that cannot be read turns nothing.

    The library's own function writes the rest of the notes anew, and fails where one of them is odd.
    """
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:
        return image
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return image if turn is None else image.transpose(turn)
