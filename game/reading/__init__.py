"""Reading: files into checked data, with every fault at its file, line and column."""

from game.reading.codes import CODES
from game.reading.fault import Fault, Faults, Place, Report, did_you_mean, display_path, either

__all__ = ["CODES", "Fault", "Faults", "Place", "Report", "did_you_mean", "display_path", "either"]
