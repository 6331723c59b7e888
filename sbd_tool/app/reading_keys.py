"""Keys of cached results: a digest of exactly what an analysis says it reads."""

import hashlib
from collections.abc import Iterable, Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.spec import AnalysisSpec
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric


def result_key(
    spec: AnalysisSpec,
    site: EffectiveSite,
    rubric: Rubric,
    needed: Iterable[str],
    cache: ResultCache,
) -> str:
    """Digest everything a result depends on.

    Args:
        spec: The analysis.
        site: The site in one world.
        rubric: Numbers.
        needed: Keys of the results it takes.
        cache: Keeps digests of elements.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256(f"{spec.key}\n{spec.version}\n".encode())
    digest.update(_shape(site.zone, cache))
    if site.surroundings is not None:
        digest.update(_shape(site.surroundings, cache))
    for role in spec.reads:
        if spec.reads_classes:
            digest.update(_class_words(site, role))
        digest.update(_elements_digest(site.elements.get(role, ()), cache))
    digest.update(repr(site.world.attributes).encode())
    facts = [(key, site.facts[key]) for key in sorted(site.facts) if _is_read(key, spec)]
    digest.update(repr(facts).encode())
    digest.update(repr([(key, rubric.value(key)) for key in spec.reads_numbers]).encode())
    if spec.reads_square_tags:
        digest.update(repr(sorted(site.square_tags.items())).encode())
    if spec.reads_luminaires:
        known = sorted(rubric.luminaires.items())
        digest.update(repr([(key, one.digest_words) for key, one in known]).encode())
    if spec.reads_practices:
        digest.update(_practices(site.practices, site.practice_strengths, site.practices_asked))
    digest.update("\n".join(needed).encode())
    return digest.hexdigest()


def _shape(geometry: BaseGeometry, cache: ResultCache) -> bytes:
    known = cache.piece(geometry)
    if known is None:
        known = hashlib.sha256(shapely.to_wkb(geometry)).digest()
        cache.keep_piece(geometry, known)
    return known


def _is_read(key: str, spec: AnalysisSpec) -> bool:
    return any(
        key.startswith(wanted[:-1]) if wanted.endswith("*") else key == wanted
        for wanted in spec.reads_facts
    )


def _practices(*parts: object) -> bytes:
    return repr([sorted(p.items()) if isinstance(p, Mapping) else p for p in parts]).encode()


def _class_words(site: EffectiveSite, role: Role) -> bytes:
    known = (role, site.unseen.get(role, 0.0), site.knowledge.get(role), site.world.leaning(role))
    return repr(known).encode()


def _elements_digest(found: tuple[Element, ...], cache: ResultCache) -> bytes:
    whole = cache.piece(found)
    if whole is None:
        digest = hashlib.sha256()
        for element in found:
            digest.update(_element_digest(element, cache))
        whole = digest.digest()
        cache.keep_piece(found, whole)
    return whole


def _element_digest(element: Element, cache: ResultCache) -> bytes:
    known = cache.piece(element)
    if known is None:
        digest = hashlib.sha256(shapely.to_wkb(element.geometry))
        plain = (
            element.id,
            sorted((key, repr(value)) for key, value in element.attributes.items()),
            element.evidence,
            element.is_measure,
            element.kind,
            element.state,
            element.is_in_doubt,
        )
        digest.update(repr(plain).encode())
        known = digest.digest()
        cache.keep_piece(element, known)
    return known
