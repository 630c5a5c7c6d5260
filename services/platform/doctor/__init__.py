"""What is wrong with a deployment: facts in, findings out. Nothing here changes anything."""

from services.platform.doctor.findings import Finding, Seen, Weight
from services.platform.doctor.rules import examine

__all__ = ["Finding", "Seen", "Weight", "examine"]
