"""The parts of the synthetic case generator."""
