from tests.schema.conftest import app, clean_redis, http

__all__ = ["app", "clean_redis", "http"]
