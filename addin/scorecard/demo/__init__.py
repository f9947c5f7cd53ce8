"""An invented council: source files whose rows add up to the figures of a published report."""

from scorecard.demo.write import DemoReport, write_demo

__all__ = ["DemoReport", "write_demo"]
