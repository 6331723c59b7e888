"""Sets of weights of a project: shipped and own, the one in use, and how they are changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.rubric import LedgerKey, Rubric, WeightsInUse
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.weighting import Elicitation, Shares, WeightRules, WeightSet
from sbd_tool.formats.rules import read_weight_rules
from sbd_tool.scoring.weighting.shares import as_shares, out_of_bounds

SET_KIND: Final = "weight_set"
IN_USE_KIND: Final = "weights_in_use"
IN_USE_ID: Final = "7d1f4a86-5f0e-4c11-9a53-0d4b6d6d0a01"
"""One row for all projects, so that two people who choose different sets meet in one conflict."""

LONGEST_NAME: Final = 80
LONGEST_REASON: Final = 2_000


def weight_rules() -> WeightRules:
    """What ships about weights: sets, bounds and the random index."""
    return read_weight_rules()


def weight_sets(project: Project | None, rubric: Rubric) -> tuple[WeightSet, ...]:
    """Shipped sets, then those of the project that read, in order of creation."""
    own = () if project is None else records_of(project.records, SET_KIND)
    read = (_read(record, rubric) for record in own)
    return (*weight_rules().sets, *(one for one in read if one is not None))


def find_set(project: Project | None, rubric: Rubric, key: str) -> WeightSet:
    """The set of that key, or of that name where a project has it.

    Raises:
        InputError: There is none.
    """
    known = weight_sets(project, rubric)
    for one in known:
        if key in (one.key, dict(one.name.params).get("words")):
            return one
    raise InputError(
        text("weights.no_set", key=key),
        text("domain.known_keys", keys=", ".join(_called(one) for one in known)),
        key,
    )


def _called(one: WeightSet) -> str:
    """What a set goes by: its key where it ships, its own name in a project."""
    return one.key if one.is_shipped else str(dict(one.name.params).get("words", one.key))


def weights_key(project: Project) -> tuple[Record, ...]:
    """What the weights of a project hang on: unequal when they may have changed."""
    return (*records_of(project.records, SET_KIND), *records_of(project.records, IN_USE_KIND))


def set_in_use(project: Project, rubric: Rubric) -> WeightSet | None:
    """The set that stands in place of the rubric's weights, or None."""
    record = project.records.get(IN_USE_ID)
    key = record.content.get("set") if record is not None else None
    known = weight_sets(project, rubric) if isinstance(key, str) else ()
    return next((one for one in known if one.key == key), None)


def weighted(rubric: Rubric, project: Project) -> Rubric:
    """The rubric with the weights of the set in use; the very same one where none is."""
    chosen = set_in_use(project, rubric)
    if chosen is None:
        return rubric
    weights = chosen.family_weights()
    families = [
        replace(family, weight=weights.get(family.key, family.weight)) for family in rubric.families
    ]
    said = chosen.key if chosen.is_shipped else "own"
    return replace(
        rubric,
        version=f"{rubric.version} + weights {said}",
        families=Registry("family", families),
        weights_in_use=WeightsInUse(
            key=chosen.key,
            name=chosen.name,
            author=chosen.author,
            date=chosen.date,
            reason=chosen.reason,
            method=chosen.method.value,
            is_shipped=chosen.is_shipped,
        ),
    )


# --- changes ------------------------------------------------------------------------------


def use_set(
    project: Project, rubric: Rubric, key: str, by: By = NOBODY
) -> PutRecords | DropRecords:
    """A command that puts a set in use; the empty key goes back to the rubric's own weights.

    Raises:
        InputError: There is no such set.
    """
    if not key:
        kept = (IN_USE_ID,) if IN_USE_ID in project.records else ()
        return DropRecords(record_ids=kept, says=text("weights.do.use_none"), by=by)
    chosen = find_set(project, rubric, key)
    stamp = Stamp(
        id=IN_USE_ID,
        evidence=Evidence.SURVEYED,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    record = Record(stamp=stamp, kind=IN_USE_KIND, content={"set": chosen.key})
    return PutRecords(records=(record,), says=text("weights.do.use", name=chosen.name), by=by)


def keep_set(
    found: WeightSet, by: By = NOBODY, *, inputs: Mapping[str, Any] | None = None
) -> PutRecords:
    """A command that keeps a set in the project; its key is the id of its row.

    Args:
        found: Name and reason are words of a person.
        by: Who gives the command.
        inputs: What the person said while weights were elicited, kept for who asks later.

    Raises:
        InputError: Name, reason or date is missing, or a share leaves the bounds.
    """
    name, reason = (dict(one.params).get("words", "") for one in (found.name, found.reason))
    checked(found, str(name), str(reason))
    content = {
        "name": str(name).strip(),
        "author": found.author.strip(),
        "date": found.date,
        "reason": str(reason).strip(),
        "method": found.method.value,
        "shares": {ledger.value: dict(shares) for ledger, shares in found.shares.items()},
        "consistency": {ledger.value: ratio for ledger, ratio in found.consistency.items()},
        "inputs": dict(inputs or {}),
    }
    stamp = Stamp(
        id=found.key,
        evidence=Evidence.SURVEYED,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    record = Record(stamp=stamp, kind=SET_KIND, content=content)
    return PutRecords(records=(record,), says=text("weights.do.keep", name=found.name), by=by)


def drop_set(project: Project, rubric: Rubric, key: str, by: By = NOBODY) -> DropRecords:
    """A command that removes a set of the project; if it is in use, nothing is in use any more.

    Raises:
        InputError: There is no such set, or it ships with the product.
    """
    found = find_set(project, rubric, key)
    if found.is_shipped:
        raise InputError(text("weights.shipped"), text("weights.shipped.hint"), key)
    in_use = set_in_use(project, rubric)
    ids = [found.key]
    if in_use is not None and in_use.key == found.key:
        ids.append(IN_USE_ID)
    return DropRecords(record_ids=tuple(ids), says=text("weights.do.drop", name=found.name), by=by)


def checked(found: WeightSet, name: str, reason: str) -> None:
    """Refuse a set without name, author, reason or date, or with a share out of bounds.

    Raises:
        InputError: With what to do about it.
    """
    for said, limit, key in (
        (name, LONGEST_NAME, "name"),
        (found.author, LONGEST_NAME, "author"),
        (reason, LONGEST_REASON, "reason"),
    ):
        if not said.strip() or len(said) > limit:
            raise InputError(
                text(f"weights.missing_{key}"), text("weights.missing_hint", limit=limit), key
            )
    if not _is_date(found.date):
        raise InputError(text("weights.bad_date"), text("weights.bad_date.hint"), found.date)
    bounds = weight_rules().bounds
    for shares in found.shares.values():
        for family in out_of_bounds(shares, bounds):
            raise InputError(
                text(
                    "weights.out_of_bounds",
                    family=text(f"rubric.family.{family}"),
                    share=Quantity(100 * shares[family], "%", 1),
                ),
                text(
                    "weights.out_of_bounds.hint",
                    least=Quantity(100 * bounds.least, "%"),
                    greatest=Quantity(100 * bounds.greatest, "%"),
                ),
                family,
            )


def own_set(
    *,
    key: str,
    name: str,
    author: str,
    date: str,
    reason: str,
    shares: Mapping[LedgerKey, Shares],
    method: Elicitation = Elicitation.DIRECT,
    consistency: Mapping[LedgerKey, float] | None = None,
) -> WeightSet:
    """A set of the project from the words of a person."""
    return WeightSet(
        key=key,
        name=literal(name),
        author=author,
        date=date,
        reason=literal(reason),
        method=method,
        shares=shares,
        consistency=consistency or {},
    )


# --- reading ------------------------------------------------------------------------------


def _read(record: Record, rubric: Rubric) -> WeightSet | None:
    """The set of a row, or None when the row does not read (a foreign or damaged file)."""
    content = record.content
    try:
        shares = {
            ledger: _read_shares(content["shares"], rubric, ledger)  # type: ignore[arg-type]
            for ledger in LedgerKey
        }
        return WeightSet(
            key=record.id,
            name=literal(_words(content["name"], LONGEST_NAME)),
            author=_words(content["author"], LONGEST_NAME),
            date=_words(content["date"], LONGEST_NAME),
            reason=literal(_words(content["reason"], LONGEST_REASON)),
            method=Elicitation(str(content["method"])),
            shares=shares,
            consistency=_read_consistency(content.get("consistency", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read_shares(content: Mapping[str, Any], rubric: Rubric, ledger: LedgerKey) -> Shares:
    """Shares of all families of a ledger, made to sum to 1; bounds hold on reading too."""
    families = [family.key for family in rubric.families if family.ledger is ledger]
    shares = as_shares({key: float(content[ledger.value][key]) for key in families})
    if out_of_bounds(shares, weight_rules().bounds):
        raise ValueError("a share leaves the bounds")
    return shares


def _read_consistency(content: object) -> dict[LedgerKey, float]:
    pairs: Iterable[tuple[Any, Any]] = content.items() if isinstance(content, Mapping) else ()
    return {LedgerKey(key): float(ratio) for key, ratio in pairs}


def _words(value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise TypeError("words are needed")
    return value[:limit]


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return len(words) == len("2026-01-01")
