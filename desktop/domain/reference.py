"""Rows of the reference data: industries (行业大类) and townships (乡镇)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry class of GB/T 4754: two digits, its name and the letter of its section (门类)."""

    code: str
    name: str
    section: str


@dataclass(frozen=True, slots=True)
class Township:
    """One township with its statistical division code (统计用区划代码)."""

    code: str
    name: str
