"""Pictures of the sample squares for the start page: drawn once in the background, then kept."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from sbd_tool.app.previews import Preview, keep_preview, preview_of
from sbd_tool.app.samples import Sample, import_sample
from sbd_tool.cartography.compose import compose
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.backend import SceneBackend
from sbd_tool.gui.map.scene import SceneBuilder
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.map_content import map_bounds

WIDTH_PX, HEIGHT_PX = 820, 400


def draw_samples(desk: Desk, samples: tuple[Sample, ...], on_drawn: Callable[[], None]) -> None:
    """Draw what is not kept yet; each sample is a job of its own."""
    for sample in samples:
        if not preview_of(sample.folder).picture:
            _draw(desk, sample, on_drawn)


def _draw(desk: Desk, sample: Sample, on_drawn: Callable[[], None]) -> None:
    look, clock, catalogue = desk.look, desk.clock, desk.rules.catalogue

    def task(progress: Progress) -> bytes:
        from dataclasses import replace

        from sbd_tool.app.tagging import read_tags

        project = import_sample(sample, catalogue, clock=clock, progress=progress).project
        if sample.measures is not None:
            tagged = read_tags(sample.measures, project, catalogue, clock=clock)
            rows = {measure.id: measure for measure in tagged.measures}
            project = replace(project, measures={**project.measures, **rows})
        bounds = map_bounds(project)
        if bounds is None:
            return b""
        view = View(width_px=WIDTH_PX / 2, height_px=HEIGHT_PX / 2).fitted(bounds, -12)
        drawn = compose(
            project,
            catalogue,
            look.theme.design,
            look.words,
            scale=view.scale,
            theme=look.theme.name,
            hidden_layers=frozenset({"labels"}),
        )
        scene = SceneBuilder().build(drawn, bounds[:2])
        image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        p = QPainter(image)
        if scene is not None:
            SceneBackend(look.theme, look.symbols).paint(p, scene, view)
        p.end()
        return png_bytes(image)

    def keep(picture: bytes) -> None:
        keep_preview(sample.folder, Preview(picture=picture, label=Tlp.CLEAR.value))
        on_drawn()

    # A picture that cannot be drawn is no problem of the person's: the card then shows our sign.
    desk.run(text("gui.job.sample", name=sample.title), task, keep, lambda _error: None)


def png_bytes(image: QImage) -> bytes:
    """A picture as PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())
