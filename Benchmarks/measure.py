"""Runs a command as a process of its own, and says what it took."""

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Run:
    seconds: float
    cpu: float
    peak_megabytes: float
    output: str


class Failed(Exception):
    pass


def settle(command):
    """Sees that the command's inputs are in memory, and that nothing waits to be written to the disk."""
    for part in map(str, command):
        if os.path.isfile(part) and not part.endswith((".db", ".duckdb")):
            with open(part, "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass
    os.sync()


def run(command, environment=None, cwd=None):
    """Runs a command to its end: wall clock, processor time, and peak memory from the kernel."""
    settle(command)
    with subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        cwd=cwd,
        text=True,
    ) as process:
        start = time.perf_counter()
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, output)


class Series:
    """The runs of one contender."""

    def __init__(self, runs):
        self.runs = runs

    @property
    def seconds(self):
        return statistics.median(run.seconds for run in self.runs)

    @property
    def cpu(self):
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self):
        return max(run.peak_megabytes for run in self.runs)

    def ratios(self, base):
        """How many times longer than `base`, round by round: neighbours in time shared the machine's mood."""
        return sorted(mine.seconds / other.seconds for mine, other in zip(self.runs, base.runs))


def in_turn(contenders, rounds, report):
    """Runs every contender once per round, in the same order (A B C A B C …). `contenders`: name to a callable."""
    results = {name: [] for name in contenders}
    for number in range(rounds):
        for name in list(results):
            try:
                results[name].append(contenders[name]())
                report(f"  {name}, round {number + 1}: {results[name][-1].seconds:.2f} s")
            except Failed as failure:
                report(f"  {name} is skipped: {failure}")
                del results[name]
    return {name: Series(runs) for name, runs in results.items()}


def machine():
    """A line about the machine."""
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = f"{platform.system()} {platform.release()}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {system}"
