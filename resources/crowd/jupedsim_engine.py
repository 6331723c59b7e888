# ruff: noqa: INP001 - run as a file by another interpreter
"""JuPedSim behind the crowd protocol: a scenario on standard input, trajectories as the answer.

Runs in an interpreter of its own that has jupedsim (LGPL-3); SbD Tool never imports it.
"""

import json
import sys
from typing import Any


def simulate(scenario: dict[str, Any], jps: Any, shapely: Any) -> dict[str, Any]:
    """Walk everybody to the exit they are told, and keep where they are at every frame."""
    ground = shapely.Polygon(scenario["ground"][0], scenario["ground"][1:])
    step_s, frame_s = 0.01, float(scenario["frame_s"])
    model = jps.CollisionFreeSpeedModel()
    simulation = jps.Simulation(model=model, geometry=ground, dt=step_s)
    journeys = []
    for corners in scenario["exits"]:
        stage = simulation.add_exit_stage(corners)
        journeys.append((simulation.add_journey(jps.JourneyDescription([stage])), stage))
    names = {}
    for number, (x, y, exit_number) in enumerate(scenario["walkers"]):
        journey, stage = journeys[int(exit_number)]
        walker = simulation.add_agent(
            jps.CollisionFreeSpeedModelAgentParameters(
                position=(x, y),
                desired_speed=float(scenario["speeds"][number]),
                radius=float(scenario["radius_m"]),
                journey_id=journey,
                stage_id=stage,
            )
        )
        names[walker] = number
    frames, every = [], round(frame_s / step_s)
    most = round(float(scenario["limit_s"]) / step_s)
    for step in range(most + 1):
        if step % every == 0:
            frames.append(
                [
                    [names[one.id], round(one.position[0], 2), round(one.position[1], 2)]
                    for one in simulation.agents()
                ]
            )
        if simulation.agent_count() == 0:
            break
        simulation.iterate()
    if frames[-1] and simulation.agent_count() == 0:
        frames.append([])
    return {
        "engine": f"JuPedSim {jps.__version__}, collision-free speed model",
        "frame_s": frame_s,
        "frames": frames,
        "seconds": step * step_s,
        "left": simulation.agent_count(),
    }


def main() -> None:
    """Answer one scenario."""
    try:
        import jupedsim
        import shapely
    except ImportError:
        answer = {"missing": "jupedsim"}
    else:
        try:
            answer = simulate(json.load(sys.stdin), jupedsim, shapely)
        except (RuntimeError, ValueError, KeyError, IndexError, TypeError) as fault:
            answer = {"failed": str(fault)[:500]}
    json.dump({"protocol": 1, **answer}, sys.stdout)


if __name__ == "__main__":
    main()
