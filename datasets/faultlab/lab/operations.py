"""The operations themselves: each prepares a real job under the fault drawn for it, runs it, and returns the exit status."""
import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from contextlib import ExitStack

from .services import DATABASES, address, host

PYTHON = "/usr/bin/python3"
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-XX:-UsePerfData"]
NOBODY = 65534


class Operations:
    def __init__(self, services, fakes, clock, maven):
        self.s, self.fakes, self.clock, self.maven = services, fakes, clock, maven
        self.work = services.work
        self.releases = {}
        self.serial = {}

    def run(self, op, fault, extra):
        """op: the record; fault: name of the arranged cause or None; extra: facts of the plan. Returns (status, output)."""
        with ExitStack() as after:
            self.after = after
            argv, where, more = getattr(self, op["kind"])(op, fault, extra)
            return self.execute(op, argv, where, fault, **more)

    def execute(self, op, argv, where, fault, user=None, cwd=None, env=None, kill_after=None):
        if user:
            argv = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *argv]
        p = subprocess.Popen([str(a) for a in argv], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env=self.clock.environment() | (env or {}), cwd=cwd or self.work / "data")
        if kill_after:
            t = threading.Timer(kill_after, lambda: p.send_signal(signal.SIGTERM))
            t.daemon = True
            t.start()
            self.after.callback(t.cancel)
        try:
            out, _ = p.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            p.kill()
            out, _ = p.communicate()
        text = out.decode("utf-8", "replace")
        log = self.s.logs / where
        log.parent.mkdir(parents=True, exist_ok=True)
        with open(log, "a", encoding="utf-8") as f:
            f.write(text if text.endswith("\n") or not text else text + "\n")
        return (p.returncode if p.returncode >= 0 else 128 - p.returncode), text

    def write(self, op, suffix, text):
        folder = self.work / "jobs" / op["id"]
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        self.after.callback(shutil.rmtree, folder, True)
        file = folder / suffix
        if isinstance(text, bytes):
            file.write_bytes(text)
        else:
            file.write_text(text, encoding="utf-8")
        file.chmod(0o644)
        return file

    def job(self, op, script, settings, where, **more):
        file = self.write(op, "job.json", json.dumps(settings))
        return [PYTHON, self.work / "src" / script, file], where, more

    # --- SQL ------------------------------------------------------------------------------------------------------
    def sql_base(self, op, fault, extra, tool):
        c, env, r = op["component"], op["environment"], extra["rng"]
        db = f"{DATABASES[c]}_{env}"
        password = self.s.passwords[c, env]
        if fault == "path_cut":
            self.s.path(c, env, True)
            self.after.callback(self.s.path, c, env, False)
        else:
            for _ in range(op["attributes"].get("active_connections", 0)):
                p = self.s.session(db, f"app_{db}", password, address(c, env), name="shop-pool")
                self.after.callback(p.wait)
                self.after.callback(p.kill)
        if fault == "maintenance":
            self.s.sql("postgres", f"ALTER DATABASE {db} ALLOW_CONNECTIONS false")
            self.after.callback(self.s.sql, "postgres", f"ALTER DATABASE {db} ALLOW_CONNECTIONS true")
        shown = self.fakes.pick("url_credentials", r) if r.random() < .2 else "***"
        return {"tool": tool, "run": op["id"], "title": op["attributes"].get("title", "load of " + str(op["attributes"].get("source"))), "database": db, "host": host(c, env), "user": f"app_{db}",
                "url": f"postgresql://app_{db}:{shown}@{host(c, env)}:5432/{db}", "notes": extra.get("notes", []),
                "password": self.fakes.pick("password", r) + "-old" if fault == "credential_rotated" else password}

    def hold(self, op, database, table, mode):
        p = self.s.session(database, "postgres", "", str(self.work / "pg"), "BEGIN", f"LOCK TABLE {table} IN {mode} MODE", name="reporting")
        self.after.callback(p.wait)
        self.after.callback(p.kill)

    def revoke(self, db, table):
        self.s.sql(db, f"ALTER TABLE {table} OWNER TO postgres", f"REVOKE ALL ON {table} FROM app_{db}")
        self.after.callback(self.s.sql, db, f"ALTER TABLE {table} OWNER TO app_{db}")

    def cancel_soon(self, op):
        def cancel():
            self.s.sql("postgres", f"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = '{op['id']}'", check=False)
        t = threading.Timer(.35, cancel)
        t.daemon = True
        t.start()
        self.after.callback(t.cancel)

    def migration(self, op, fault, extra):
        a, r = op["attributes"], extra["rng"]
        job = self.sql_base(op, fault, extra, "migrate")
        db, table, n = job["database"], a["table"], op["id"][3:]
        job["options"] = f"-c lock_timeout={a['lock_timeout_ms']} -c statement_timeout={a['statement_timeout_ms']}"
        lines = [f"-- {a['title']}"]
        if fault == "cancelled":
            lines.append("SELECT pg_sleep(1.2); -- wait until the replica has caught up")
            self.cancel_soon(op)
        if a["rewrite"]:
            lines.append(f"ALTER TABLE {table} ALTER COLUMN note TYPE {r.choice(['varchar(400)', 'varchar(600)', 'varchar(500)'])} USING substr(note, 1, {r.randrange(200, 400)});")
        lines += [f"ALTER TABLE {table} ADD COLUMN tmp_{n}_{k} {r.choice(['text', 'integer', 'boolean DEFAULT false'])};" for k in range(max(1, a["statements"] - 1))]
        at = r.randrange(1, len(lines) + 1)
        if fault == "sql_syntax":
            lines.insert(at, r.choice([f"ALTER TABEL {table} ADD COLUMN region text;", f"UPDATE {table} SET note = 'x' WHER id = 7;",
                                       f"CREATE INDEX ix_{n} ON {table} (email;", f"ALTER TABLE {table} ADD COLUMN region text,;"]))
        if fault == "missing_relation":
            lines.insert(at, r.choice([f"ALTER TABLE {table}_archive ADD COLUMN region text;", f"UPDATE {table} SET note = '' WHERE region_code = 4;",
                                       f"INSERT INTO {table}_audit SELECT * FROM {table} LIMIT 1;", f"ALTER TABLE {table} DROP COLUMN legacy_{n};"]))
        if fault == "already_applied":
            lines.insert(at, r.choice([f"ALTER TABLE {table} ADD COLUMN note text;", f"CREATE TABLE {table} (id bigint);", f"CREATE INDEX {table}_pkey ON {table} (id);"]))
        if fault == "duplicate_rows":
            mail = self.fakes.pick("email", r)
            self.s.sql(db, f"UPDATE {table} SET email = '{mail}' WHERE id IN (11, 12)")
            lines.insert(at, f"CREATE UNIQUE INDEX ux_{n} ON {table} (email);")
        if fault == "lock_session":
            self.hold(op, db, table, "ACCESS EXCLUSIVE" if r.random() < .5 else "SHARE ROW EXCLUSIVE")
        elif a["long_transactions"] and r.random() < .4:
            self.hold(op, db, "pg_catalog.pg_statistic_ext", "ACCESS SHARE")
        if fault == "permission_lost":
            self.revoke(db, table)
        job["file"] = str(self.write(op, f"V{n}__{table}.sql", "\n".join(lines) + "\n"))
        return self.job(op, "sqljob.py", job, f"{op['component']}/migrate.log")

    def bulk_load(self, op, fault, extra):
        if op["component"] == "catalog-import":
            return self.catalog(op, fault, extra)
        a, r = op["attributes"], extra["rng"]
        job = self.sql_base(op, fault, extra, "load")
        db, table, rows = job["database"], a["table"], a["batch_rows"]
        start = self.serial.setdefault(db, 10_000)
        self.serial[db] = start + rows
        email = [self.fakes.pick("email", r) if r.random() < .15 else f"c{k}@customers.invalid" for k in range(12)]
        pad = "p" * 40
        out = [f"{start + k}\t{email[k % 12]}\t{(k * 37) % 9999 / 100}\t{pad}{k}" for k in range(rows)]
        if fault == "corrupt_input":
            at = r.randrange(len(out) // 2, len(out))
            card = self.fakes.pick("card", r)
            out[at] = r.choice([f"{start + at}\t{email[0]}\t12,5O\tcard {card}", f"{start + at}\t{email[1]}", f"N/A\t{email[2]}\t10.00\tiban {self.fakes.pick('iban', r)}",
                                f"{start + at}\t{email[3]}\t1\tx\tunexpected", f"{start + at}\t{email[4]}\t99999999999999.00\tover"])
        if fault == "duplicate_key":
            out[r.randrange(len(out) // 2, len(out))] = f"{r.randrange(1, 900)}\t{self.fakes.pick('email', r)}\t10.00\tagain"
        data = self.write(op, "rows.tsv", "\n".join(out) + "\n")
        if fault == "lock_session":
            self.hold(op, db, table, "SHARE ROW EXCLUSIVE")
        if fault == "permission_lost":
            self.revoke(db, table)
        pause = ""
        if fault == "cancelled":
            pause = "SELECT pg_sleep(1.2);\n"
            self.cancel_soon(op)
        job["options"] = f"-c lock_timeout=450 -c statement_timeout={a['statement_timeout_ms']}"
        job["file"] = str(self.write(op, "load.sql", f"{pause}\\copy {table} (id, email, amount, note) FROM 'rows.tsv'\nSELECT count(*) AS loaded FROM {table} WHERE id >= {start};\n"))
        return self.job(op, "sqljob.py", job, f"{op['component']}/load.log", cwd=data.parent)

    def catalog(self, op, fault, extra):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        rows = [f"SKU-{k:06d},item {k},{(k * 13) % 500 + .99}" for k in range(a["batch_rows"])]
        if fault == "corrupt_input":
            at = r.randrange(len(rows) // 3, len(rows))
            rows[at] = f"SKU-{at:06d}," + r.choice([f"see {self.fakes.pick('email', r)},on request", "item,EUR 12", f"call {self.fakes.pick('phone', r)},n/a"])
        head = "sku,name,price" if fault != "code_defect" else "sku,name,net_price"
        data = ("\n".join([head, *rows]) + "\n").encode()
        if fault == "corrupt_input" and r.random() < .3:
            data = data.replace(b"item 7,", b"caf\xe9 7,", 1)
        feed = self.write(op, f"{a['source']}.csv", data)
        if fault == "missing_file":
            feed = feed.with_name(f"{a['source']}-{extra['day']}.csv")
        job = {"run": op["id"], "rows": a["batch_rows"], "feed": str(feed), "contact": self.fakes.pick("email", r), "remote_calls": a["remote_calls"],
               "gateway": f"http://{host('gateway', env)}:7080", "token": self.token(op, fault, r), "host": host("orders-db", env), "user": f"app_orders_{env}",
               "database": f"orders_{env}", "password": self.s.passwords["orders-db", env], "memory_mb": a["memory_limit_mb"]}
        if fault == "missing_dependency":
            job["codec"] = r.choice(["feedcodec", "shop_units.v3", "pricing_core"])
        if fault == "code_defect":
            job["price_column"] = "price"
        if fault == "path_cut":
            self.s.path("gateway", env, True)
            self.after.callback(self.s.path, "gateway", env, False)
        return self.job(op, "catalog_import.py", job, "catalog-import/import.log")

    def token(self, op, fault, r):
        return self.fakes.pick(r.choice(["token", "jwt"]), r) if fault == "credential_rotated" else self.s.tokens[op["environment"]]

    def config_change(self, op, fault, extra):
        a, r, env, c = op["attributes"], extra["rng"], op["environment"], op["component"]
        if c in DATABASES:
            job = self.sql_base(op, fault, extra, "settings")
            lines = [f"-- {a['title']}"]
            for _ in range(a["config_keys_touched"]):
                lines.append(f"ALTER ROLE app_{job['database']} SET {r.choice(['work_mem', 'temp_buffers', 'maintenance_work_mem'])} = '{r.choice([4, 8, 6, 12])}MB';")
            if fault == "bad_config":
                lines.insert(r.randrange(1, len(lines)), f"ALTER ROLE app_{job['database']} SET " + r.choice(
                    ["work_mme = '8MB';", "statement_timeout = '30 sec.';", "work_mem = '64XB';", "random_page_cost = 'low';", "idle_in_transaction_timeout = 500;", "effective_io_concurrency = 90000;"]))
            if r.random() < .25:
                lines.append(f"DO $$ BEGIN PERFORM set_config('app.mail_password', '{self.fakes.pick('password', r)}', false); END $$;")
            job["file"] = str(self.write(op, "settings.sql", "\n".join(lines) + "\n"))
            return self.job(op, "sqljob.py", job, f"{c}/settings.log")
        if c == "session-cache":
            pw = self.s.passwords[c, env] if fault != "credential_rotated" else self.fakes.pick("password", r)
            cli = ["redis-cli", "-e", "-h", host(c, env), "-a", pw, "--no-auth-warning"]
            good = [("hz", r.choice([10, 12])), ("slowlog-log-slower-than", r.randrange(5000, 20000)), ("lfu-decay-time", 1), ("tcp-keepalive", r.choice([200, 300])),
                    ("activedefrag", "no"), ("lazyfree-lazy-expire", "yes"), ("slowlog-max-len", 128), ("latency-monitor-threshold", 100)]
            keys = [r.choice(good) for _ in range(a["config_keys_touched"])]
            if fault == "bad_config":
                keys.insert(r.randrange(len(keys) + 1), r.choice([("maxmemory-policy", "allkeys-lruu"), ("maxmemroy", "12mb"), ("hz", "fast"), ("appendfsync", "sometimes"), ("timeout", "-5"), ("maxclients", "many")]))
            steps = [[f"set {k} {v}", "timeout", "1.2", *cli, "CONFIG", "SET", k, v] for k, v in keys]
            return self.rollout(op, steps, "session-cache/rollout.log", extra)
        if c == "edge-proxy":
            extra_conf = "".join(f"    location /p{k}-{r.randrange(90)}/ {{ return 204; }}\n" for k in range(a["config_keys_touched"]))
            if fault == "bad_config":
                extra_conf += r.choice(["    proxy_reed_timeout 5s;\n", "    client_max_body_size;\n", "    location /x/ { return 204 }\n", "    gzip maybe;\n", "    add_header X-Frame-Options\n", "    worker_connections 64;\n"])
            if fault == "unknown_upstream":
                extra_conf += f"    location /v2/ {{ proxy_pass http://gateway-{r.choice(['v2', 'blue', 'canary'])}.{env}.internal:7080; }}\n"
            if r.random() < .3:
                extra_conf += f"    # asked by {self.fakes.pick('email', r)}\n"
            d = self.work / "nginx" / env
            (d / "candidate.conf").write_text(self.s.nginx_config(env, extra_conf))
            error = self.s.logs / f"edge-proxy/error-{env}.log"
            steps = [["test the configuration", "nginx", "-t", "-e", error, "-c", d / "candidate.conf"], ["install", "cp", d / "candidate.conf", d / "nginx.conf"],
                     ["reload", "nginx", "-s", "reload", "-e", error, "-c", d / "nginx.conf"], self.smoke(env, "/index.html", r), self.smoke(env, "/api/status", r)]
            return self.rollout(op, steps, "edge-proxy/rollout.log", extra)
        return self.gateway_release(op, fault, extra, False)

    def smoke(self, env, path, r):
        mark = ["-H", "Authorization: Basic " + self.fakes.pick("basic_auth", r), "-v"] if r.random() < .1 else ["-sS"]
        return [f"smoke {path}", "curl", "-f", *mark, "--no-progress-meter", "-m", "1.5", "-o", "/dev/null", f"http://{host('edge-proxy', env)}:8080{path}"]

    def rollout(self, op, steps, where, extra, **more):
        settings = {"run": op["id"], "title": op["attributes"]["title"], "component": op["component"], "environment": op["environment"],
                    "notes": extra.get("notes", []), "steps": [[str(w) for w in s] for s in steps]}
        return self.job(op, "rollout.py", settings, where, **more)

    def backup_base(self, op, fault, extra):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        c = a["database_component"]
        db = f"{DATABASES[c]}_{env}"
        folder = self.s.volume("backup", env)
        if fault == "path_cut":
            self.s.path(c, env, True)
            self.after.callback(self.s.path, c, env, False)
        return {"run": op["id"], "kind": op["kind"], "loghost": f"backup-{env[:4]}01", "tag": "pg-backup", "requester": self.fakes.pick("person_username", r), "notes": extra.get("notes", []),
                "database": db, "host": host(c, env), "user": f"app_{db}", "folder": str(folder),
                "password": self.fakes.pick("password", r) if fault == "credential_rotated" else self.s.passwords[c, env]}

    def backup(self, op, fault, extra):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        job = self.backup_base(op, fault, extra)
        job |= {"file": f"{job['database']}-{op['id']}.sql.gz", "keep": a["kept_backups"]}
        folder = self.s.volume("backup", env)
        if fault == "permission_lost":
            folder.chmod(0o755)
            self.after.callback(folder.chmod, 0o777)
        if fault == "missing_volume":
            job["folder"] = str(folder.with_name(f"offsite-{env}"))
        if fault == "lock_session":
            self.hold(op, job["database"], extra["table"], "ACCESS EXCLUSIVE")
        return self.job(op, "backup_job.py", job, "backup-agent/syslog.log", user=NOBODY)

    def restore(self, op, fault, extra):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        job = self.backup_base(op, fault, extra)
        folder = self.s.volume("backup", env)
        good = sorted(folder.glob(job["database"] + "-*.sql.gz"))
        job |= {"file": good[-1].name if good else f"{job['database']}-latest.sql.gz", "verify": a["checksum_known"], "scratch": f"scratch_{op['id'][3:]}"}
        if fault == "corrupt_backup" and good:
            data = bytearray(good[-1].read_bytes())
            self.after.callback(good[-1].write_bytes, bytes(data))
            if r.random() < .5:
                good[-1].write_bytes(data[: len(data) * 2 // 3])
            else:
                at = len(data) // 2
                data[at:at + 40] = bytes(40)
                good[-1].write_bytes(data)
        if fault == "missing_file":
            job["file"] = f"{job['database']}-{extra['day']}.sql.gz"
        if fault == "scratch_exists":
            self.s.sql("postgres", f"CREATE DATABASE {job['scratch']} TEMPLATE template0")
            self.after.callback(self.s.sql, "postgres", f"DROP DATABASE IF EXISTS {job['scratch']}")
            job["leave_scratch"] = True
        return self.job(op, "backup_job.py", job, "backup-agent/syslog.log", user=NOBODY)

    def cache_warmup(self, op, fault, extra):
        a, r, env, c = op["attributes"], extra["rng"], op["environment"], "session-cache"
        people = [f"{self.fakes.pick('person_username', r)},gold" if k < 2 else f"member{k},basic" for k in range(40)]
        file = self.write(op, "customers.csv", "\n".join(people) + "\n")
        if fault == "missing_file":
            file = file.with_name(f"customers-{extra['day']}.csv")
        job = {"run": op["id"], "host": host(c, env), "port": 6379, "user": "default", "keys": a["keys_planned"], "value_bytes": a["value_bytes"], "ttl": a["ttl_hours"] * 3600,
               "prefix": op["id"][3:], "customers": str(file), "shown_password": self.fakes.pick("url_credentials", r) if r.random() < .15 else "***",
               "password": self.fakes.pick("password", r) if fault == "credential_rotated" else self.s.passwords[c, env], "defect": fault == "code_defect"}
        if fault == "path_cut":
            self.s.path(c, env, True)
            self.after.callback(self.s.path, c, env, False)
        return self.job(op, "warmup.py", job, "session-cache/warmup.log")

    # --- releases -------------------------------------------------------------------------------------------------
    def deploy(self, op, fault, extra):
        c = op["component"]
        if c == "gateway":
            return self.gateway_release(op, fault, extra, True)
        if c == "edge-proxy":
            return self.site(op, fault, extra)
        return self.java_release(op, fault, extra)

    def gateway_release(self, op, fault, extra, release):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        settings = self.s.gateway_settings(env, release=extra["release"])
        code = self.work / "src/gateway.py"
        if fault == "missing_dependency":
            settings["plugins"] = [r.choice(["shop_pricing", "fraud_rules.v2", "geo_tables", "ratekit"])]
        if fault == "bad_config":
            k = r.randrange(4)
            if k == 0:
                del settings[r.choice(["token_audience", "cache_host", "request_timeout_ms", "rates_per_second"])]
            elif k == 1:
                settings["request_timeout_ms"] = r.choice(["400ms", "0.4s"])
            elif k == 2:
                settings[r.choice(["rate_per_second", "cache_hosts", "token_audiance"])] = 1
            else:
                settings["cache_port"] = r.choice(["6379", "redis"])
        if fault == "code_defect":
            settings["pricing_mode"] = "tiered"
        if fault == "syntax_mistake":
            text = code.read_text()
            code = self.write(op, "gateway.py", text.replace(*r.choice([("def reach_cache():", "def reach_cache()"), ("class Handler(", "class Handler(("), ("    return 78", "   return 78")]), 1))
        file = self.write(op, "gateway.json", json.dumps(settings))
        steps = [["start-up check of the candidate", PYTHON, code, file, self.s.logs / "gateway/gateway.log", "--check"],
                 ["health of the running release", "curl", "-fsS", "-m", "1.2", "-o", "/dev/null", f"http://{host('gateway', env)}:7080/" + ("healthz" if r.random() < .5 else "api/rates?n=1")]]
        if r.random() < .12:
            steps.insert(1, ["show headers", "echo", f"> Authorization: Bearer {self.fakes.pick('token', r)}"])
        if steps[-1][-1].endswith("n=1"):
            steps[-1][2:2] = ["-H", f"Authorization: Bearer {self.s.tokens[env]}"]
        extra["then"] = lambda: self.s.restart_gateway(env, settings)
        return self.rollout(op, steps, "gateway/rollout.log", extra)

    def site(self, op, fault, extra):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        www = self.s.volume("www", env)
        stage = self.work / "bundles" / op["id"]
        stage.mkdir()
        self.after.callback(shutil.rmtree, stage, True)
        for f in ("index.html", "style.css", "app.js"):
            if not (fault == "missing_asset" and f == "app.js"):
                (stage / f).write_text(f"<!-- {op['id']} {f} -->\n" * 30)
        (stage / "media.bin").write_bytes(random.Random(op["id"]).randbytes(int(a["bundle_mb"] * 2**20)))
        bundle = self.work / "bundles" / f"site-{op['id'][3:]}.tar.gz"
        subprocess.run(["tar", "-czf", bundle, f"--mtime=@{int(self.clock.now()) - 60}", "--owner=build:1001", "--group=build:1001", "-C", stage, "."], check=True)
        self.after.callback(bundle.unlink, True)
        if fault == "corrupt_bundle":
            data = bundle.read_bytes()
            bundle.write_bytes(data[: int(len(data) * r.uniform(.3, .9))])
        target = www / op["id"]
        if fault == "permission_lost":
            www.chmod(0o755)
            self.after.callback(www.chmod, 0o777)
        steps = [["make release folder", "mkdir", target], ["unpack", "tar", "-xzf", bundle, "-C", target], ["switch", "ln", "-sfn", op["id"], www / "current"],
                 self.smoke(env, "/index.html", r), self.smoke(env, "/app.js", r)] + ([self.smoke(env, "/api/status", r)] if r.random() < .5 else [])
        old = os.readlink(www / "current")

        def settle():
            releases = sorted(d.name for d in www.iterdir() if d.is_dir() and not d.is_symlink())
            extra["releases"] = releases
        extra["then"] = settle
        extra["else"] = lambda: (shutil.rmtree(target, True), subprocess.run(["ln", "-sfn", old, www / "current"]))
        return self.rollout(op, steps, "edge-proxy/rollout.log", extra, user=NOBODY if fault == "permission_lost" else None)

    def java_settings(self, op, fault, extra, **more):
        a, r, env = op["attributes"], extra["rng"], op["environment"]
        p = {"run": op["id"], "title": a["title"] if "title" in a else f"invoices of {a['source']}", "layout": "jul" if op["component"] == "billing-batch" else "line",
             "package": op["component"].split("-")[0], "gateway.url": f"http://{host('gateway', env)}:7080", "timeout.ms": 700, "token": self.token(op, fault, r),
             "report.folder": str(self.s.volume("reports", env)), "remote.calls": a.get("remote_calls", 0), "batch.size": 500, "settlement.currency": "EUR"} | more
        for n, note in enumerate(extra.get("notes", [])):
            p[f"note.{n}"] = note
        if fault == "path_cut":
            self.s.path("gateway", env, True)
            self.after.callback(self.s.path, "gateway", env, False)
        return p

    def java(self, op, p, fault, heap, *args, kill_after=None):
        file = self.write(op, "job.properties", "".join(f"{k}={str(v).replace(chr(92), '').replace(chr(10), chr(92) + 'n')}\n" for k, v in p.items() if v is not None))
        jars = [self.work / "classes/app"] + ([] if fault == "missing_dependency" else [self.work / "classes/tax"])
        log = {"billing-batch": "job-jul.log", "settlement-report": "report.log", "checkout-app": "release.log"}[op["component"]]
        if op["kind"] == "deploy" and op["component"] == "billing-batch":
            log = "release-job-jul.log"
        return [*JAVA, f"-Xmx{heap}m", "-cp", ":".join(map(str, jars)), "com.example.batch.BatchJob", file, *args], f"{op['component']}/{log}", {"kill_after": kill_after}

    def java_release(self, op, fault, extra):
        r = extra["rng"]
        p = self.java_settings(op, fault, extra, release=extra["release"])
        if fault == "bad_config":
            k = r.choice(["report.folder", "batch.size", "settlement.currency", "gateway.url"])
            p[k] = r.choice([None, {"batch.size": "5OO", "report.folder": "/srv/faultlab/vol/report"}.get(k)])
        return self.java(op, p, fault, 32, "--self-check")

    def batch_job(self, op, fault, extra):
        a, r = op["attributes"], extra["rng"]
        rows = a["batch_rows"]
        mails = [self.fakes.pick("email", r) if r.random() < .2 else f"m{k}@customers.invalid" for k in range(9)]
        out = [f"INV-{op['id'][3:]}-{k:06d},{mails[k % 9]},{(k * 31) % 4000 / 100}" for k in range(rows)]
        if fault == "corrupt_input":
            at = r.randrange(rows // 3, rows)
            out[at] = r.choice([f"INV-{at},{mails[0]},EUR 12.50", f"INV-{at};{self.fakes.pick('email', r)};{self.fakes.pick('iban', r)}", f"INV-{at},{self.fakes.pick('card', r)},1.2.3", f"INV-{at},{self.fakes.pick('phone', r)},--"])
        if fault == "duplicate_key":
            out[r.randrange(rows // 2, rows)] = f"INV-{op['id'][3:]}-000003,{self.fakes.pick('email', r)},20.00"
        file = self.write(op, f"invoices-{a['source']}.csv", "\n".join(out) + "\n")
        if fault == "missing_file":
            file = file.with_name(f"invoices-{a['source']}-{extra['day']}.csv")
        more = {"input": str(file)}
        if fault == "code_defect":
            more[r.choice(["defect.discount", "defect.tier"])] = "true"
        if fault == "cancelled":
            more["pause.ms"] = 3000
        if fault == "permission_lost":
            pass
        p = self.java_settings(op, fault, extra, **more)
        return self.java(op, p, fault, a["heap_mb"], kill_after=.9 if fault == "cancelled" else None)

    # --- builds ---------------------------------------------------------------------------------------------------
    def build(self, op, fault, extra):
        a, r, c = op["attributes"], extra["rng"], op["component"]
        folder = self.work / "build" / c
        shutil.rmtree(folder, True)
        pkg = c.replace("-", "")
        main, test = folder / f"src/main/java/com/example/{pkg}", folder / f"src/test/java/com/example/{pkg}"
        main.mkdir(parents=True)
        test.mkdir(parents=True)
        name = {"pricing-lib": "PriceTable", "checkout-app": "Basket"}[c]
        body = f"package com.example.{pkg};\n\n/** Built by {op['id']}. */\npublic class {name} {{\n    public int total(int price, int count) {{\n        return price * count;\n    }}\n\n    public String label(String code) {{\n        return code.trim();\n    }}\n}}\n"
        expected = 12
        if fault == "syntax_mistake":
            body = body.replace(*r.choice([("price * count;", "price * count"), ("return code.trim();", "return code.trm();"), ("int total", "String total"), ("int count)", "int count")]))
        if fault == "broken_test":
            body = body.replace("price * count", r.choice(["price + count", "price * (count - 1)", "price"]))
        (main / f"{name}.java").write_text(body)
        label = '"x "' if fault != "code_defect" else "null"
        flaky = f"    @Test void answersInTime() {{ assertTrue({str(fault != 'flaky_test').lower()}, \"no answer within 250 ms\"); }}\n"
        (test / f"{name}Test.java").write_text(f"package com.example.{pkg};\n\nimport static org.junit.jupiter.api.Assertions.*;\n\nimport org.junit.jupiter.api.Test;\n\nclass {name}Test {{\n"
                                               f"    @Test void multiplies() {{ assertEquals({expected}, new {name}().total(4, 3)); }}\n    @Test void trims() {{ assertEquals(\"x\", new {name}().label({label})); }}\n{flaky}}}\n")
        dependency = ""
        if fault == "missing_dependency":
            dependency = f"<dependency><groupId>com.example.shop</groupId><artifactId>{r.choice(['money-core', 'tax-rules', 'shop-events'])}</artifactId><version>{r.randrange(2, 9)}.{r.randrange(30)}.{r.randrange(9)}</version></dependency>"
        if fault == "bad_config":
            dependency = r.choice(["<dependency><groupId>com.example.shop</groupId><artifactId>money-core</artifactId></dependency>", "<dependency><groupId>com.example.shop</groupId></dependencies>"])
        (folder / "pom.xml").write_text(self.maven.pom(c, extra["release"], dependency))
        return self.maven.command(), f"{c}/build.log", {"cwd": folder, "env": self.maven.environment()}
