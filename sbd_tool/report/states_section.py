"""Both ledgers in every state of the square, and the worst of each ledger by name."""

from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Column, Story


def states(story: Story, model: ReportModel) -> None:
    """The chapter; nothing where there is only one state."""
    found = model.states
    if not found.rows:
        return
    look = story.look
    lead = look.words_of("people.states_lead")
    story.chapter("states", look.words_of("people.states_title"), lead)
    columns = (
        Column(look.words_of("people.states_state"), 70.0, weight=500),
        Column(look.words_of("people.states_openness"), 50.0),
        Column(look.words_of("people.states_protection"), 50.0),
    )
    rows = []
    for row in found.rows:
        name = look.words(row.state)
        shown = look.words_of("people.states_shown", state=row.state) if row.is_shown else name
        rows.append((shown, look.words(row.openness), look.words(row.protection)))
    story.table(columns, rows)
    for sentence in found.worst:
        story.block(look.words(sentence), 8.5)
