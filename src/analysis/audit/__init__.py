"""The audit: which of the figures can be trusted, by rules on intervals."""

from analysis.audit.arithmetic import RESULTS, check_arithmetic
from analysis.audit.cases import VERDICTS
from analysis.audit.checklist import MENDED_FIRST, STEPS, check_dataset
from analysis.audit.denominators import wholes
from analysis.audit.sensitivity import audit_sensitivity
from analysis.audit.unused import BARRIERS, unused_references
from analysis.audit.verdicts import audit_figures, load_audited

__all__ = [
    "BARRIERS",
    "MENDED_FIRST",
    "RESULTS",
    "STEPS",
    "VERDICTS",
    "audit_figures",
    "audit_sensitivity",
    "check_arithmetic",
    "check_dataset",
    "load_audited",
    "unused_references",
    "wholes",
]
