"""Several carriers as one: where the first surely has not taken a message, the next one is tried."""

from collections.abc import Sequence

from services.providers.messaging.port import NotSent, Sms, Taken, Texter


class Failover:
    """Implements Texter. A carrier that may have taken it is asked again before another one gets it, too."""

    def __init__(self, texters: Sequence[Texter]) -> None:
        self._texters = texters

    async def send(self, sms: Sms) -> Taken:
        failures: list[NotSent] = []
        for texter in self._texters:
            try:
                return await texter.send(sms)
            except NotSent as failure:
                failures.append(failure)
                # Once too often is better than never: who has been silent twice is passed over.
                if not failure.is_known and not sms.is_repeat:
                    break
        raise failures[0]
