"""Log lines as JSON, one object a line: what collectors of logs read, and what no text in a message can break."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

FIELDS = "fields"  # attribute of a record with further members, given as `extra={FIELDS: {...}}`


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "time": f"{moment}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__  # without its message, which may quote a reader
        return json.dumps(line, separators=(",", ":"))


def configuration(as_json: bool) -> dict[str, Any]:
    """Configuration for `logging.config.dictConfig`: warnings as text, or everything as JSON with the requests."""
    formatter: dict[str, Any] = {"()": JsonFormatter} if as_json else {"format": "%(levelname)s: %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"playground.requests": {"level": "INFO" if as_json else "WARNING"}},
    }
