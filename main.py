"""Start SbD Tool from a checkout."""

from sbd_tool.__main__ import main

if __name__ == "__main__":
    main()
