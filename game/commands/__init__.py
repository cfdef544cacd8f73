"""The commands, one file each. The command line imports the one that is called, and only then."""
