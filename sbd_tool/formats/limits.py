"""Bounds on what a plan file may cost: no size a file announces is believed."""

from typing import Final

HEAD_BYTES: Final = 65_536
"""Bytes a reader looks at to recognise its format."""

MAX_FILE_BYTES: Final = 4 * 1024**3
MAX_UNPACKED_BYTES: Final = 2 * 1024**3
MAX_MEMBERS: Final = 2_000
RATIO_FREE_BYTES: Final = 16 * 1024**2
"""Unpacked bytes below which the ratio is not looked at: small files of blanks pack very well."""
MAX_RATIO: Final = 250
"""Unpacked to packed bytes; maps in text form pack 10 to 50 times, bombs 1,000 times."""

MAX_FEATURES: Final = 500_000
MAX_COLUMNS: Final = 1_000
MAX_TEXT_CHARS: Final = 65_536
MAX_NAME_CHARS: Final = 255
MAX_JSON_BYTES: Final = 128 * 1024**2
MAX_TABLE_BYTES: Final = 256 * 1024**2
MAX_BLOCK_DEPTH: Final = 12
MAX_HATCH_RINGS: Final = 2_000

MAX_PICTURE_SIDE_PX: Final = 4_096
MAX_ANNOUNCED_SIDE_PX: Final = 400_000
MAX_ANNOUNCED_PX: Final = 8_000_000_000

WORKER_MEMORY_BYTES: Final = 2 * 1024**3
WORKER_SECONDS: Final = 60.0
WORKER_SECONDS_PER_MB: Final = 3.0
"""Added to the time limit for each megabyte of the file: large extracts are slow, not hung."""
