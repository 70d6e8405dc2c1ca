"""The laboratory's calendar: one shared word that clock.c adds to the wall clock of every service and job."""
import mmap
import struct
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path


class Calendar:
    def __init__(self, work: Path, sources: Path):
        self.page, self.library = work / "clock.page", work / "clock.so"
        self.page.write_bytes(bytes(4096))
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", self.library, sources / "clock.c"], check=True)
        self.file = open(self.page, "r+b")
        self.map = mmap.mmap(self.file.fileno(), 4096)
        self.offset = 0

    def step(self, to: float):
        """Sets the simulated time (epoch seconds); after the first call it never runs backwards."""
        if to > self.now() or not self.offset:
            self.offset = int((to - time.time()) * 1e9)
            self.map[:8] = struct.pack("q", self.offset)

    def now(self) -> float:
        return time.time() + self.offset / 1e9

    def environment(self) -> dict:
        """PostgreSQL's own folder comes first: Debian's wrapper in /usr/bin starts a Perl for every psql."""
        return {"LD_PRELOAD": str(self.library), "FAULTLAB_CLOCK": str(self.page), "PATH": "/usr/lib/postgresql/15/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG": "C.UTF-8", "TZ": "UTC", "HOME": str(self.page.parent / "home")}


def iso(t: float) -> str:
    return datetime.fromtimestamp(t, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
