"""What a fit is worth, in words: RMS, accuracy, scale and turn, doubts."""

from sbd_tool.domain.georeference import Fit, Model
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.georeferencing.session import Session
from sbd_tool.gui.look import Look


def fit_words(look: Look, session: Session, times: int) -> str:
    """Figures of the fit, or what is missing for one."""
    say, fit = look.words_of, session.fit
    if fit is None:
        missing = "desk.geo_distance_missing"
        is_distance = session.model is Model.KNOWN_DISTANCE
        return look.word(session.refusal) if session.refusal or not is_distance else say(missing)
    lines = [_quality(look, fit), _shape(look, fit, is_picture=session.subject.is_picture)]
    if times > 1:
        lines.append(say("desk.geo_arrows", count=times))
    return "\n".join(lines)


def doubts(look: Look, fit: Fit | None) -> str:
    """Warnings about a fit with what to do, or ""."""
    if fit is None:
        return ""
    rows = [f"{look.word(one.sentence)} {look.word(one.remedy)}".strip() for one in fit.findings]
    return "\n".join(rows)


def _quality(look: Look, fit: Fit) -> str:
    say = look.words_of
    known = fit.accuracy_m is not None
    accuracy = Quantity(fit.accuracy_m or 0.0, "m", 2)
    if fit.model is Model.KNOWN_DISTANCE or fit.redundancy <= 0:
        return say("desk.geo_accuracy", accuracy=accuracy) if known else say("desk.geo_unknown")
    rms = Quantity(fit.rms_m, "m", 2)
    return say("desk.geo_quality", rms=rms, accuracy=accuracy)


def _shape(look: Look, fit: Fit, *, is_picture: bool) -> str:
    turn = Quantity(fit.transform.rotation_deg, "°", 2)
    if is_picture:
        pixel = Quantity(fit.transform.scale_x, "m", 4)
        return look.words_of("desk.geo_shape_px", pixel=pixel, turn=turn)
    scale = Quantity(fit.transform.scale_x, "", 5)
    return look.words_of("desk.geo_shape_own", scale=scale, turn=turn)
