"""Everything that can change a project, as values: undo, journal and scripts all speak these."""

from sbd_tool.app.commands.annotations import (
    AddAnnotations,
    DeleteAnnotations,
    EditAnnotations,
    MoveAnnotation,
)
from sbd_tool.app.commands.answers import (
    AddNote,
    AddPhoto,
    DeleteNote,
    EditNote,
    RemoveAnswer,
    SetAnswer,
    answer_to,
)
from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.bookmarks import AddBookmark, DeleteBookmark, RenameBookmark
from sbd_tool.app.commands.features import EditFeatureAttributes, PickSquare, SetFeatureGeometry
from sbd_tool.app.commands.georeference import GeoreferenceLayers, GeoreferenceUnderlay
from sbd_tool.app.commands.labelling import LabelObjects
from sbd_tool.app.commands.layer_groups import GroupLayers
from sbd_tool.app.commands.layer_style import SetLayerStyle
from sbd_tool.app.commands.layers import (
    AddLayers,
    ConfirmRoles,
    RemoveLayer,
    SetLayer,
    ShowLayers,
)
from sbd_tool.app.commands.licences import StateLicence
from sbd_tool.app.commands.locking import SetLock
from sbd_tool.app.commands.luminaires import AttachLuminaire, RemoveLuminaire
from sbd_tool.app.commands.measures import (
    AddMeasures,
    DeleteMeasures,
    DuplicateMeasures,
    EditMeasures,
    MoveMeasure,
)
from sbd_tool.app.commands.options import EditOption, MergeOption, RemoveOption
from sbd_tool.app.commands.photos import DeletePhoto, EditPhoto
from sbd_tool.app.commands.places import EditInPlace, FollowBase, SetInPlace
from sbd_tool.app.commands.project import AddOption, AddTimeState, RenameProject, SetRules
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.commands.repairs import ApplyRepairs
from sbd_tool.app.commands.sheets import SetSheet
from sbd_tool.app.commands.states import (
    DuplicateTimeState,
    EditTimeState,
    OrderTimeStates,
    RemoveTimeState,
)

__all__ = [
    "NOBODY",
    "AddAnnotations",
    "AddBookmark",
    "AddLayers",
    "AddMeasures",
    "AddNote",
    "AddOption",
    "AddPhoto",
    "AddTimeState",
    "ApplyRepairs",
    "AttachLuminaire",
    "By",
    "Command",
    "ConfirmRoles",
    "DeleteAnnotations",
    "DeleteBookmark",
    "DeleteMeasures",
    "DeleteNote",
    "DeletePhoto",
    "DropRecords",
    "DuplicateMeasures",
    "DuplicateTimeState",
    "EditAnnotations",
    "EditFeatureAttributes",
    "EditInPlace",
    "EditMeasures",
    "EditNote",
    "EditOption",
    "EditPhoto",
    "EditTimeState",
    "FollowBase",
    "GeoreferenceLayers",
    "GeoreferenceUnderlay",
    "GroupLayers",
    "LabelObjects",
    "MergeOption",
    "MoveAnnotation",
    "MoveMeasure",
    "OrderTimeStates",
    "PickSquare",
    "PutRecords",
    "RemoveAnswer",
    "RemoveLayer",
    "RemoveLuminaire",
    "RemoveOption",
    "RemoveTimeState",
    "RenameBookmark",
    "RenameProject",
    "SetAnswer",
    "SetFeatureGeometry",
    "SetInPlace",
    "SetLayer",
    "SetLayerStyle",
    "SetLock",
    "SetRules",
    "SetSheet",
    "ShowLayers",
    "StateLicence",
    "answer_to",
]
