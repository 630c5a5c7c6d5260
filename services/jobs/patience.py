"""How often a job is tried, and when again."""

import random
from dataclasses import dataclass
from datetime import timedelta

import asyncpg
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import EntrypointExecutor
from pgqueuer.models import Context, Job

from services.jobs.handlers import ComeAgain, GivenUp

_FIRST_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(minutes=5)
_INDULGENCE = 4
_DATABASE_AWAY = (asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError)


@dataclass
class PatientExecutor(EntrypointExecutor):
    """Tries a job again with growing pauses; after the last attempt it is held for somebody to look at.

    The pauses are spread, so that what failed together does not come back together.
    """

    most_attempts: int = 8

    async def execute(self, job: Job, context: Context) -> None:
        """Raises RetryRequested, and what the job raised where it has failed for good."""
        try:
            await super().execute(job, context)
        except ComeAgain as wish:
            raise RetryRequested(wish.after) from None
        except GivenUp:
            raise
        except Exception as error:
            if job.attempts >= self._attempts_for(error):
                raise
            pause = min(_FIRST_PAUSE * 2**job.attempts, _LONGEST_PAUSE)
            raise RetryRequested(pause * random.uniform(0.75, 1.25), type(error).__name__) from error  # noqa: S311

    def _attempts_for(self, error: Exception) -> int:
        """A database that goes away is no fault of the job's, but a job may be what brings it down."""
        return self.most_attempts * (_INDULGENCE if isinstance(error, _DATABASE_AWAY) else 1)
