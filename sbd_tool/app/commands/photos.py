"""Commands for photos that are in the project already."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, changed, named, row_of
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPhoto:
    """Change the caption of a photo, or pin it elsewhere; None leaves a thing as it is."""

    key: ClassVar[str] = "photos.edit"
    photo_id: str
    caption: str | None = None
    place_m: tuple[float, float] | None = None
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
        """Replace caption and place."""
        photo = row_of(project.photos, self.photo_id, "photo")
        x_m, y_m = self.place_m or (photo.x_m, photo.y_m)
        edited = replace(
            photo,
            stamp=changed(photo.stamp, self.by),
            caption=photo.caption if self.caption is None else named(self.caption, WORDS_LIMIT),
            x_m=x_m,
            y_m=y_m,
        )
        return replace(project, photos={**project.photos, photo.id: edited})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePhoto:
    """Delete a photo; its bytes go too when nothing else shows them."""

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
        return replace(project, photos=kept, blobs=blobs)
