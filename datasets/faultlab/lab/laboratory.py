"""The run: planned operations in time order, each executed for real, with its logs, repairs and retries."""
import bisect
import gzip
import hashlib
import heapq
import json
import os
import random
import re
import shutil
import subprocess
import time
import traceback
from collections import Counter, defaultdict
from datetime import datetime, timezone
from pathlib import Path

from . import plan, repairs
from .calendar import Calendar, iso
from .fakes import Fakes
from .maven import Maven
from .operations import Operations
from .services import DATABASES, ENVIRONMENTS, TABLES, Services
from .shapes import EXPECTED, header, shape
from .traffic import Traffic

START = datetime(2026, 2, 2, tzinfo=timezone.utc).timestamp()
NOTES = ["export AWS_ACCESS_KEY_ID={aws_key}", "aws_secret_access_key = {aws_secret}", "GITHUB_TOKEN={github_token}", "GITLAB_TOKEN: {gitlab_token}", "posting summary with bot token {slack_token}",
         "payment provider key {stripe_key}", "maps lookup https://maps.example.com/v1?key={google_api_key}", "Cookie: sid={session_cookie}", "call back at {phone}", "taxpayer SSN {ssn} skipped",
         "device {mac} registered from {ipv6}", "Authorization: Bearer {jwt}", "payout to IBAN {iban} held for review", "card {card} declined, order kept", "mail settings: host=mail.example.com password={password}",
         "login of {person_username} accepted", "session opened for user {person_username} from {ipv4}", "mailing list owner {email}", "feed url https://feed:{url_credentials}@files.example.com/daily.csv", "x-api-token: {token}"]
STATIC = ("source", "batch_rows", "table", "rewrite", "statements", "title", "paths", "path_lines", "lines_added", "lines_deleted", "files_changed", "config_keys_touched", "heap_mb", "memory_limit_mb",
          "remote_calls", "keys_planned", "value_bytes", "ttl_hours", "database_component", "branch", "dependency_bump", "reviewed", "bundle_mb", "statement_timeout_ms", "lock_timeout_ms", "checksum_known")
PEER = ("throttled", "maintenance", "peer_slow", "peer_down", "client_limit", "read_only_replica")


class Facts:
    """What a caller could know just before the start, measured."""

    def __init__(self, lab):
        self.lab = lab

    def tables(self, component):
        return TABLES[component]

    def active(self, component, env, name):
        return name in self.lab.active[component, env]

    def table_mb(self, component, env, table):
        return round(int(self.lab.services.sql(f"{DATABASES[component]}_{env}", f"SELECT pg_total_relation_size('{table}')") or 0) / 2**20, 2)

    def free_mb(self, component, env):
        return self.lab.services.free_mb(component, env)

    def error_rate(self, env):
        return self.lab.traffic.rate.get(env, 0.0)

    def since_deploy(self, component, env, t):
        at = self.lab.deployed.get((component, env))
        return round((t - at) / 3600, 1) if at else 999.0

    def cache(self, env):
        if not self.lab.services.redis_ready(env):
            return None, None
        return self.lab.services.redis_info(env)

    def backups(self, env, component):
        return sorted(self.lab.services.volume("backup", env).glob(f"{DATABASES[component]}_{env}-*.sql.gz"))

    def backup_mb(self, env, component):
        found = self.backups(env, component)
        return round(found[-1].stat().st_size / 2**20, 3) if found else None

    def backup_age(self, env, component, t):
        at = self.lab.backed_up.get((component, env))
        return round((t - at) / 3600, 1) if at else None


class Laboratory:
    def __init__(self, seed, total, minutes, work: Path, sources: Path, repository: str, report):
        self.seed, self.total, self.minutes, self.work, self.report = seed, total, minutes, work, report
        self.incidents = 0
        self.rng = random.Random(f"{seed}/plan")
        self.fakes = Fakes(seed)
        self.clock = Calendar(work, sources)
        secret = random.Random(f"{seed}/services")
        word = lambda: "".join(secret.choice("abcdefghkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679") for _ in range(18))
        passwords = {(c, e): word() for c in ("orders-db", "ledger-db", "session-cache") for e in ENVIRONMENTS}
        self.services = Services(work, self.clock, passwords, report)
        self.services.tokens = {e: word() + word() for e in ENVIRONMENTS}
        self.service_secrets = [*passwords.values(), *self.services.tokens.values()]
        self.services.prepare()
        shutil.copytree(sources / "jobs", work / "src", dirs_exist_ok=True)
        for part, files in (("tax", ["TaxTable"]), ("app", ["BatchJob", "Log"])):
            (work / "classes" / part).mkdir(parents=True)
            subprocess.run(["javac", "-d", work / "classes" / part, "-cp", work / "classes/tax", *[work / f"src/java/com/example/batch/{f}.java" for f in files]], check=True)
        self.maven = Maven(work, repository, self.clock)
        self.operations = Operations(self.services, self.fakes, self.clock, self.maven)
        self.traffic = Traffic(self.services, self.fakes, random.Random(f"{seed}/traffic"))
        self.facts = Facts(self)
        self.planner = plan.Planner(random.Random(f"{seed}/attributes"), self.fakes, self.facts)
        self.active = defaultdict(dict)
        self.deployed, self.backed_up, self.changed = {}, {}, {}
        self.records, self.oplogs, self.truth, self.windows = [], [], [], []
        self.fixes = []
        self.spent = Counter()
        self.queue, self.order = [], 0

    def at(self, t, what, **more):
        self.order += 1
        heapq.heappush(self.queue, (t, self.order, what, more))

    def run(self):
        days = int(self.total / 11.2) + 8
        self.clock.step(START - 3600)
        self.services.start_postgres()
        for env in ENVIRONMENTS:
            self.services.start_redis(env)
            self.services.start_gateway(env)
            self.services.start_nginx(env)
        time.sleep(.3)
        for env in ENVIRONMENTS:
            for c in DATABASES:
                self.first_backup(c, env)
        for t, c, env, kind in plan.calendar_events(self.rng, START, days):
            self.at(t, self.operation, component=c, environment=env, kind=kind)
        for t, c, env, name, end in plan.onsets(self.rng, START, days):
            self.at(t, self.begin, component=c, environment=env, name=name, end=end)
        for week in range(days // 7 + 1):
            self.at(START + (week * 7 + 6) * plan.DAY + 3 * plan.HOUR, self.retention)
        began = time.monotonic()
        while self.queue and len(self.records) < self.total and time.monotonic() - began < self.minutes * 60:
            t, _, what, more = heapq.heappop(self.queue)
            try:
                what(t, **more)
            except Exception:
                self.incidents += 1
                self.report(f"incident of the lab itself, skipped: {traceback.format_exc()}")
            if what == self.operation and len(self.records) % 50 == 0:
                failed = sum(r["outcome"] == "failed" for r in self.records)
                self.report(f"{len(self.records)} operations, {failed} failed, {time.monotonic() - began:.0f} s, {iso(t)[:10]}")
        self.report("seconds: " + ", ".join(f"{k} {v:.0f}" for k, v in self.spent.most_common(12)))
        self.services.shutdown()
        time.sleep(.3)

    def first_backup(self, component, env):
        db = f"{DATABASES[component]}_{env}"
        file = self.services.volume("backup", env) / f"{db}-op-00000.sql.gz"
        subprocess.run(["pg_dump", "-h", self.work / "pg", "-U", "postgres", "-Z1", "-f", file, db], check=True, env=self.clock.environment())
        Path(f"{file}.sha256").write_text(hashlib.sha256(file.read_bytes()).hexdigest() + "\n")
        for f in (file, Path(f"{file}.sha256")):
            os.chown(f, 65534, 65534)
        self.backed_up[component, env] = START - 3600

    # --- conditions -----------------------------------------------------------------------------------------------
    def begin(self, t, component, environment, name, end):
        self.active[component, environment][name] = end

    def lift(self, component, environment, name):
        self.active[component, environment].pop(name, None)

    def expire(self, t):
        for key, names in self.active.items():
            for name in [n for n, end in names.items() if end <= t]:
                del names[name]

    def conditions(self, env):
        return {(c, n) for (c, e), names in self.active.items() if e == env for n in names}

    def retention(self, t):
        self.clock.step(t)
        for env in ENVIRONMENTS:
            for c in DATABASES:
                if "retention_stuck" not in self.active[c, env]:
                    self.purge(c, env)
            if "retention_stuck" not in self.active["billing-batch", env]:
                self.purge("reports", env)

    def purge(self, name, env):
        s = self.services
        if name in DATABASES:
            for table in TABLES[name]:
                s.sql(f"{DATABASES[name]}_{env}", f"TRUNCATE {table}", f"INSERT INTO {table} (id, email, amount, note) SELECT n, 'customer' || n, n % 977, 'opening row ' || n FROM generate_series(1, 3000) n", check=False)
        elif name == "reports":
            for f in s.volume("reports", env).glob("*.csv"):
                f.unlink()
        elif name == "www":
            self.keep_releases(env, 1)
        elif name == "backup":
            for c in DATABASES:
                for f in self.facts.backups(env, c)[:-1]:
                    f.unlink()

    def keep_releases(self, env, n):
        www = self.services.volume("www", env)
        current = os.readlink(www / "current")
        for old in sorted(d.name for d in www.iterdir() if d.is_dir() and not d.is_symlink() and d.name != current)[: -n or None]:
            shutil.rmtree(www / old)

    # --- one operation --------------------------------------------------------------------------------------------
    def between(self, t):
        """Ordinary traffic in the gap before an operation."""
        gap = t - self.clock.now()
        for share in (.35, .8):
            if gap > 120:
                self.clock.step(self.clock.now() + gap * share * self.traffic.rng.uniform(.6, 1))
                gap = t - self.clock.now()
            env = "production" if self.traffic.rng.random() < .8 else "staging"
            self.traffic.burst(env, self.traffic.rng.randrange(10, 34))
        if self.traffic.rng.random() < .8:
            self.traffic.customers(self.traffic.rng.choice(list(DATABASES)), "production")

    def operation(self, t, component, environment, kind, retry_of=None, sticky=None, override=None, actor=None):
        self.expire(t)
        for env in ENVIRONMENTS:
            self.services.reconcile(env, self.conditions(env))
        started = time.monotonic()
        self.between(t)
        self.spent["traffic"] += time.monotonic() - started
        if "throttled" in self.active["gateway", environment]:
            self.services.gateway_mode(environment, quota=14)  # a fresh allowance: real seconds since the last job mean nothing
        self.clock.step(t)
        t = self.clock.now()
        r = self.rng
        robot = plan.RHYTHM[component][kind][2]
        op = {"id": f"op-{len(self.records) + 1:05d}", "kind": kind, "component": component, "environment": environment,
              "actor": actor or (robot if robot and r.random() < .8 else plan.pick(r, {a: w for a, (w, _) in plan.ACTORS.items()})), "at_day": (t - START) / plan.DAY}
        self.operations.after = None
        retries = retry_of["attributes"]["retries"] + 1 if retry_of else 0
        key = (component, environment, kind)
        attributes, chance = self.planner.attributes(op, t, retries, self.changed.get(key))
        if retry_of:
            attributes |= {k: retry_of["attributes"][k] for k in STATIC if k in retry_of["attributes"]}
            for k, v in (override or {}).items():
                if k in attributes:
                    attributes[k] = v
            if "table" in attributes and "table_size_mb" in attributes:
                attributes["table_size_mb"] = self.facts.table_mb(component, environment, attributes["table"])
        op["attributes"] = attributes
        cause, lasting = self.planner.cause(op, chance * (.4 if retry_of else 1))
        if sticky and not cause and r.random() < .75:
            cause = sticky
        notes = [r.choice(NOTES).format_map(repairs._Pick(self.fakes))] if r.random() < .3 else []
        if r.random() < .04 and kind not in ("backup", "restore"):  # syslog would cut it into lines
            notes.append("\n".join(["tls key of the client:", *self.fakes.pem()]))
        extra = {"rng": random.Random(f"{self.seed}/{op['id']}"), "notes": notes, "release": op.pop("release"), "day": iso(t)[:10], "table": r.choice(TABLES[attributes["database_component"]]) if "database_component" in attributes else None}
        op.pop("at_day")
        before = self.sizes()
        at = self.clock.now()
        started = time.monotonic()
        status, output = self.operations.run(op, cause, extra)
        self.spent[kind + " " + component] += time.monotonic() - started
        time.sleep(.015)
        finished = self.clock.now()
        outcome = "succeeded" if status == 0 else "cancelled" if status in (130, 137, 143) else "failed"
        if status == 0 and "then" in extra:
            extra["then"]()
        if status and "else" in extra:
            extra["else"]()
        record = {"id": op["id"], "kind": kind, "component": component, "environment": environment, "actor": op["actor"], "at": iso(at), "outcome": outcome,
                  "finished_at": iso(finished), "known_at": iso(finished), "scored": outcome != "cancelled", "attributes": attributes}
        self.records.append(record)
        self.oplogs.append({"operation_id": op["id"], "component": component, "exit_status": status, "output": output[-6000:]})
        self.changed[key] = t
        if outcome == "succeeded":
            self.consequences(record, t)
        self.afterwards(record, status, output, cause, lasting, finished, before)

    def sizes(self):
        return {f: f.stat().st_size for f in self.services.logs.rglob("*.log")}

    def consequences(self, op, t):
        r, c, env, a = self.rng, op["component"], op["environment"], op["attributes"]
        if op["kind"] == "deploy":
            self.deployed[c, env] = t
            big = plan.sigmoid(-3.3 + .6 * (a["lines_added"] / 60) ** .5 + (.7 if not a["reviewed"] else 0))
            follow = {"billing-batch": [("billing-batch", "code_defect"), ("settlement-report", "code_defect")], "gateway": [("gateway", "peer_slow"), ("gateway", "throttled"), ("catalog-import", "code_defect")]}.get(c)
            if follow and r.random() < big * 2:
                where, name = r.choice(follow)
                self.active[where, env][name] = t + r.uniform(1, 3) * plan.DAY
        if op["kind"] == "config_change" and r.random() < .02 * a["config_keys_touched"]:
            where, name = {"orders-db": (c, "pool_limit"), "ledger-db": (c, "pool_limit"), "session-cache": (c, "client_limit"), "edge-proxy": (c, "permission_lost"), "gateway": (c, "throttled")}[c]
            self.active[where, env][name] = t + r.uniform(.7, 2.5) * plan.DAY
        if op["kind"] == "backup":
            self.backed_up[a["database_component"], env] = t
        if c == "edge-proxy" and op["kind"] == "deploy" and "retention_stuck" not in self.active[c, env]:
            self.keep_releases(env, 2)

    def infer(self, op, output, found):
        """The cause of a failure that no fault was arranged for: the real state did it."""
        name, env, c = (found[0] if found else ""), op["environment"], op["component"]
        table = {"pg disk full": "disk_full", "disk full": "disk_full", "short write": "disk_full", "java heap": "memory_limit", "redis oom": "memory_limit", "pg statement timeout": "slow_statement", "pg too many connections": "pool_limit",
                 "redis read only": "read_only_replica", "redis max clients": "client_limit", "http 429": "throttled", "curl 429": "throttled", "curl 504": "peer_slow", "curl timeout": "peer_slow", "cache timed out": "peer_slow"}
        if name in table:
            return table[name]
        if name in ("http 503", "curl 502", "curl refused", "connection refused", "cache not reachable", "connection reset", "http timeout", "curl 404"):
            for where in ("session-cache", "gateway") if c in ("session-cache",) or "cache" in name else ("gateway", "session-cache"):
                for condition in ("peer_down", "maintenance", "peer_slow", "client_limit"):
                    if condition in self.active[where, env]:
                        return condition
        return "unplanned"

    def home(self, op, cause):
        """Where a condition lives: with the component itself or with the peer that it needs."""
        c, env = op["component"], op["environment"]
        if cause not in PEER:
            return c
        for where in (c, "session-cache" if c == "gateway" else "gateway", "session-cache"):
            if cause in self.active[where, env]:
                return where
        return c

    def afterwards(self, record, status, output, cause, lasting, finished, before):
        if record["outcome"] == "succeeded":
            self.truth.append({"operation_id": record["id"], "condition": None, "error_class": None})
            return
        found = shape(output)
        cls = "cancelled" if record["outcome"] == "cancelled" else found[1] if found else "other"
        if cause is None or cls not in EXPECTED.get(cause, ()):
            cause, lasting = self.infer(record, output, found), True
        self.truth.append({"operation_id": record["id"], "condition": cause, "error_class": cls})
        self.windows.append((record, cls, before, self.sizes()))
        r, c, env = self.rng, record["component"], record["environment"]
        again = dict(component=c, environment=env, kind=record["kind"], retry_of=record, actor=record["actor"] if r.random() < .7 else None)
        one_off = cause if cause in {k for v in plan.SLIPS.values() for k, _ in v} and not lasting else None
        if record["attributes"]["retries"] >= 4:
            return
        night = not 7 <= (finished % plan.DAY) / plan.HOUR < 19
        if r.random() < .62:
            when = finished + (r.uniform(1.5, 7) * plan.HOUR if night else r.uniform(8, 140) * 60)
            self.at(when, self.repair, record=record, cause=cause, one_off=one_off, worked=r.random() < .66, again=again)
        elif r.random() < .35:
            self.at(finished + r.uniform(4, 40) * 60, self.operation, **again, sticky=one_off)

    def repair(self, t, record, cause, one_off, worked, again):
        c, env = record["component"], record["environment"]
        where = self.home(record, cause)
        if cause == "unplanned":
            worked = False
        who = plan.pick(self.rng, {a: w for a, (w, _) in plan.ACTORS.items()})
        self.fixes.append({"id": f"fix-{len(self.fixes) + 1:04d}", "at": iso(t), "component": c, "operation_id": record["id"], "actor": who,
                           "action": repairs.words(cause, worked, where, env, self.rng, self.fakes), "worked": worked})
        override = {}
        if worked:
            self.lift(where, env, cause)
            if cause == "disk_full":
                name = {"orders-db": c, "ledger-db": c, "backup-agent": "backup", "edge-proxy": "www"}.get(c, "reports")
                self.clock.step(t)
                self.purge(name, env)
                self.lift("billing-batch" if name == "reports" else c, env, "retention_stuck")
            if cause == "memory_limit" and c == "session-cache":
                if self.services.redis_ready(env):
                    self.services.links[env]("FLUSHDB")
            override = {"slow_statement": {"statement_timeout_ms": 3000}, "memory_limit": {"heap_mb": 64, "memory_limit_mb": 128}}.get(cause, {})
        if self.rng.random() < .85:
            self.at(t + self.rng.uniform(3, 25) * 60, self.operation, **again, sticky=None if worked else one_off, override=override)

    # --- the dataset ----------------------------------------------------------------------------------------------
    def write(self, out: Path, versions):
        shutil.rmtree(out / "logs", True)
        (out / "truth").mkdir(parents=True, exist_ok=True)
        logs, where = {}, {}
        for f in sorted(self.services.logs.rglob("*.log")):
            data = f.read_bytes().replace(os.uname().release.encode(), b"(kernel)")  # nginx names the machine's kernel at its start
            if f.name == "nginx-start.log" or not data.strip():
                continue
            name = f"logs/{f.parent.name}/{f.name}.gz"
            logs[name], where[f] = data, name
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            pack(out / name, data)
        last = self.records[-1]["finished_at"]
        fixes = self.judged()
        pack(out / "operations.jsonl.gz", lines(self.records))
        pack(out / "oplogs.jsonl.gz", lines(self.oplogs))
        (out / "repairs.jsonl").write_bytes(lines(fixes))
        (out / "truth/operations.jsonl").write_bytes(lines(self.truth))
        events = self.events(logs, where)
        (out / "truth/events.jsonl").write_bytes(lines(events))
        every = b"\n".join([*logs.values(), lines(self.records), lines(self.oplogs), lines(fixes)])
        planted = [{"kind": k, "value": v} for v, k in sorted(self.fakes.used.items(), key=lambda x: (x[1], x[0])) if v.encode() in every]
        present = {p["value"] for p in planted}
        # the services' own passwords and tokens are made up as well, and surface where a log statement shows them
        planted += [{"kind": "service_secret", "value": v} for v in sorted(set(self.service_secrets)) if v.encode() in every and v not in present]
        pack(out / "truth/planted.jsonl.gz", lines(planted))
        summary = {"name": "fault lab", "seed": self.seed, "made": datetime.now(timezone.utc).strftime("%Y-%m-%d"), "licence": "CC0-1.0", "first": self.records[0]["at"], "last": last, "versions": versions, "skipped_incidents": self.incidents,
                   "operations": len(self.records), "outcomes": dict(sorted(Counter(r["outcome"] for r in self.records).items())),
                   "by_kind": tally(self.records, "kind"), "by_component": tally(self.records, "component"), "by_environment": tally(self.records, "environment"),
                   "conditions": dict(Counter(t["condition"] for t in self.truth if t["condition"]).most_common()), "error_classes": dict(Counter(t["error_class"] for t in self.truth if t["error_class"]).most_common()),
                   "repairs": len(fixes), "repairs_that_worked": sum(f["worked"] for f in fixes), "labelled_events": len(events),
                   "log_lines": {n: d.count(b"\n") for n, d in logs.items()}, "planted": dict(Counter(p["kind"] for p in planted))}
        return summary

    def judged(self):
        """A repair worked when the next try of the same job in the same place succeeded; without a next try it is left out."""
        by = defaultdict(list)
        index = {r["id"]: r for r in self.records}
        for r in self.records:
            by[r["component"], r["environment"], r["kind"]].append(r)
        out = []
        for f in sorted(self.fixes, key=lambda f: (f["at"], f["id"])):
            op = index[f["operation_id"]]
            after = [r for r in by[op["component"], op["environment"], op["kind"]] if r["at"] > f["at"]]
            if after:
                out.append(f | {"worked": after[0]["outcome"] == "succeeded"})
        return out

    def events(self, logs, where):
        starts = {n: [0] + [m.end() for m in re.finditer(b"\n", d)] for n, d in logs.items()}
        out, seen, shaped = [], set(), Counter()
        for record, cls, before, after in self.windows:
            for f, size in after.items():
                name, old = where.get(f), before.get(f, 0)
                if size <= old or not name or "access-" in name:
                    continue
                first, last = bisect.bisect_right(starts[name], old) - 1, bisect.bisect_left(starts[name], size)
                text = logs[name][starts[name][first]:starts[name][min(last, len(starts[name]) - 1)]].decode("utf-8", "replace").splitlines()
                own = f.parent.name == record["component"] and "gateway" not in f.name and "redis-" not in f.name and "error-" not in f.name
                begin = header(f.name)
                records, current = [], None
                for n, line in enumerate(text):
                    if current is None or begin.match(line):
                        current = [n, n]
                        records.append(current)
                    current[1] = n
                for a, b in records:
                    body = "\n".join(text[a:b + 1])
                    if not re.search(r"ERROR|FATAL|PANIC|\[error\]|\[emerg\]|SEVERE|Traceback|error|crit|Error|OOM|curl: \(|tar: |gzip: |WARN|COMPILATION", body) or re.search(r" (LOG|NOTICE|DETAIL|STATEMENT|HINT|CONTEXT): ", text[a]):
                        continue
                    match = shape(body)
                    if not match or (own and match[1] != cls):
                        continue
                    plain = re.sub(r"\d+", "0", body)
                    shaped[plain] += 1
                    if f.name == "rollout.log":  # the step's own words begin at the line that tells the error
                        a += match[2]
                        body = "\n".join(text[a:b + 1])
                    stamped = body if f.name == "rollout.log" else re.sub(r"^\S+ \S+ ", "", body)
                    if stamped in seen or shaped[plain] > 10:
                        continue
                    seen.add(stamped)
                    out.append({"file": name, "first_line": first + a + 1, "last_line": first + b + 1, "error_class": match[1], "shape": match[0], "operation_id": record["id"]})
        return sorted(out, key=lambda e: (e["file"], e["first_line"]))


def tally(records, key):
    out = {}
    for r in records:
        out.setdefault(r[key], Counter())[r["outcome"]] += 1
    return {k: dict(sorted(v.items())) for k, v in sorted(out.items())}


def lines(rows):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()


def pack(file: Path, data: bytes):
    with open(file, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as f:
        f.write(data)
