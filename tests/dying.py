"""A process that dies, without one: whatever is done about errors, and about being called off, is not done."""


class Died(BaseException):
    """Raised where it dies."""


async def die() -> None:
    raise Died
