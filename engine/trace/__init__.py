"""Traces: the recorded run of a program as steps, names, formulas, drawings and exports."""
