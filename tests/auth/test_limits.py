"""How often each auth field may be tried from one address (semantics, section 6)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.auth.limits import Attempt, AuthLimits
from services.auth.origin import Origin
from services.errors import RateLimited
from services.platform.clock import utc_now
from services.platform.rate_limits import RateLimits
from services.platform.settings import Settings

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempt", "times", "window"),
    [
        (Attempt.LOG_IN, 100, 15 * MINUTE),
        (Attempt.SIGN_UP, 20, HOUR),
        (Attempt.REQUEST_RESET, 10, HOUR),
        (Attempt.RESEND_VERIFICATION, 10, HOUR),
        (Attempt.REFRESH, 120, MINUTE),
    ],
)
async def test_from_one_address(
    settings: Settings, redis_url: str, attempt: Attempt, times: int, window: timedelta
) -> None:
    counted = RateLimits(redis_url)
    limits, here, before = AuthLimits(counted, settings), Origin(str(uuid4())), utc_now()
    for number in range(times):
        await limits.spend(attempt, here, f"{number}-{uuid4()}")

    with pytest.raises(RateLimited) as refused:
        await limits.spend(attempt, here, uuid4())

    assert abs(refused.value.retry_at - before - window) < MINUTE / 2
    await limits.spend(attempt, Origin(str(uuid4())), uuid4())
    await counted.close()


async def test_one_account_logs_in_ten_times_in_a_quarter_of_an_hour(settings: Settings, redis_url: str) -> None:
    counted, account = RateLimits(redis_url), f"{uuid4()}@farm.test"
    limits, before = AuthLimits(counted, settings), utc_now()
    for _ in range(10):
        await limits.spend(Attempt.LOG_IN, Origin(str(uuid4())), account)

    with pytest.raises(RateLimited) as refused:
        await limits.spend(Attempt.LOG_IN, Origin(str(uuid4())), account)

    assert abs(refused.value.retry_at - before - 15 * MINUTE) < MINUTE / 2
    await counted.close()
