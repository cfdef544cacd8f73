"""Writing YAML that our own reader takes as it is meant."""

from __future__ import annotations

import yaml

from game.reading.surprises import surprise


def dump(data: object) -> str:
    """Return plain data as YAML that our own reader takes as it is meant: what looks like something else is quoted."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=108)
    return text


class _Dumper(yaml.SafeDumper):
    """Quotes texts such as y and 12:30."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if surprise(text) else None)


_Dumper.add_representer(str, _text)
