"""Two people look at the same measure on the same day."""

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.follow_through import Built, BuiltCheck, built_checks


def look(key, author, found, day="2027-03-01", hour=9):
    created = f"{day}T{hour:02}:00:00Z"
    stamp = Stamp(id=key, author=author, created=created, changed=created)
    return BuiltCheck(stamp=stamp, measure="bench", found=found, day=day, words=key)


def stands(*looks):
    records = {one.stamp.id: one.as_record() for one in looks}
    return built_checks(records)["bench"].words


def test_the_less_favourable_of_two_people_stands_whoever_wrote_last():
    good = look("a", "Ada", Built.AS_DESIGNED, hour=15)
    bad = look("b", "Ben", Built.DIFFERS, hour=9)
    assert stands(good, bad) == stands(bad, good) == "b"
    worse = look("c", "Cem", Built.NOT_BUILT, hour=8)
    assert stands(worse, good, bad) == "c"


def test_who_corrects_himself_on_the_same_day_is_heard():
    first = look("a", "Ada", Built.NOT_BUILT, hour=9)
    then = look("b", "Ada", Built.AS_DESIGNED, hour=15)
    assert stands(first, then) == stands(then, first) == "b"


def test_a_later_day_decides_alone():
    before = look("a", "Ada", Built.NOT_BUILT)
    after = look("b", "Ben", Built.AS_DESIGNED, day="2027-03-02")
    assert stands(after, before) == "b"
