"""`WorkerFault`, an exception that a worker process met: for the log, not for the reader."""

from __future__ import annotations


class WorkerFault(Exception):  # noqa: N818 - a fault of ours, reported as one
    """Its message is the report that the worker made of it (fault_report.py), which quotes no reader."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report
