"""Runs a command, what it prints thrown away, and prints its exit code and its peak memory in kilobytes.

A program of its own and a small one: a process begins with the peak of the one that it was forked from.
"""

import os
import sys

BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024


def main(command: list[str]) -> None:
    """Run ``command``, with its path in full, to its end."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - pathlib would be the largest part of this process
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), stream) for stream in (1, 2)]
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    print(os.waitstatus_to_exitcode(status), usage.ru_maxrss * BYTES_A_UNIT // 1000)


if __name__ == "__main__":
    main(sys.argv[1:])
