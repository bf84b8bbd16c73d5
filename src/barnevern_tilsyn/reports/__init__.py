"""Findings as text and JSON, and the rules' own pages: one format a file."""
