"""The worker goes over the books: what does not hold is an alert (decision 47)."""

from services.jobs.queue import Job, JobQueue
from services.payments.books import Books, TrialBalance
from services.platform.alerts import Alerts
from services.platform.database import Database

CHECK_BOOKS = Job("check_books")


class Auditor:
    """Every night, and after each trial balance."""

    def __init__(self, database: Database, books: Books, jobs: JobQueue, alerts: Alerts) -> None:
        self._database = database
        self._books = books
        self._jobs = jobs
        self._alerts = alerts

    async def trial_balance(self) -> TrialBalance:
        """Debits and credits now; whatever else must hold the worker looks at, since that reads every row."""
        async with self._database.transaction():
            await self._jobs.enqueue(CHECK_BOOKS, once=CHECK_BOOKS.name)
        return await self._books.trial_balance()

    async def check(self) -> None:
        """Alert for each invariant that does not hold, with the first row that breaks it and how many there are."""
        for invariant, rows in (await self._books.broken()).items():
            first = {name: str(value) for name, value in rows[0].items()}
            self._alerts.send("books_broken", invariant=invariant, count=len(rows), first=first)
