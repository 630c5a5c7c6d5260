"""A text that fits into one SMS: 160 characters of the alphabet that every phone and carrier knows (GSM 03.38)."""

import unicodedata

LONGEST = 160
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
# What other letters and signs are written as where there are none of them.
_PLAIN = {
    ord(sign): written
    for signs, written in (
        *zip("ɓɗƙƴƁƊƘƳçœŒ", ("b", "d", "k", "y", "B", "D", "K", "Y", "c", "oe", "OE"), strict=True),
        ("…", "..."),
        ("’‘", "'"),
        ("“”", '"'),
        ("–—", "-"),
        ("\u00a0\u202f", " "),
        ("₦", "NGN "),
        ("€", "EUR "),
        ("₵", "S"),
    )
    for sign in signs
}


def one_segment(text: str) -> str:
    """As much of it as fits, cut between two words."""
    plain = "".join(_in_gsm(each) for each in text.translate(_PLAIN))
    if len(plain) <= LONGEST:
        return plain
    kept, space, _ = plain[: LONGEST - 2].rpartition(" ")
    return f"{(kept if space else plain[: LONGEST - 3]).rstrip(' ,.;:')}..."


def _in_gsm(character: str) -> str:
    """The character, its letter without marks, or a question mark."""
    if character in _BASIC:
        return character
    bare = "".join(each for each in unicodedata.normalize("NFKD", character) if each in _BASIC)
    return bare or "?"
