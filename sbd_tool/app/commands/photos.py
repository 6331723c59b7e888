"""Commands for photos that are in the project already."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, changed, named, row_of
from sbd_tool.domain.photo_marks import belongs_to
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPhoto:
    """Change the caption of a photo, pin it elsewhere or turn it; None leaves a thing as it is."""

    key: ClassVar[str] = "photos.edit"
    photo_id: str
    caption: str | None = None
    place_m: tuple[float, float] | None = None
    heading_deg: float | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.edit_photo")

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Replace caption, place and heading."""
        photo = row_of(project.photos, self.photo_id, "photo")
        x_m, y_m = self.place_m or (photo.x_m, photo.y_m)
        edited = replace(
            photo,
            stamp=changed(photo.stamp, self.by),
            caption=photo.caption if self.caption is None else named(self.caption, WORDS_LIMIT),
            x_m=x_m,
            y_m=y_m,
            heading_deg=photo.heading_deg if self.heading_deg is None else self.heading_deg % 360.0,
        )
        return replace(project, photos={**project.photos, photo.id: edited})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePhoto:
    """Delete a photo with what was added to it; its bytes go when nothing else shows them."""

    key: ClassVar[str] = "photos.delete"
    photo_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.delete_photo")

    @property
    def merge_key(self) -> str | None:
        """Each deletion is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop the photo."""
        photo = row_of(project.photos, self.photo_id, "photo")
        kept = {key: row for key, row in project.photos.items() if key != self.photo_id}
        shown = {row.blob for row in kept.values()} | {row.blob for row in project.underlays}
        blobs = project.blobs
        if photo.blob not in shown:
            blobs = {key: raw for key, raw in blobs.items() if key != photo.blob}
        beside_it = {key for key, row in project.records.items() if belongs_to(row, self.photo_id)}
        records = {key: row for key, row in project.records.items() if key not in beside_it}
        return replace(project, photos=kept, blobs=blobs, records=records)
