"""The settings of this process, with what an operator has to be told where they are none."""

from pydantic import ValidationError
from pydantic_settings import SettingsError

from services.platform.processes import StartupError
from services.platform.running import Addresses
from services.platform.settings import Settings

_ADVICE = "Correct it, or unset it for the default."


def read_settings() -> Settings:
    """Raises StartupError with the name of the setting that is wrong, never with its value: it may hold a password."""
    try:
        return Settings()
    except ValidationError as error:
        raise StartupError(f"{_complaint(error)}. {_ADVICE}") from error
    except SettingsError as error:
        _, name, *_ = str(error).split('"')
        raise StartupError(f"{name.upper()}: not JSON. {_ADVICE}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StartupError("The file .env cannot be read as UTF-8: correct it, or take it away.") from error


def _complaint(error: ValidationError) -> str:
    """What concerns several settings names them itself."""
    first = error.errors()[0]
    said = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
    return f"{str(first['loc'][0]).upper()}: {said}" if first["loc"] else said


def configured(*names: str) -> Settings:
    """The servers that no setting names are those of the run that uses the same data folder, where there is one.

    Raises StartupError.
    """
    settings = read_settings()
    missing = {name for name in names if getattr(settings, name) is None}
    if missing:
        told = Addresses.kept(settings.data_dir)
        known = told.model_dump(include=missing, exclude_none=True) if told else {}
        settings = Settings.model_validate(
            settings.model_dump() | known | {"embedded": settings.embedded or "database_url" in known}
        )
    for name in names:
        if getattr(settings, name) is None:
            raise StartupError(
                f"{name.upper()} is not set, and no `make run` uses the data folder {settings.data_dir}: "
                "name the server, start the run, or set DATA_DIR to the run's."
            )
    return settings
