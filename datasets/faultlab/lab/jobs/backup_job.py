"""The backup agent: dumps a database or proves a backup by restoring it. Writes syslog lines. argv: JSON file."""
import hashlib
import json
import os
import subprocess
import sys
import time

job = json.load(open(sys.argv[1], encoding="utf-8"))


def say(level, message):
    t = time.gmtime()
    stamp = f"{time.strftime('%b', t)} {t.tm_mday:2d} {time.strftime('%H:%M:%S', t)}"
    for line in message.splitlines():
        print(f"{stamp} {job['loghost']} {job['tag']}[{os.getpid()}]: {level + ': ' if level else ''}{line}", flush=True)


def run(argv, **more):
    env = dict(os.environ, PGPASSWORD=job["password"], PGCONNECT_TIMEOUT="2", PGAPPNAME=job["run"])
    done = subprocess.run(argv, env=env, stderr=subprocess.PIPE, text=True, cwd=job["folder"] if os.path.isdir(job["folder"]) else "/", **more)
    if done.returncode:
        if job["kind"] == "backup":
            os.path.exists(target) and os.remove(target)  # half a dump is worse than none
        say("error", done.stderr.strip() or f"{argv[0]} ended with {done.returncode}")
        say("crit", f"run {job['run']}: {job['kind']} of {job['database']} failed, exit status {done.returncode}")
        sys.exit(done.returncode)
    return done


target = os.path.join(job["folder"], job["file"])
connection = ["-h", job["host"], "-U", job["user"]]
say("info", f"run {job['run']}: {job['kind']} of {job['database']} starts, requested by user {job['requester']}")
for note in job.get("notes", []):
    say("debug", note)
try:
    if job["kind"] == "backup":
        with open(target, "wb") as out:
            out.write(b"-- backup of " + job["database"].encode() + b"\n")
        run(["pg_dump", *connection, "-Z1", "-Fp", "--lock-wait-timeout=400", "-f", target, job["database"]])
        digest = hashlib.sha256(open(target, "rb").read()).hexdigest()
        with open(target + ".sha256", "w") as out:
            out.write(digest + "\n")
        say("info", f"run {job['run']}: wrote {os.path.getsize(target)} bytes, sha256 {digest[:16]}")
        kept = sorted(f for f in os.listdir(job["folder"]) if f.startswith(job["database"] + "-") and f.endswith(".sql.gz"))
        for old in kept[:-job["keep"]]:
            os.remove(os.path.join(job["folder"], old))
            os.path.exists(os.path.join(job["folder"], old + ".sha256")) and os.remove(os.path.join(job["folder"], old + ".sha256"))
            say("info", f"removed {old} (keeping {job['keep']})")
    else:
        source = os.path.join(job["folder"], job["file"])
        data = open(source, "rb").read()
        if job["verify"] and hashlib.sha256(data).hexdigest() != open(source + ".sha256").read().strip():
            say("error", f"checksum mismatch for {job['file']}: stored sha256 differs from the file's content")
            say("crit", f"run {job['run']}: {job['kind']} of {job['database']} failed, exit status 65")
            sys.exit(65)
        run(["gzip", "-t", job["file"]])
        run(["createdb", *connection, job["scratch"]])
        try:
            with subprocess.Popen(["gzip", "-dc", job["file"]], cwd=job["folder"], stdout=subprocess.PIPE) as plain:
                run(["psql", "-X", "-q", *connection, "-d", job["scratch"], "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"], stdin=plain.stdout)
        finally:
            if not job.get("leave_scratch"):
                subprocess.run(["dropdb", *connection, "--if-exists", job["scratch"]], env=dict(os.environ, PGPASSWORD=job["password"]),
                               stderr=subprocess.DEVNULL)
        say("info", f"run {job['run']}: restored {job['file']} into {job['scratch']} and dropped it again")
except OSError as e:
    if job["kind"] == "backup" and os.path.exists(target):
        os.remove(target)
    say("error", f"{type(e).__name__}: {e}")
    say("crit", f"run {job['run']}: {job['kind']} of {job['database']} failed, exit status 74")
    sys.exit(74)
say("info", f"run {job['run']}: {job['kind']} of {job['database']} finished")
