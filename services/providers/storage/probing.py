"""Whether the storage that the settings name can be used."""

from uuid import uuid4

from services.platform.clock import Clock
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.storage.chosen import choose
from services.providers.storage.port import Key, StorageUnavailable


async def storage_trouble(settings: Settings, clock: Clock) -> str | None:
    """Writes a file and takes it away again; one line where it cannot."""
    storage = choose(settings, Keys.kept_in(settings.signing_keys_file, settings.data_dir, clock), clock)
    key = Key("probes", uuid4())
    try:
        await storage.write(key, b"probe", "text/plain")
        await storage.delete(key)
    except StorageUnavailable as error:
        place = f"the bucket {settings.s3_bucket}" if settings.s3_bucket else f"{settings.data_dir / 'storage'}"
        return f"Nothing can be kept in {place} ({type(error.__cause__).__name__}): correct it, or who may write there."
    return None
