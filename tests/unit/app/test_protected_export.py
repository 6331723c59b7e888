"""How an export leaves: for whom it is encrypted, and where its log lies."""

from pathlib import Path

import pytest

from sbd_tool.app.protected_export import Protection, recipients_in
from sbd_tool.domain.errors import InputError
from sbd_tool.formats.age_files import key_vault, new_identity

TARGET = Path("out/map.pdf")
LAMPS = "seven green lamps"


def test_what_is_encrypted_is_named_so_and_its_log_too_whatever_somebody_typed():
    closed = Protection(passphrase=LAMPS, log=".json")
    assert closed.target(TARGET).name == "map.pdf.age"
    assert closed.target(closed.target(TARGET)).name == "map.pdf.age"
    assert closed.log_of(closed.target(TARGET)).name == "map.pdf.log.json.age"
    assert Protection(log=".csv").log_of(TARGET).name == "map.pdf.log.csv"
    assert Protection(pdf_passphrase=LAMPS).target(TARGET) == TARGET
    assert Protection().log_of(TARGET) is None
    assert "lamps" not in repr(closed)


def test_recipients_open_what_is_closed_for_their_keys_and_what_is_no_key_is_refused():
    (first, public), (other, more) = new_identity(), new_identity()
    vault = Protection(recipients=recipients_in(f"{public}, {more}\n{public}")).vault()
    for secret in (first, other):
        assert key_vault((), (secret,)).open(vault.close(b"plan")) == b"plan"
    with pytest.raises(InputError):
        Protection(recipients=("age1nothing",)).vault()
    with pytest.raises(InputError):
        Protection(passphrase="short").vault()  # noqa: S106 - made up
