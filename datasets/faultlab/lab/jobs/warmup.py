"""Fills the session cache before the shops open. Speaks the Redis protocol itself. Logs in logfmt. argv: JSON file."""
import json
import socket
import sys
import time
from datetime import datetime, timezone

job = json.load(open(sys.argv[1], encoding="utf-8"))


def log(level, message, **fields):
    stamp = datetime.fromtimestamp(time.time(), timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    rest = "".join(f" {k}={json.dumps(v) if isinstance(v, str) and (' ' in v or '=' in v) else v}" for k, v in fields.items())
    print(f"ts={stamp} level={level} app=cache-warmup run={job['run']} msg={json.dumps(message)}{rest}", flush=True)


class Redis:
    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), .8)
        self.socket.settimeout(.8)
        self.file = self.socket.makefile("rb")

    def send(self, *words):
        parts = [str(w).encode() for w in words]
        self.socket.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))

    def read(self):
        line = self.file.readline().decode().rstrip("\r\n")
        if not line:
            raise ConnectionResetError("connection closed by server")
        if line.startswith("-"):
            raise RuntimeError(line[1:])
        if line.startswith("$") and line != "$-1":
            return self.file.read(int(line[1:]) + 2)[:-2]
        return line


def main():
    log("info", "warm-up starts", keys=job["keys"], value_bytes=job["value_bytes"], cache=f"redis://{job['user']}:{job['shown_password']}@{job['host']}:{job['port']}/0")
    customers = [line.rstrip("\n").split(",") for line in open(job["customers"], encoding="utf-8")]
    r = Redis(job["host"], job["port"])
    r.send("AUTH", job["password"])
    r.read()
    if job.get("defect"):
        profile = {"id": customers[0][0]}
        log("debug", "first profile", segment=profile["segment"])
    value = "x" * job["value_bytes"]
    written = 0
    for start in range(0, job["keys"], 100):
        batch = range(start, min(start + 100, job["keys"]))
        for n in batch:
            r.send("SET", f"session:{job['prefix']}:{n}", value, "EX", job["ttl"])
        for _ in batch:
            r.read()
            written += 1
        if start % 1000 == 0:
            log("info", "progress", written=written, sample_user=customers[start % len(customers)][0])
    log("info", "warm-up finished", written=written)


try:
    main()
except (OSError, RuntimeError) as e:
    log("error", f"warm-up aborted: {e}", error_type=type(e).__name__)
    sys.exit(1)
