"""Check all shipped rule files and note their digests: ``python -m sbd_tool.formats.check_rules``.

To be run after a rule file was edited; files whose digest is noted are not checked at every start.
"""

import json

from sbd_tool.formats.catalogue_file import schema_path, shipped_files
from sbd_tool.formats.checklist_file import checklist_files
from sbd_tool.formats.community_file import community_file
from sbd_tool.formats.fairness_file import fairness_file
from sbd_tool.formats.incident_file import incident_file
from sbd_tool.formats.label_file import label_file
from sbd_tool.formats.photometry.library import generic_file
from sbd_tool.formats.phrase_file import phrase_file
from sbd_tool.formats.price_file import price_file
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rubric_file import rubric_file
from sbd_tool.formats.rule_files import RuleFile, check, parse
from sbd_tool.formats.survey_file import survey_file
from sbd_tool.formats.threat_file import threat_file
from sbd_tool.formats.weight_rules import weights_file


def digests() -> dict[str, str]:
    """Digest of every shipped rule file -> schema and definition it keeps.

    Raises:
        RuleFileError: A file breaks its schema.
    """
    rubric, definition = rubric_file()
    prices, bands = price_file()
    jobs = [(path, schema_path(), part) for path, part in shipped_files()]
    jobs.append((rubric, rubric.parent / "schema.json", definition))
    jobs.append((prices, schema_path(), bands))
    generic, luminaires = generic_file()
    jobs.append((generic, generic.parent / "schema.json", luminaires))
    sets, weights = weights_file()
    jobs.append((sets, sets.parent / "schema.json", weights))
    needs, fairness = fairness_file()
    jobs.append((needs, needs.parent / "schema.json", fairness))
    threats, view = threat_file()
    jobs.append((threats, threats.parent / "schema.json", view))
    phrases, said = phrase_file()
    jobs.append((phrases, phrases.parent / "schema.json", said))
    context, incidents = incident_file()
    jobs.append((context, context.parent / "schema.json", incidents))
    asked, survey = survey_file()
    jobs.append((asked, asked.parent / "schema.json", survey))
    marks, label_sets = label_file()
    jobs.append((marks, marks.parent / "schema.json", label_sets))
    heard, community = community_file()
    jobs.append((heard, heard.parent / "schema.json", community))
    jobs.extend((path, path.parent / "schema.json", part) for path, part in checklist_files())
    found = {}
    for path, schema, part in jobs:
        file = RuleFile.at(path)
        check(parse(file), file.name, schema, part)
        found[file.digest] = f"{schema.parent.name}:{part}"
    return found


def main() -> None:
    """Write ``resources/checked.json``."""
    words = json.dumps(digests(), indent=1, sort_keys=True) + "\n"
    resource_path("checked.json").write_text(words, "utf-8")


if __name__ == "__main__":
    main()
