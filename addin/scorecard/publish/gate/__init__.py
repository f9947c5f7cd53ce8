"""The gate: everything that is looked for in an edition before it is published; a check that fails is a finding."""

from scorecard.publish.gate.inspect import CHECKS, Inspection, inspect
from scorecard.publish.gate.known import Printed, Secrets

__all__ = ["CHECKS", "Inspection", "Printed", "Secrets", "inspect"]
