"""Runs one SQL job (migration, bulk load, settings change) through psql, as a migration tool would. argv: JSON file."""
import json
import logging
import os
import re
import subprocess
import sys
import time

job = json.load(open(sys.argv[1], encoding="utf-8"))
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)-5s %(name)s: %(message)s")
logging.Formatter.converter = time.gmtime
log = logging.getLogger(job["tool"])
log.info("run %s: %s on %s", job["run"], job["title"], job["database"])
log.info("connecting to %s as %s", job["url"], job["user"])
for line in job.get("notes", []):
    log.info(line)
env = dict(os.environ, PGPASSWORD=job["password"], PGCONNECT_TIMEOUT="2", PGAPPNAME=job["run"], PGOPTIONS=job.get("options", ""))
done = subprocess.Popen(["psql", "-X", "-h", job["host"], "-U", job["user"], "-d", job["database"], "-v", "ON_ERROR_STOP=1", "-f", job["file"]],
                        env=env, cwd=os.path.dirname(job["file"]), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
first = None
for line in done.stdout:
    line = line.rstrip("\n").replace(os.path.dirname(job["file"]) + "/", "")
    print(line, flush=True)
    if first is None and re.search(r"ERROR:|FATAL:|error:", line):
        first = line
status = done.wait()
if status:
    log.error("run %s failed: psql ended with exit status %d (%s)", job["run"], status, (first or "no message").split(": ", 1)[-1])
else:
    log.info("run %s finished", job["run"])
sys.exit(status)
