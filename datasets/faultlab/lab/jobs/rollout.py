"""Runs the steps of a release or a settings change one after the other and stops at the first that fails. argv: JSON file."""
import json
import subprocess
import sys
import time
from datetime import datetime, timezone

job = json.load(open(sys.argv[1], encoding="utf-8"))


def say(level, message):
    stamp = datetime.fromtimestamp(time.time(), timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    print(f"{stamp} [{level}] rollout {job['component']}/{job['environment']}: {message}", flush=True)


say("INFO", f"run {job['run']}: {job['title']}")
for note in job["notes"]:
    say("DEBUG", note)
for n, (name, *argv) in enumerate(job["steps"], 1):
    say("INFO", f"step {n} of {len(job['steps'])}: {name}")
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    text = done.stdout.decode("utf-8", "replace").rstrip("\n")
    if text:
        print(text, flush=True)
    if done.returncode:
        say("ERROR", f"run {job['run']}: step '{name}' ended with exit status {done.returncode}, stopping")
        sys.exit(done.returncode)
say("INFO", f"run {job['run']}: done")
