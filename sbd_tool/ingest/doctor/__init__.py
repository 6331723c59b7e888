"""The input doctor: what is drawn wrongly, what a repair would change, and the repair itself."""

from sbd_tool.ingest.doctor.editing import edited
from sbd_tool.ingest.doctor.examination import diagnose
from sbd_tool.ingest.doctor.repairing import Repaired, StaleDiagnosisError, repaired

__all__ = ["Repaired", "StaleDiagnosisError", "diagnose", "edited", "repaired"]
