"""`sbd crowd`: people walking out, simulated by an engine in an interpreter of its own."""

from argparse import Namespace
from pathlib import Path

from sbd_tool import api
from sbd_tool.cli.crowd_arguments import SHARES
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, say, say_lines
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE = 0


def crowd(arguments: Namespace, words: Words) -> int:
    """Run the command; returns the exit code."""
    from sbd_tool.app.crowd_files import keep_trajectories
    from sbd_tool.app.crowd_interpreter import kept_interpreter
    from sbd_tool.app.crowd_walk import CrowdWish, crowd_lines, walk_out

    project = api.open_project(Path(arguments.project)).project
    wish = CrowdWish(
        engine=arguments.engine,
        python=arguments.python or (kept_interpreter() if arguments.engine == "jupedsim" else ""),
        option=arguments.option,
        time_state=arguments.time_state,
        people=arguments.people,
        density=arguments.density,
        seed=arguments.seed,
        limit_s=arguments.limit,
    )
    with Telling(words, text("people.crowd_job")) as progress:
        found, scenario = walk_out(project, api.load_rules(project), wish, progress)
    if arguments.output:
        keep_trajectories(found, Path(arguments.output), project)
    lines = [words(line) for line in crowd_lines(found)]
    if arguments.json:
        out = {f"out_{round(100 * share)}_s": found.out_after_s(share) for share in SHARES}
        print(
            dump(
                {
                    "schema_version": OUTPUT_VERSION,
                    "project": str(arguments.project),
                    "marking": Tlp.AMBER_STRICT.value,
                    "engine": found.engine,
                    "people": found.people,
                    "exits": len(scenario["exits"]),
                    "seed": found.seed,
                    "frames": len(found.frames),
                    "frame_s": found.frame_s,
                    "left": found.left,
                    **out,
                    "lines": lines,
                }
            )
        )
        return DONE
    say(words(literal(Tlp.AMBER_STRICT.value)))
    say_lines(lines)
    return DONE
