"""What is kept of a file, and which are refused."""

import io

import pytest
from PIL import Image

from services.tractors.contents import Unsuitable, cleaned
from tests.tractors.files import PDF, bomb, oddly_noted, opened, picture

MOST = 1_000_000


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_image_is_encoded_anew_without_what_else_was_in_it(kind: str) -> None:
    sent = picture(kind) + b"PK\x03\x04 a second file"

    kept = cleaned(sent, f"image/{kind.lower()}", most_pixels=MOST)

    assert b"secret" in sent
    assert b"secret" not in kept
    assert b"second" not in kept
    assert opened(kept).format == kind
    assert opened(kept).size == (40, 20)
    assert dict(opened(kept).getexif()) == {}


def test_an_image_is_turned_as_its_camera_was_held() -> None:
    assert opened(cleaned(picture(orientation=6), "image/jpeg", most_pixels=MOST)).size == (20, 40)


@pytest.mark.parametrize("kind", [5, 10, 11, 12])
def test_a_note_of_the_wrong_kind_hinders_nobody(kind: int) -> None:
    """Its description is a number: it could not be written again."""
    assert opened(cleaned(oddly_noted(0x010E, kind), "image/jpeg", most_pixels=MOST)).size == (30, 40)


def test_notes_that_cannot_be_read_turn_nothing() -> None:
    sent = picture(orientation=6).replace(b"Exif\0\0MM\0*", b"Exif\0\0MM\0\0")

    assert opened(cleaned(sent, "image/jpeg", most_pixels=MOST)).size == (40, 20)


def test_each_way_of_holding_a_camera() -> None:
    turned = [opened(cleaned(picture(orientation=each), "image/jpeg", most_pixels=MOST)).size for each in range(10)]

    assert turned == [(40, 20)] * 5 + [(20, 40)] * 4 + [(40, 20)]


def test_a_large_image_is_made_smaller() -> None:
    sent = picture(size=(8192, 100))

    assert opened(cleaned(sent, "image/jpeg", most_pixels=MOST)).size == (4096, 50)


@pytest.mark.parametrize(("mode", "kept_as"), [("RGBA", "RGBA"), ("LA", "RGBA"), ("P", "RGB"), ("1", "RGB")])
def test_every_kind_of_pixel(mode: str, kept_as: str) -> None:
    made = io.BytesIO()
    Image.new(mode, (4, 4)).save(made, "PNG")

    assert opened(cleaned(made.getvalue(), "image/png", most_pixels=MOST)).mode == kept_as


def test_a_pdf_stays_as_it_is() -> None:
    assert cleaned(PDF, "application/pdf", most_pixels=MOST) == PDF


@pytest.mark.parametrize(
    ("content", "announced", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "image/png", "CONTENT_MISMATCH"),
        (b"<html><script>alert(1)</script></html>", "application/pdf", "CONTENT_MISMATCH"),
        (b"MZ\x90\x00 a program", "image/jpeg", "CONTENT_MISMATCH"),
        (b"", "image/jpeg", "CONTENT_MISMATCH"),
        (picture("PNG"), "image/jpeg", "CONTENT_MISMATCH"),
        (PDF, "image/jpeg", "CONTENT_MISMATCH"),
        (picture(), "application/pdf", "CONTENT_MISMATCH"),
        (b"%PDF-1.7\n and then nothing", "application/pdf", "UNREADABLE"),
        (picture()[:-200], "image/jpeg", "UNREADABLE"),
        (picture()[:120], "image/jpeg", "UNREADABLE"),
        (bomb(30, 30), "image/png", "UNREADABLE"),
        (bomb(1001, 1000), "image/png", "TOO_MANY_PIXELS"),
        (bomb(60_000, 60_000), "image/png", "TOO_MANY_PIXELS"),
    ],
)
def test_a_file_that_lies(content: bytes, announced: str, code: str) -> None:
    with pytest.raises(Unsuitable) as refused:
        cleaned(content, announced, most_pixels=MOST)

    assert refused.value.code == code
