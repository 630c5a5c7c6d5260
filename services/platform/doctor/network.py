"""Where a deployment is reached, and from where."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from services.platform.doctor.findings import Finding, degraded, wrong
from services.platform.settings import Settings

_BROADEST = {4: 8, 6: 16}
"The shortest prefix of a network of proxies: 10.0.0.0/8 is one, a quarter of the internet is none."


def public_url(settings: Settings) -> Iterator[Finding]:
    if settings.public_url is None:
        yield wrong("PUBLIC_URL", "Nobody outside reaches the address listened on: set https://api.example.org.")
        return
    yield from _reached("PUBLIC_URL", settings.public_url)
    if urlsplit(settings.public_url).path.strip("/"):
        yield wrong("PUBLIC_URL", "Our routes stand at the root: leave out everything after the host.")


def app_url(settings: Settings) -> Iterator[Finding]:
    if settings.app_url is None:
        text = "Links that people are sent lead to the API, which has no pages in production: set the app's address."
        yield wrong("APP_URL", text)
        return
    yield from _reached("APP_URL", settings.app_url)


def _reached(setting: str, address: str) -> Iterator[Finding]:
    parts = urlsplit(address)
    if parts.scheme != "https":
        yield wrong(setting, "Passwords and tokens would travel in the open: set an https:// address.")
    if _is_local(parts.hostname or ""):
        yield wrong(setting, "Nobody outside reaches this host: set the name that users reach.")


def origins(settings: Settings) -> Iterator[Finding]:
    for origin in settings.allowed_origins:
        parts = urlsplit(origin)
        if parts.scheme != "https" or _is_local(parts.hostname or ""):
            yield wrong("ALLOWED_ORIGINS", f"{origin} could be anybody's page: allow https:// origins only.")
    app = _origin(settings.app_address)
    if app not in {*settings.allowed_origins, _origin(settings.address)}:
        yield wrong("ALLOWED_ORIGINS", f"The pages of APP_URL may not call the API: name {app}.")
    elif not settings.allowed_origins:
        text = "Only pages of the API's own address may call it: name the origin of the web client, if there is one."
        yield degraded("ALLOWED_ORIGINS", text)


def proxies(settings: Settings) -> Iterator[Finding]:
    if settings.forwarded_allow_ips is None:
        text = "All clients seem to come from the proxy and share its rates: name the proxy's address or network."
        yield wrong("FORWARDED_ALLOW_IPS", text)
        return
    for each in settings.forwarded_allow_ips.split(","):
        try:
            network = ipaddress.ip_network(each.strip(), strict=False)
        except ValueError:
            yield wrong("FORWARDED_ALLOW_IPS", f"{each.strip()} is neither an address nor a network: correct it.")
            continue
        if network.prefixlen < _BROADEST[network.version]:
            text = f"{network} is nearly everybody, who could then claim any address: name the proxy's network."
            yield wrong("FORWARDED_ALLOW_IPS", text)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
