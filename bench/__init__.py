"""Measures of quality and speed, and the gate that holds their floors."""
