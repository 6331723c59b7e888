"""What each command of the command line does, in terms of `sbd_tool.api`."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from sbd_tool import api
from sbd_tool.app.closing_files import pdf_passphrase
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import check_place
from sbd_tool.cli import desk
from sbd_tool.cli.analyse import analyse
from sbd_tool.cli.bringing_in import bring_in
from sbd_tool.cli.doing import DOING
from sbd_tool.cli.json_out import assessment_json, dump
from sbd_tool.cli.leaving_arguments import compared
from sbd_tool.cli.listings import catalogue_json, catalogue_lines, samples_lines
from sbd_tool.cli.luminaire import luminaire
from sbd_tool.cli.recipe import cook_recipe
from sbd_tool.cli.scores_out import score_lines
from sbd_tool.cli.spoken import Telling, remark, say, say_findings, say_lines, say_log, say_withheld
from sbd_tool.cli.states_out import tell_states
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE, OPEN_DECISIONS = 0, 1
DEMO_SAMPLE: Final = "market-square"


def _tag(arguments: Namespace, words: Words) -> int:
    path = Path(arguments.project)
    with Telling(words) as progress:
        tagged = api.tag(
            path,
            Path(arguments.measures),
            author=arguments.by,
            option=arguments.option,
            time_state=arguments.time_state,
            progress=progress,
        )
    say_findings(tagged.findings, words)
    say(words(text("cli.tagged", count=len(tagged.measures))))
    return _code(tagged.findings)


def _answer(arguments: Namespace, words: Words) -> int:
    told: dict[str, str] = {}
    for pair in arguments.answers:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise InputError(
                text("cli.no_key_value", words=literal(pair[:120])), text("cli.answer_example")
            )
        if key.strip() in told:
            raise InputError(
                text("cli.answered_twice", key=literal(key.strip()[:120])),
                text("cli.answer_example"),
            )
        told[key.strip()] = value.strip()
    api.answer(
        Path(arguments.project),
        told,
        evidence=Evidence(arguments.evidence),
        author=arguments.by,
        method=arguments.method,
        document=arguments.document,
        option=arguments.option,
        time_state=arguments.time_state,
    )
    say(words(text("cli.answered", count=len(told))))
    return DONE


def _assess(arguments: Namespace, words: Words) -> int:
    path = Path(arguments.project)
    findings: tuple[Finding, ...] = ()
    with Telling(words, text("cli.assessing")) as progress:
        if api.is_project(path):
            project = api.open_project(path).project
        else:
            imported = api.import_plans(
                [path],
                crs=arguments.crs,
                units=arguments.units,
                square=arguments.square,
                context_m=arguments.context,
                progress=progress,
            )
            project, findings = imported.project, imported.findings
        check_place(project, arguments.option, arguments.time_state)
        rules = api.load_rules(project)
        if arguments.all_states:
            tell_states(project, rules, arguments, words, progress)
            return _code(findings)
        assessment = api.assess(
            project,
            rules=rules,
            option=arguments.option,
            time_state=arguments.time_state,
            wait=arguments.wait,
            speeds=arguments.speeds,
            progress=progress,
        )
    told = tuple(dict.fromkeys((*project.findings, *assessment.findings)))
    if arguments.json:
        print(dump(assessment_json(assessment, rules.rubric, words, told)))
    else:
        say_findings(told, words)
        say_lines(score_lines(assessment, rules.rubric, words))
    return _code(findings)


def _export(arguments: Namespace, words: Words) -> int:
    if arguments.recipe is not None:
        return cook_recipe(arguments, words)
    if len(arguments.output) != 1:
        raise InputError(text("cli.one_export"), text("cli.see_help", command="sbd export"))
    path, target = Path(arguments.project), Path(arguments.output[0])
    edition = Edition(arguments.edition or Edition.PUBLIC.value)
    report_words = words
    if arguments.report_language:
        report_words = load_words(arguments.report_language)
    with Telling(words, text("cli.exporting", file=target.name)) as progress:
        exported = api.export(
            path,
            target,
            edition=edition,
            scale=arguments.scale,
            template=arguments.template,
            with_maps=arguments.maps,
            with_speeds=arguments.speeds,
            pdf_passphrase=pdf_passphrase(arguments.pdf_passphrase_file),
            option=arguments.option,
            time_state=arguments.time_state,
            compare=compared(arguments),
            log=Path(arguments.log) if arguments.log else None,
            words=report_words,
            progress=progress,
        )
    if exported.withheld:
        key = "cli.withheld" if arguments.edition else "cli.public_by_default"
        remark(words(text(key)))
        say_withheld(exported.withheld, words)
    searched = (text("leaks.searched", count=exported.searched),) if exported.searched else ()
    for one in (*searched, *exported.remarks):
        remark(words(one))
    say_log(arguments.log, exported.logged, words)
    label = ", ".join(part for part in (exported.mark, edition.label.value) if part)
    say(words(text("cli.exported", file=str(target), label=label)))
    return DONE


def _catalogue(arguments: Namespace, words: Words) -> int:
    catalogue = api.load_rules(None).catalogue
    if arguments.json:
        print(dump(_with_place(catalogue_json(catalogue, words), arguments)))
    else:
        say_lines(catalogue_lines(catalogue, words))
    return DONE


def _with_place(told: dict[str, Any], arguments: Namespace) -> dict[str, Any]:
    return told | {"option": arguments.option, "time_state": arguments.time_state}


def _sample(arguments: Namespace, words: Words) -> int:
    if not arguments.name:
        say_lines(samples_lines(api.samples(), words))
        return DONE
    folder = Path(arguments.folder or arguments.name)
    with Telling(words) as progress:
        written = api.copy_sample(arguments.name, folder, progress=progress)
    say(words(text("cli.sample_copied", count=len(written), folder=str(folder))))
    for path in written:
        say(f"  {path}")
    return DONE


def run_demo(words: Words) -> int:
    """Assess a sample and write report, map and GeoPackage into `out/`."""
    sample = api.sample(DEMO_SAMPLE)
    folder = Path("out")
    folder.mkdir(exist_ok=True)
    say(words(text("cli.demo_title", title=sample.title)))
    project_path = folder / f"{sample.key}.sbd.gpkg"
    with Telling(words) as progress:
        project = api.sample_project(sample, progress=progress)
        api.save_project(project, project_path)
        rules = api.load_rules(project)
        assessment = api.assess(project, rules=rules, progress=progress)
        say_lines(score_lines(assessment, rules.rubric, words))
        files = [project_path]
        for suffix in ("pdf", "html", "gpkg"):
            target = folder / f"{sample.key}-police.{suffix}"
            api.export(project_path, target, edition=Edition.POLICE, words=words, progress=progress)
            files.append(target)
    say(words(text("cli.demo_files", files=", ".join(str(file) for file in files))))
    return DONE


def _code(findings: tuple[Finding, ...]) -> int:
    return OPEN_DECISIONS if any(finding.is_open for finding in findings) else DONE


COMMANDS: Final[Mapping[str, Callable[[Namespace, Words], int]]] = {
    "import": bring_in,
    "inspect": desk.inspect,
    "doctor": desk.doctor,
    "tag": _tag,
    "answer": _answer,
    "assess": _assess,
    "analyse": analyse,
    "luminaire": luminaire,
    "export": _export,
    "catalogue": _catalogue,
    "sample": _sample,
    **DOING,
}
