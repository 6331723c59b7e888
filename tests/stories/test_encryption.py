"""Encrypted projects and exports: nothing plain on the disk, nothing told by a wrong passphrase."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from sbd_tool.app import vaults
from sbd_tool.app.clock import FixedClock, RandomIds
from sbd_tool.app.commands.project import RenameProject
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import backup_of, open_project, project_path, save_project
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.app.vaults import KeyVault, LockedError
from sbd_tool.cli.main import main
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError, ProjectFileError
from sbd_tool.domain.marking import Edition
from sbd_tool.formats.age_files import PassphraseVault, new_identity, passphrase_vault
from sbd_tool.formats.project_store import FolderStore
from sbd_tool.report.locked_pdf import unlocked_pdf
from tests import generated_square

REMARK = "Quartz lantern forty"
WORDS = "correct horse"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def project():
    return replace(generated_square.project(seats=2, trees=1, lamps=1), title=REMARK)


@pytest.fixture(scope="module")
def pair():
    return new_identity()


@pytest.fixture
def vault(pair):
    secret, public = pair
    return KeyVault((public,), (secret,))


def around(folder):
    return Surroundings(clock=FixedClock(), ids=RandomIds(), store=FolderStore(folder))


def all_bytes(folder):
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_encrypted_project_opens_with_its_key_alone(project, vault, tmp_path):
    path = tmp_path / "p.sbd.gpkg.age"
    store = FolderStore(tmp_path / "state")
    save_project(project, path, store=store, vault=vault)
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    assert REMARK.encode() not in path.read_bytes()
    opened = open_project(path, store, vault).project
    assert design_digest(opened) == design_digest(project)
    with pytest.raises(LockedError):
        open_project(path, store)
    stranger = KeyVault((), (new_identity()[0],))
    with pytest.raises(ProjectFileError) as refused:
        open_project(path, store, stranger)
    assert refused.value.what.key == "vault.wrong"
    assert REMARK not in str(refused.value)


def test_any_age_program_reads_what_was_written(project, vault, pair, tmp_path):
    path = tmp_path / "p.sbd.gpkg.age"
    save_project(project, path, store=FolderStore(tmp_path / "s"), vault=vault)
    key = pyrage.x25519.Identity.from_str(pair[0])
    assert pyrage.decrypt(path.read_bytes(), [key]).startswith(b"SQLite format 3\0")


def test_journal_and_backup_of_an_encrypted_project_are_encrypted_and_recover(
    project, vault, tmp_path
):
    path, state = tmp_path / "p.sbd.gpkg.age", tmp_path / "state"
    save_project(project, path, store=FolderStore(state), vault=vault)
    session = Session.opened(path, around(state), vault)
    session.do(RenameProject(title=f"{REMARK} moved"))
    session.save()
    session.do(RenameProject(title=f"{REMARK} lost"))
    written = all_bytes(state)
    assert len(list(state.rglob("*journal*/*"))) >= 1
    assert REMARK.encode() not in written  # the window crashes here
    assert REMARK.encode() not in all_bytes(tmp_path)
    found = open_project(path, FolderStore(state), vault)
    assert found.recovery is not None
    assert found.recovery.project.title == f"{REMARK} lost"
    assert backup_of(project.id, found.store, vault).title == REMARK


def test_encrypting_an_open_project_leaves_no_plain_record(project, vault, tmp_path):
    state, plain = tmp_path / "state", tmp_path / "p.sbd.gpkg"
    save_project(project, plain, store=FolderStore(state))
    session = Session.opened(plain, around(state))
    session.do(RenameProject(title=f"{REMARK} again"))
    session.save()
    session.do(RenameProject(title=f"{REMARK} unsaved"))
    assert REMARK.encode() in all_bytes(state)
    session.encrypt(vault)
    assert REMARK.encode() not in all_bytes(state)
    session.save(tmp_path / "p.sbd.gpkg.age")
    assert session.is_encrypted
    assert REMARK.encode() not in all_bytes(state)
    opened = open_project(tmp_path / "p.sbd.gpkg.age", FolderStore(state), vault)
    assert opened.project.title == f"{REMARK} unsaved"


def test_an_encrypted_file_is_not_replaced_by_a_plain_one(project, vault, tmp_path):
    path = tmp_path / "p.sbd.gpkg.age"
    store = FolderStore(tmp_path / "s")
    save_project(project, path, store=store, vault=vault)
    path.rename(tmp_path / "p.sbd.gpkg")
    with pytest.raises(InputError):
        save_project(project, tmp_path / "p.sbd.gpkg", store=store)
    assert project_path(tmp_path / "p.age").name == "p.sbd.gpkg.age"


def test_short_passphrases_are_refused_and_never_shown(pair):
    with pytest.raises(InputError):
        passphrase_vault("short")
    assert "hunter2hunter2" not in repr(PassphraseVault("hunter2hunter2"))
    assert pair[0] not in repr(KeyVault((), (pair[0],)))


@pytest.mark.parametrize("suffix", ["pdf", "gpkg", "xlsx"])
def test_an_export_is_encrypted_and_the_same_after_opening(project, vault, tmp_path, suffix):
    rules, words = load_rules(project), load_words("en")
    plain, closed = tmp_path / f"a.{suffix}", tmp_path / f"a.{suffix}.age"
    for path in (plain, closed):
        export(
            project, None, rules, path, edition=Edition.POLICE, words=words, vault=vault,
            clock=FixedClock(),
        )  # fmt: skip
    assert vault.open(closed.read_bytes()) == plain.read_bytes()
    with pytest.raises(LockedError):
        export(project, None, rules, closed, words=words)


def test_a_pdf_is_locked_with_aes_256(project, tmp_path):
    import pypdf

    rules, words, path = load_rules(project), load_words("en"), tmp_path / "a.pdf"
    export(project, None, rules, path, words=words, pdf_passphrase=WORDS)
    raw = path.read_bytes()
    assert REMARK.encode() not in raw
    book = pypdf.PdfReader(path)
    assert book.is_encrypted
    assert book.trailer["/Encrypt"]["/V"] == 5  # AES-256
    assert book.decrypt("wrong") == pypdf.PasswordType.NOT_DECRYPTED
    with pytest.raises(pypdf.errors.PyPdfError):
        len(pypdf.PdfReader(path).pages)
    opened = pypdf.PdfReader(path, password=WORDS)
    assert REMARK in opened.pages[0].extract_text()
    assert unlocked_pdf(raw, WORDS).startswith(b"%PDF")
    with pytest.raises(InputError):
        export(project, None, rules, tmp_path / "a.svg", words=words, pdf_passphrase=WORDS)


WATCHER = """
import json, os, sys
from pathlib import Path
written = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        mode, flags = arguments[1], arguments[2]
        is_written = any(sign in (mode or "") for sign in "wax+") if mode else flags & 3
        if is_written:
            written.append(os.fsdecode(arguments[0]))
    elif event == "sqlite3.connect":
        written.append(os.fsdecode(arguments[0]))
sys.addaudithook(watch)
from sbd_tool.cli.main import main
code = main(sys.argv[1:])
print(json.dumps({"code": code, "written": written}), file=sys.stderr)
"""


def watched(tmp_path, *words):
    told = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SBD_STATE_DIR": str(tmp_path / "state"),
        "TMPDIR": str(tmp_path / "temporary"),
    }
    (tmp_path / "temporary").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", WATCHER, *map(str, words)],
        env=told, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=280,
    )  # fmt: skip
    return json.loads(done.stderr.strip().splitlines()[-1])


def test_working_with_an_encrypted_project_writes_no_plain_file(project, vault, pair, tmp_path):
    path, keys = tmp_path / "p.sbd.gpkg.age", tmp_path / "keys.txt"
    save_project(project, path, store=FolderStore(tmp_path / "state"), vault=vault)
    keys.write_text(f"# made for a test\n{pair[0]}\n", encoding="ascii")
    before = set(tmp_path.rglob("*"))
    for words in (
        ("answer", path, "O14=70", "--by", REMARK),
        ("export", path, tmp_path / "out.gpkg.age", "--edition", "police"),
    ):
        told = watched(tmp_path, "--key-file", keys, *words)
        assert told["code"] == 0
        folders = (tmp_path / "state", tmp_path / "p.sbd", tmp_path / ".p", tmp_path / ".out")
        kept = (*map(str, folders), ":memory:", os.devnull)
        odd = [name for name in told["written"] if not name.startswith(kept)]
        assert not [name for name in odd if "cache" not in name], odd
    new = [one for one in tmp_path.rglob("*") if one.is_file() and one not in before]
    assert (tmp_path / "out.gpkg.age") in new
    assert not [one for one in new if REMARK.encode() in one.read_bytes()]
    assert not list((tmp_path / "temporary").iterdir())


def test_the_command_line_takes_a_passphrase_file_and_says_nothing_more(
    project, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))
    plain, closed = tmp_path / "p.sbd.gpkg", tmp_path / "p.sbd.gpkg.age"
    save_project(project, plain)
    save_project(project, plain)  # the version before lies in plain in the state folder now
    assert REMARK.encode() in all_bytes(tmp_path / "state")
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    right.write_text("four plain words here\n", encoding="utf-8")
    wrong.write_text("four other words here\n", encoding="utf-8")
    assert main(["--passphrase-file", str(right), "encrypt", str(plain), "-o", str(closed)]) == 0
    assert main(["--passphrase-file", str(wrong), "doctor", str(closed)]) == 2
    assert main(["doctor", str(closed)]) == 2
    told = capsys.readouterr()
    assert REMARK.encode() not in all_bytes(tmp_path / "state")
    assert "still lies there" in told.out
    assert REMARK not in told.out + told.err
    assert "four" not in told.out + told.err
    again = tmp_path / "again.gpkg"
    assert main(["--passphrase-file", str(right), "decrypt", str(closed), "-o", str(again)]) == 0
    assert again.read_bytes() == plain.read_bytes()


@pytest.mark.parametrize("kept", [0, 10])
def test_what_is_no_encrypted_file_any_more_is_not_called_decrypted(kept, tmp_path, capsys):
    cut, words = tmp_path / "p.sbd.gpkg.age", tmp_path / "words.txt"
    cut.write_bytes(b"age-encryption.org/v1\n"[:kept])
    words.write_text("four plain words here\n", encoding="utf-8")
    out = tmp_path / "out.gpkg"
    assert main(["--passphrase-file", str(words), "decrypt", str(cut), "-o", str(out)]) == 2
    assert "p.sbd.gpkg.age is not encrypted" in capsys.readouterr().err
    assert not out.exists()


def test_a_package_is_encrypted_by_its_name_and_an_encrypted_project_leaves_no_other_way(
    project, pair, tmp_path
):
    secret, public = pair
    key = tmp_path / "keys.txt"
    key.write_text(f"{secret}\n", encoding="utf-8")
    opening = ["--key-file", str(key), "--recipient", public]
    plain, closed = tmp_path / "p.sbd.gpkg", tmp_path / "p.sbd.gpkg.age"
    save_project(project, plain)
    assert main(["pack", str(plain), str(closed)]) == 2, "nobody named who may open it"
    assert not closed.exists()
    assert main([*opening, "pack", str(plain), str(closed), "--for-review"]) == 0
    assert main([*opening, "pack", str(closed), str(tmp_path / "again")]) == 0
    packages = [closed, tmp_path / "again.sbd.gpkg.age"]
    assert set(tmp_path.glob("*.gpkg*")) == {plain, *packages}
    vault = KeyVault((public,), (secret,))
    for package in packages:
        raw = package.read_bytes()
        assert raw.startswith(b"age-encryption.org/v1")
        assert REMARK.encode() not in raw
        assert open_project(package, vault=vault).project.title == REMARK


def test_a_file_is_asked_for_once(tmp_path):
    asked = []

    def ask(name):
        asked.append(name)

    with vaults.in_hand(vaults.asking_once(ask)):
        for _ in range(3):
            assert vaults.for_file(tmp_path / "a.age") is None
    assert asked == ["a.age"]
    assert vaults.for_file(tmp_path / "a.age") is None
