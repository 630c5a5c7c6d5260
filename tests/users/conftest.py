"""The API, as the tests of signing in have it."""

from tests.auth.conftest import api, clean_redis

__all__ = ["api", "clean_redis"]
