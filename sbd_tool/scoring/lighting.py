"""What the light indicators share: trust in a field of light, lamps nobody drew."""

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.light_results import Light
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Text, text
from sbd_tool.scoring.observing import trust, unseen, weakest


def light_of(results: Results) -> Light | NotAssessed:
    """The light that was worked out, or why there is none: light is worked out on demand."""
    found = results.get("light")
    if isinstance(found, Light):
        return found
    return NotAssessed(reason=text("light.not_run"), hint=text("light.not_run.hint"))


def light_evidence(site: EffectiveSite, light: Light) -> Evidence:
    """Weakest evidence of the lamps: assumed as soon as something about one of them is."""
    found = trust(site, Role.LAMP)
    return weakest(found, Evidence.ASSUMED) if light.is_indicative else found


def light_note(light: Light) -> Text:
    """What was assumed."""
    return text("light.indicative") if light.is_indicative else text("light.lamps_only")


def missing_share(site: EffectiveSite) -> float:
    """Share of the drawn lamps that may be missing in this world, 0 to 1."""
    drawn = len(site.of(Role.LAMP))
    missing = max(0.0, -unseen(site, Role.LAMP))
    return min(1.0, missing / drawn) if drawn else 0.0
