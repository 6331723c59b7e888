"""The shipped data of surveys: published questions, words of answers, names of columns."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sbd_tool.domain.survey import Answer, Hour, SurveyRules, Wording
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document


def survey_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("survey", "survey.yaml"), "survey"


@lru_cache(maxsize=1)
def read_survey_rules() -> SurveyRules:
    """Questions and words as shipped.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    path, definition = survey_file()
    document = read_document(RuleFile.at(path), path.parent / "schema.json", definition)
    return SurveyRules(
        least_answers=int(document["least_answers"]["value"]),
        interval=float(document["interval"]["value"]),
        most_groups=int(document["most_groups"]["value"]),
        wordings=tuple(_wording(row) for row in document["wordings"]),
        answers={
            word.casefold(): Answer(key)
            for key, words in document["answers"].items()
            for word in words
        },
        columns={key: tuple(names) for key, names in document["columns"].items()},
        personal=tuple(document["personal"]["columns"]),
    )


def _wording(row: Mapping[str, Any]) -> Wording:
    return Wording(
        key=row["key"],
        questions={hour: row[hour.value] for hour in Hour if row[hour.value]},
        source=row["source"],
        basis=row["basis"],
        confidence=row["confidence"],
        day_basis=row["day_basis"],
    )
