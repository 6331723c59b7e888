"""Where a number came from: enough to compute it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Versions and digests behind an assessment; no clock in it, so equal input gives equal bytes.

    Attributes:
        software: Version of the product.
        catalogue: Catalogue edition.
        rubric: Rubric name and version.
        project_digest: Digest of the design content.
        analyses: Analysis key -> version.
        sources: Source file name -> SHA-256.
    """

    software: str
    catalogue: str
    rubric: str
    project_digest: str
    analyses: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
