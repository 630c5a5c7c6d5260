"""Where files are kept, as the settings say."""

from services.platform.clock import Clock
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.storage.folder import Folder
from services.providers.storage.port import Storage
from services.providers.storage.s3 import S3, Bucket


def choose(settings: Settings, keys: Keys, clock: Clock) -> Storage:
    """The bucket that the settings name, else a folder."""
    if settings.s3_bucket and settings.s3_access_key_id and settings.s3_secret_access_key:
        endpoint = settings.s3_endpoint or f"https://s3.{settings.s3_region}.amazonaws.com"
        secret = settings.s3_secret_access_key.get_secret_value()
        return S3(Bucket(settings.s3_bucket, endpoint, settings.s3_region, settings.s3_access_key_id, secret), clock)
    return Folder(settings.data_dir / "storage", address=settings.address, keys=keys, clock=clock)
