"""Settings, all of them from the environment."""

import os
from collections.abc import Mapping


def text_of(name: str, by_default: str, environment: Mapping[str, str] = os.environ) -> str:
    return environment.get(name) or by_default


def port_of(name: str, by_default: int, environment: Mapping[str, str] = os.environ) -> int:
    text = text_of(name, str(by_default), environment)
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise ValueError(f"{name} is {text!r}, which is no port")
    return int(text)
