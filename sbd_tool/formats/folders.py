"""Where the product may keep things of its own: never beside the user's files."""

import os
from pathlib import Path

import platformdirs

APPLICATION = "sbd-tool"


def cache_folder(*parts: str) -> Path:
    """A folder whose loss costs only time (`SBD_CACHE_DIR` moves it)."""
    return _made(os.environ.get("SBD_CACHE_DIR") or platformdirs.user_cache_dir(APPLICATION), parts)


def state_folder(*parts: str) -> Path:
    """Journals, locks and backups of projects (`SBD_STATE_DIR` moves it)."""
    return _made(os.environ.get("SBD_STATE_DIR") or platformdirs.user_state_dir(APPLICATION), parts)


def config_folder(*parts: str) -> Path:
    """Settings of the person (`SBD_CONFIG_DIR` moves it)."""
    return _made(
        os.environ.get("SBD_CONFIG_DIR") or platformdirs.user_config_dir(APPLICATION), parts
    )


def _made(root: str, parts: tuple[str, ...]) -> Path:
    folder = Path(root, *parts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return folder  # reading then finds nothing and writing says so
    return folder
