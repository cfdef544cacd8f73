"""The program, as ``nta`` and ``python -m game`` start it: Ctrl-C ends it without a trace even while it is loading."""


def run() -> int:
    """Run the command line and return its exit code."""
    try:
        from game.cli import main

        return main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(run())
