"""Surveys in sentences: how many felt safe, how far off that may be, and what was left out."""

from collections.abc import Iterator

from sbd_tool.analysis.shares import mean_interval, wilson
from sbd_tool.app.community.surveys import SurveyRead, survey_rules
from sbd_tool.domain.survey import LEVELS, Answer, Hour, Survey, SurveyRules, Told
from sbd_tool.domain.text import Quantity, Text, literal, text

_POINTS = (4.0, 3.0, 2.0, 1.0)  # very safe ... very unsafe


def share_of(told: Told, rules: SurveyRules) -> tuple[float, float, float] | None:
    """Share that felt safe with its interval, 0-1, or None where too few answered."""
    if not told.is_told:
        return None
    low, high = wilson(told.safe(), told.count, rules.interval)
    return told.safe() / told.count, low, high


def mean_of(told: Told, rules: SurveyRules) -> tuple[float, float, float] | None:
    """Mean from 1 (very unsafe) to 4 (very safe) with its interval, or None."""
    if not told.is_told:
        return None
    return mean_interval([told.levels.get(key, 0) for key in LEVELS], _POINTS, rules.interval)


def survey_title(survey: Survey) -> Text:
    """Name and day."""
    day = literal(survey.day) if survey.day else text("community.no_date")
    return text("community.survey_title", name=literal(survey.name), day=day)


def survey_lines(survey: Survey) -> Iterator[Text]:
    """All that is told of a survey, one sentence each."""
    rules = survey_rules()
    yield asked_line(survey, rules)
    for hour in Hour:
        if hour not in survey.whole:
            yield text(f"community.not_asked_{hour.value}")
            continue
        told = survey.whole[hour]
        yield from _told_lines(text(f"community.hour_{hour.value}"), told, rules)
        for name, hours in survey.groups.items():
            if hour in hours:
                head = text("community.group_head", group=literal(name))
                yield share_line(head, hours[hour], rules)
        if survey.hidden.get(hour):
            yield text("community.groups_hidden", count=survey.hidden[hour])
    yield text("community.ranges", interval=Quantity(100 * rules.interval, "%"))


def asked_line(survey: Survey, rules: SurveyRules) -> Text:
    """Which question was asked, and how sure its words are."""
    found = [one for one in rules.wordings if one.key == survey.wording]
    if not found:
        return text("community.own_wording")
    key = "community.wording_seen" if found[0].basis == "a" else "community.wording_unseen"
    words = " / ".join(dict.fromkeys(found[0].questions.values()))
    return text(key, title=text(f"community.wording_{found[0].key}"), question=literal(words))


def share_line(head: Text, told: Told, rules: SurveyRules) -> Text:
    """One share with its interval, or that there are too few answers."""
    share = share_of(told, rules)
    if share is None:
        least = rules.least_answers
        return text("community.too_few", head=head, count=told.count, least=least)
    found, low, high = (Quantity(100 * part, "%") for part in share)
    return text("community.share", head=head, share=found, low=low, high=high, count=told.count)


def read_lines(found: SurveyRead) -> Iterator[Text]:
    """What was read of a file and what was left out."""
    columns = ", ".join(found.columns.values())
    yield text("community.read", count=found.survey.rows, columns=literal(columns))
    for one in found.personal:
        yield text(f"community.personal_{one.why.value}", name=literal(one.column))
    for hour, count in found.unread.items():
        if count:
            yield text("community.unread", head=text(f"community.hour_{hour.value}"), count=count)


def _told_lines(head: Text, told: Told, rules: SurveyRules) -> Iterator[Text]:
    yield share_line(head, told, rules)
    mean = mean_of(told, rules)
    if mean is not None:
        found, low, high = (Quantity(part, "", 2) for part in mean)
        yield text("community.mean", mean=found, low=low, high=high)
    elif told.is_told:
        yield text("community.all_alike")
    for key in (Answer.NEVER_OUT, Answer.DONT_KNOW):
        if told.beside.get(key):
            yield text(f"community.{key.value}", count=told.beside[key])
