"""Run the command line with ``python -m game``."""

from game.cli import main

raise SystemExit(main())
