"""The access token in what a client shows as its authorization, over HTTP and in a socket's first message."""


def bearer_token(shown: str) -> str | None:
    """That of `Bearer …`, the scheme in any case; None for everything else, which is as good as showing nothing."""
    scheme, _, token = shown.strip().partition(" ")
    return (token.strip() or None) if scheme.lower() == "bearer" else None
