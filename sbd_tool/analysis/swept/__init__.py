"""Swept paths of service vehicles along ways, by the bicycle model."""
