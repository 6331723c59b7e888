"""Impact ratings of vehicle barriers: what the string on a data sheet says, and nothing more.

Grammar: PAS 68, IWA 14-1 and ISO 22343-1 write
``[product] V/<mass>[<class>]/<speed>/<angle>:<penetration>[/<debris>]``; ASTM F2656 writes
``M50/P1``; SD-STD-02.01 writes ``K12``. What cannot be read is unrated, never assumed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.catalogue import Basis

MAX_LENGTH: Final = 160
_KMH_PER_MPS: Final = 3.6


class Scheme(StrEnum):
    """Test standard a rating comes from."""

    PAS = "PAS 68"
    IWA_ISO = "IWA 14 / ISO 22343"
    PAS_OR_IWA = "PAS 68 or IWA 14 / ISO 22343"
    ASTM = "ASTM F2656"
    K = "SD-STD-02.01"


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleClass:
    """A class whose string does not spell out mass or speed.

    Attributes:
        mass_kg: Test mass.
        basis, confidence: How the figure is known.
    """

    mass_kg: float
    basis: Basis
    confidence: str


# Data with their citation, kept beside the grammar they complete: the strings of these schemes
# name a class only. Source of the masses: ASTM F2656; 15,000 lb of the M class seen, rest known.
ASTM_CLASSES: Final[Mapping[str, VehicleClass]] = {
    "SC": VehicleClass(mass_kg=1_100, basis=Basis.KNOWN, confidence="medium"),
    "FS": VehicleClass(mass_kg=2_100, basis=Basis.KNOWN, confidence="medium"),
    "PU": VehicleClass(mass_kg=2_300, basis=Basis.KNOWN, confidence="medium"),
    "M": VehicleClass(mass_kg=6_800, basis=Basis.SEEN, confidence="high"),
    "C7": VehicleClass(mass_kg=7_200, basis=Basis.KNOWN, confidence="medium"),
    "C": VehicleClass(mass_kg=7_200, basis=Basis.KNOWN, confidence="medium"),
    "H": VehicleClass(mass_kg=29_500, basis=Basis.KNOWN, confidence="medium"),
}
# ASTM F2656: nominal speeds of 30, 40, 50 mph (seen); 60 mph is our conversion (basis c).
ASTM_SPEED_KMH: Final[Mapping[str, float]] = {"30": 50, "40": 65, "50": 80, "60": 97}
# ASTM F2656: most a class may penetrate; P4 (older editions) is over 30 m and so has no bound.
ASTM_PENETRATION_M: Final[Mapping[str, float | None]] = {"1": 1, "2": 7, "3": 30, "4": None}
# SD-STD-02.01 (historic): a truck of 15,000 lb at 30, 40, 50 mph.
K_CLASS: Final = VehicleClass(mass_kg=6_800, basis=Basis.KNOWN, confidence="high")
K_SPEED_KMH: Final[Mapping[str, float]] = {"4": 50, "8": 65, "12": 80}

# Every repetition is bounded and no two neighbours share a character, so time stays linear.
_IMPACT: Final = re.compile(
    r"(?:(?P<product>[^/]{1,80}?)\s{1,4})?(?P<method>[VDFP])\s?/\s?(?P<mass>\d{3,5})"
    r"\s?[\[(]\s?(?P<cls>M1G?|N1G?|N2[A-Z]?|N3[A-Z]?)\s?[\])]"
    r"\s?/\s?(?P<speed>\d{1,3})\s?/\s?(?P<angle>\d{1,3})"
    r"(?:\s?:\s?(?P<pen>\d{1,3}(?:[.,]\d{1,3})?)(?:\s?/\s?(?P<debris>\d{1,3}(?:[.,]\d{1,3})?))?)?",
    re.ASCII,
)
_ASTM: Final = re.compile(
    r"(?P<cls>SC|FS|PU|M|C7|C|H)\s?(?P<speed>30|40|50|60)\s?[-/ ]?\s?(?:P?(?P<p>[1-4]))?", re.ASCII
)
_K: Final = re.compile(r"K(?P<class>4|8|12)(?:\s?/?\s?L(?P<l>[123]))?", re.ASCII)
_GREATEST_SPEED_KMH: Final = 160
_GREATEST_ANGLE_DEG: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One test result as its string states it.

    Attributes:
        scheme: Test standard.
        vehicle_class: Class of the test vehicle ("N2A", "M").
        mass_kg: Test mass.
        speed_kmh: Test speed.
        angle_deg: Angle of impact; 90 is square to the barrier.
        penetration_m: How far the vehicle's reference point went past the original rear face; an
            upper bound for ASTM classes; None when the string does not say.
        debris_m: Distance of major debris (25 kg and more); PAS 68 only.
        method: V real vehicle, F or D calculated, P pendulum; "" where the scheme has none.
        product: Words before the rating, or "".
        penetration_class: "P1" to "P4", "L1" to "L3", or "".
    """

    scheme: Scheme
    vehicle_class: str
    mass_kg: float
    speed_kmh: float
    angle_deg: float = 90.0
    penetration_m: float | None = None
    debris_m: float | None = None
    method: str = ""
    product: str = ""
    penetration_class: str = ""

    @property
    def energy_kj(self) -> float:
        """Kinetic energy of the test vehicle in kJ.

        Equal energy is not equal performance: compare class and speed first, energy second.
        """
        return 0.5 * self.mass_kg * (self.speed_kmh / _KMH_PER_MPS) ** 2 / 1000

    def written(self) -> str:
        """The rating in the notation of its scheme; ``parse_rating`` reads it back."""
        if self.scheme is Scheme.K:
            level = f"/{self.penetration_class}" if self.penetration_class else ""
            return self.vehicle_class + level
        if self.scheme is Scheme.ASTM:
            speed = next(k for k, v in ASTM_SPEED_KMH.items() if v == self.speed_kmh)
            level = f"/{self.penetration_class}" if self.penetration_class else ""
            return f"{self.vehicle_class}{speed}{level}"
        words = f"{self.product} " if self.product else ""
        words += f"{self.method}/{self.mass_kg:.0f}[{self.vehicle_class}]"
        words += f"/{self.speed_kmh:.0f}/{self.angle_deg:.0f}"
        if self.penetration_m is not None:
            words += f":{self.penetration_m:.3f}"
        if self.debris_m is not None:
            words += f"/{self.debris_m:.3f}"
        return words


def parse_rating(words: object) -> Rating | None:
    """Read a rating string; None means unrated.

    Args:
        words: The string as a plan, a data sheet or a person gave it; anything else is unrated.

    Examples:
        >>> rating = parse_rating("V/7200[N2B]/80/90:0.7")
        >>> rating.vehicle_class, rating.mass_kg, rating.penetration_m
        ('N2B', 7200.0, 0.7)
        >>> parse_rating("very strong") is None
        True
    """
    if not isinstance(words, str) or len(words) > MAX_LENGTH:
        return None
    tidy = " ".join(words.split())
    return _impact(tidy) or _astm(tidy) or _k(tidy)


def _impact(words: str) -> Rating | None:
    found = _IMPACT.fullmatch(words)
    if found is None:
        return None
    mass, speed, angle = (float(found[name]) for name in ("mass", "speed", "angle"))
    if not (mass > 0 and 0 < speed <= _GREATEST_SPEED_KMH and 0 < angle <= _GREATEST_ANGLE_DEG):
        return None
    product, debris = (found["product"] or "").strip(), _metres(found["debris"])
    return Rating(
        scheme=_scheme(product, found["cls"], debris),
        vehicle_class=found["cls"],
        mass_kg=mass,
        speed_kmh=speed,
        angle_deg=angle,
        penetration_m=_metres(found["pen"]),
        debris_m=debris,
        method=found["method"],
        product=product,
    )


def _scheme(product: str, vehicle_class: str, debris_m: float | None) -> Scheme:
    named = product.upper()
    if "IWA" in named or "ISO" in named:
        return Scheme.IWA_ISO
    if "PAS" in named or debris_m is not None:
        return Scheme.PAS
    # N2 and N3 with a further letter exist in IWA 14 and ISO only, without one in PAS 68 only.
    if vehicle_class.startswith(("N2", "N3")):
        return Scheme.IWA_ISO if vehicle_class not in ("N2", "N3") else Scheme.PAS
    return Scheme.PAS_OR_IWA


def _astm(words: str) -> Rating | None:
    found = _ASTM.fullmatch(words)
    if found is None:
        return None
    level = found["p"]
    return Rating(
        scheme=Scheme.ASTM,
        vehicle_class=found["cls"],
        mass_kg=ASTM_CLASSES[found["cls"]].mass_kg,
        speed_kmh=ASTM_SPEED_KMH[found["speed"]],
        penetration_m=ASTM_PENETRATION_M[level] if level else None,
        penetration_class=f"P{level}" if level else "",
    )


def _k(words: str) -> Rating | None:
    found = _K.fullmatch(words)
    if found is None:
        return None
    return Rating(
        scheme=Scheme.K,
        vehicle_class=f"K{found['class']}",
        mass_kg=K_CLASS.mass_kg,
        speed_kmh=K_SPEED_KMH[found["class"]],
        penetration_class=f"L{found['l']}" if found["l"] else "",
    )


def _metres(words: str | None) -> float | None:
    return None if words is None else float(words.replace(",", "."))
