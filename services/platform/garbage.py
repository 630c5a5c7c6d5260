"""The collector of cycles, in a process that holds very much for very long."""

import gc

_NEW, _YOUNG, _OLD = 100_000, 10, 20


def settle() -> None:
    """What has been built by now stays for good, and the collector looks at the rest less often.

    Whenever some thousand new objects have lasted a while, it walks all that ten thousand open streams hold, and nearly
    nothing of what they leave behind is a cycle. A few large answers at once are tens of thousands, all of them in use.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, _YOUNG, _OLD)
