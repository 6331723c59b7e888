"""A real browser without any network, driven by keys and mouse through its own pipe."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-sync", "--disable-background-networking", "--disable-component-update",
    "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe", "about:blank",
)  # fmt: skip
KEYS = {
    "Enter": (13, "\r"), "Escape": (27, ""), "Backspace": (8, ""), "Tab": (9, ""),
    "ArrowLeft": (37, ""), "ArrowUp": (38, ""), "ArrowRight": (39, ""), "ArrowDown": (40, ""),
    "Home": (36, ""), "End": (35, ""), "PageUp": (33, ""), " ": (32, " "),
}  # fmt: skip


def is_there() -> bool:
    """Whether this system has the browser and lets us take its network away."""
    if shutil.which("chromium") is None or shutil.which("unshare") is None:
        return False
    return not subprocess.run(
        ["unshare", "-n", "true"], capture_output=True, check=False
    ).returncode


class Browser:
    """One tab. What it said to its console and what it asked for are kept."""

    def __init__(self, commands: int, answers: int) -> None:
        self._out, self._in = commands, answers
        self._number, self._rest, self._session = 0, b"", ""
        self.console: list[str] = []
        self.requests: list[str] = []
        self._is_loaded = False

    def attach(self) -> None:
        """Take the tab the browser opened with."""
        tabs = self.ask("Target.getTargets")["targetInfos"]
        tab = next(one["targetId"] for one in tabs if one["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for part in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{part}.enable")
        self.ask("Emulation.setFocusEmulationEnabled", enabled=True)

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """One command and its answer."""
        self._number += 1
        told: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._session:
            told["sessionId"] = self._session
        os.write(self._out, json.dumps(told).encode() + b"\0")
        while True:
            heard = self._heard()
            if heard.get("id") == self._number:
                assert "error" not in heard, (method, heard)
                result: dict[str, Any] = heard["result"]
                return result

    def _heard(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            got = os.read(self._in, 1 << 20)
            assert got, "the browser is gone"
            self._rest += got
        line, self._rest = self._rest.split(b"\0", 1)
        heard: dict[str, Any] = json.loads(line)
        self._note(heard.get("method", ""), heard.get("params", {}))
        return heard

    def _note(self, method: str, told: dict[str, Any]) -> None:
        if method in {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}:
            self.console.append(json.dumps(told)[:2000])
        elif method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"][:200])
        elif method == "Page.loadEventFired":
            self._is_loaded = True

    def open(self, page: Path, width: int = 1200, height: int = 800) -> None:
        """Show a file and wait until it is loaded."""
        self.resize(width, height)
        self._is_loaded = False
        self.ask("Page.navigate", url=page.as_uri())
        while not self._is_loaded:
            self._heard()

    def resize(self, width: int, height: int, factor: float = 1.0) -> None:
        """Another window."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=factor, mobile=width < 600,
        )  # fmt: skip

    def run(self, script: str) -> Any:
        """Value of an expression in the page."""
        found = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait, frame by frame, until an expression is true."""
        wait = (
            "new Promise(function (done) {{ let left = 600; (function look() {{"
            " if ({}) {{ done(true); }} else if ((left -= 1) < 0) {{ done(false); }}"
            " else {{ requestAnimationFrame(look); }} }})(); }})"
        )
        assert self.run(wait.format(script)), script

    def write(self, words: str) -> None:
        """Type into what has the focus."""
        self.ask("Input.insertText", text=words)

    def press(self, key: str, *, ctrl: bool = False) -> None:
        """Press a key."""
        code, sign = KEYS.get(key, (ord(key.upper()[0]), key))
        told = {
            "key": key, "windowsVirtualKeyCode": code, "code": key, "modifiers": 2 if ctrl else 0,
        }  # fmt: skip
        more = {"text": sign} if sign and not ctrl else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **told, **more)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **told)

    def click(self, x: float, y: float) -> None:
        """Click a place of the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = "none" if kind == "mouseMoved" else "left"
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag from a place to another."""
        steps = (("mouseMoved", start), ("mousePressed", start), ("mouseMoved", end))
        for kind, (x, y) in (*steps, ("mouseReleased", end)):
            held = 1 if kind == "mouseMoved" and (x, y) == end else 0
            button = "none" if kind == "mouseMoved" and not held else "left"
            self.ask(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, buttons=held,
                clickCount=1,
            )  # fmt: skip

    def picture(self, path: Path) -> None:
        """The window as a PNG file."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def printed(self, path: Path) -> None:
        """The page as it prints, as a PDF file."""
        told = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser in a network of its own that leads nowhere."""
    theirs, ours = os.pipe()
    heard, said = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # The pipe of the browser has fixed numbers: it reads 3 and writes 4.
        wrapped = f'exec "$@" 3<&{theirs} 4>&{said}'
        flags = [*FLAGS[:-1], f"--user-data-dir={folder}", FLAGS[-1]]
        line = ["bash", "-c", wrapped, "bash", "unshare", "-n", "chromium", *flags]
        done = subprocess.Popen(
            line, pass_fds=(theirs, said), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(theirs)
        os.close(said)
        tab = Browser(ours, heard)
        try:
            tab.attach()
            yield tab
        finally:
            os.close(ours)
            try:
                done.wait(timeout=20)
            except subprocess.TimeoutExpired:
                done.kill()
                done.wait()
            os.close(heard)
