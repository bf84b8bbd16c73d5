"""Workbooks: how they are written, the same bytes every time, and read from anybody. Needs the extra ``xlsx``."""
