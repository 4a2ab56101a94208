"""Bytes, files and texts become reports: decoded, cleaned, cut into parts, dated."""
