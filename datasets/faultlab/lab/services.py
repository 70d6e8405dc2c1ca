"""PostgreSQL, Redis, nginx and the gateway: started on loopback addresses of a private network namespace."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PG = "/usr/lib/postgresql/15/bin"
ENVIRONMENTS = ("production", "staging")
HOSTS = {"orders-db": 11, "ledger-db": 12, "session-cache": 21, "edge-proxy": 31, "gateway": 41}
DATABASES = {"orders-db": "orders", "ledger-db": "ledger"}
TABLES = {"orders-db": ["orders", "order_items", "customers", "shipments"], "ledger-db": ["entries", "accounts", "postings", "payouts"]}
VOLUMES = {"orders-db": (40, 30), "ledger-db": (40, 30), "backup": (5, 4), "reports": (9, 7), "www": (10, 8)}


def address(component, environment):
    return f"10.20.{ENVIRONMENTS.index(environment)}.{HOSTS[component]}"


def host(component, environment):
    return f"{component}.{environment}.internal"


class RedisLink:
    """A plain connection for the lab's own commands."""

    def __init__(self, where, port=6379):
        self.s = socket.create_connection((where, port), 2)
        self.f = self.s.makefile("rb")

    def __call__(self, *words):
        parts = [str(w).encode() for w in words]
        self.s.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
        line = self.f.readline().decode().strip()
        if line.startswith("$") and line != "$-1":
            return self.f.read(int(line[1:]) + 2)[:-2].decode()
        return line


class Services:
    def __init__(self, work: Path, clock, passwords, log):
        self.work, self.clock, self.log = work, clock, log
        self.logs = work / "logs"
        self.passwords = passwords
        self.redis, self.links, self.held = {}, {}, {}
        self.gateways, self.nginx = {}, {}
        self.applied = {}
        self.cut = set()
        self.tokens = {}
        self.gateway_config = {}

    # --- the machine the services live on -------------------------------------------------------------------------
    def prepare(self):
        w = self.work
        for d in ("home", "pg", "vol", "etc", "logs", "jobs", "redis", "nginx", "gateway", "data", "bundles", "src"):
            (w / d).mkdir(parents=True, exist_ok=True)
        names = ["127.0.0.1 localhost"]
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        for n, env in enumerate(ENVIRONMENTS):
            subprocess.run(["ip", "route", "add", "unreachable", f"10.20.{n}.0/24"], check=True)
            for c in HOSTS:
                subprocess.run(["ip", "addr", "add", address(c, env) + "/32", "dev", "lo"], check=True)
                names.append(f"{address(c, env)} {host(c, env)}")
        (w / "etc/hosts").write_text("\n".join(names) + "\n")
        (w / "etc/resolv.conf").write_text("options timeout:1 attempts:1\n")
        for f in ("hosts", "resolv.conf"):
            if os.path.exists("/etc/" + f):
                subprocess.run(["mount", "--bind", w / "etc" / f, "/etc/" + f], check=True)
        for name, sizes in VOLUMES.items():
            for env, mb in zip(ENVIRONMENTS, sizes):
                d = w / "vol" / f"{name}-{env}"
                d.mkdir()
                subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mb}m,mode=0777", "tmpfs", d], check=True)
        for d in ("jobs", "data", "logs"):
            os.chmod(w / d, 0o755)

    def volume(self, component, env):
        return self.work / "vol" / f"{component}-{env}"

    def free_mb(self, component, env):
        v = os.statvfs(self.volume(component, env))
        return round(v.f_bavail * v.f_frsize / 2**20, 2)

    def popen(self, argv, log, user=None, **more):
        log.parent.mkdir(parents=True, exist_ok=True)
        out = open(log, "ab")
        if user:
            argv = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *argv]
        return subprocess.Popen([str(a) for a in argv], env=self.clock.environment() | more.pop("env", {}), stdin=subprocess.DEVNULL,
                                stdout=out, stderr=out, **more)

    # --- PostgreSQL -----------------------------------------------------------------------------------------------
    def start_postgres(self):
        data = self.work / "pg/data"
        shutil.chown(self.work / "pg", "postgres", "postgres")
        run = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        subprocess.run([*run, f"{PG}/initdb", "-D", data, "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"],
                       env=self.clock.environment(), stdout=subprocess.DEVNULL, check=True, cwd="/")
        with open(data / "postgresql.conf", "a") as f:
            f.write("listen_addresses = '*'\nport = 5432\nunix_socket_directories = '%s'\nfsync = off\nsynchronous_commit = off\n"
                    "shared_buffers = 64MB\nmax_connections = 60\nlog_line_prefix = '%%m [%%p] %%q%%u@%%d %%h '\nlog_timezone = 'UTC'\ntimezone = 'UTC'\n"
                    "log_connections = on\nlog_disconnections = on\nlog_statement = 'mod'\nlog_min_duration_statement = 60\nlog_checkpoints = on\n"
                    "log_lock_waits = on\ndeadlock_timeout = 200ms\nautovacuum_naptime = 20s\nlog_autovacuum_min_duration = 0\nmax_wal_size = 256MB\n"
                    "log_temp_files = 4MB\nfull_page_writes = off\n" % (self.work / "pg"))
        with open(data / "pg_hba.conf", "a") as f:
            f.write("host all all 10.20.0.0/16 scram-sha-256\n")
        self.popen([f"{PG}/postgres", "-D", data], self.logs / "postgres/postgresql.log", "postgres", cwd="/")
        for _ in range(100):
            if subprocess.run([f"{PG}/pg_isready", "-q", "-h", self.work / "pg", "-U", "postgres", "-d", "postgres"]).returncode == 0:
                break
            time.sleep(.1)
        for component, db in DATABASES.items():
            for env in ENVIRONMENTS:
                v = self.volume(component, env)
                (v / "ts").mkdir()
                shutil.chown(v / "ts", "postgres", "postgres")
                name = f"{db}_{env}"
                self.sql("postgres", f"CREATE ROLE app_{name} LOGIN CREATEDB CONNECTION LIMIT 7 PASSWORD '{self.passwords[component, env]}'",
                         f"CREATE TABLESPACE ts_{name} LOCATION '{v}/ts'", f"CREATE DATABASE {name} OWNER app_{name} TABLESPACE ts_{name}")
                for t in TABLES[component]:
                    self.sql(name, f"CREATE TABLE {t} (id bigint PRIMARY KEY, email text, amount numeric(12,2), note text, created timestamptz DEFAULT now())",
                             f"ALTER TABLE {t} OWNER TO app_{name}",
                             f"INSERT INTO {t} SELECT n, 'customer' || n, n % 977, 'opening row ' || n FROM generate_series(1, 3000) n")
                self.sql(name, "GRANT CREATE ON SCHEMA public TO public", f"GRANT pg_read_all_data TO app_{name}")

    def sql(self, database, *statements, check=True):
        argv = ["psql", "-X", "-q", "-A", "-t", "-h", str(self.work / "pg"), "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1"]
        for s in statements:
            argv += ["-c", s]
        done = subprocess.run(argv, capture_output=True, text=True, env=self.clock.environment() | {"PGAPPNAME": "dba"})
        if check and done.returncode:
            raise RuntimeError(f"{statements}: {done.stderr}")
        return done.stdout.strip()

    def session(self, database, user, password, where, *statements, name="app"):
        """A session that stays open until its process is closed; returns once the statements have run."""
        p = subprocess.Popen(["psql", "-X", "-q", "-A", "-t", "-h", where, "-U", user, "-d", database], text=True, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             env=self.clock.environment() | {"PGPASSWORD": password, "PGAPPNAME": name, "PGCONNECT_TIMEOUT": "2"})
        p.stdin.write("".join(s + ";\n" for s in statements) + "SELECT 'ready';\n")
        p.stdin.flush()
        while (line := p.stdout.readline()) and line.strip() != "ready":
            pass
        return p

    # --- Redis ----------------------------------------------------------------------------------------------------
    def start_redis(self, env):
        d = self.work / "redis" / env
        d.mkdir(exist_ok=True)
        (d / "redis.conf").write_text(f"bind {address('session-cache', env)}\nport 6379\ndir {d}\nsave \"\"\nloglevel verbose\nmaxmemory 12mb\n"
                                      f"maxmemory-policy noeviction\ntimeout 0\nprotected-mode no\nrequirepass {self.passwords['session-cache', env]}\n")
        self.redis[env] = self.popen(["redis-server", d / "redis.conf"], self.logs / f"session-cache/redis-{env}.log", cwd=d)
        for _ in range(60):
            try:
                self.links[env] = RedisLink(address("session-cache", env))
                self.links[env]("AUTH", self.passwords["session-cache", env])
                return
            except OSError:
                time.sleep(.03)

    def redis_info(self, env):
        try:
            text = self.links[env]("INFO", "memory") + "\n" + self.links[env]("INFO", "clients")
            info = dict(line.strip().split(":", 1) for line in text.splitlines() if ":" in line)
            return round(int(info["used_memory"]) / 2**20, 2), int(info["connected_clients"])
        except (OSError, KeyError, ValueError):
            return None, None

    # --- nginx ----------------------------------------------------------------------------------------------------
    def nginx_config(self, env, extra=""):
        d, logs = self.work / "nginx" / env, self.logs / "edge-proxy"
        return (f"user nobody nogroup;\nworker_processes 1;\npid {d}/nginx.pid;\nerror_log {logs}/error-{env}.log info;\nevents {{ worker_connections 256; }}\n"
                f"http {{\n  access_log {logs}/access-{env}.log combined;\n  set_real_ip_from 10.20.0.0/16;\n  real_ip_header X-Forwarded-For;\n"
                f"  client_body_temp_path {d}/body;\n  proxy_temp_path {d}/proxy;\n  fastcgi_temp_path {d}/f;\n  uwsgi_temp_path {d}/u;\n  scgi_temp_path {d}/s;\n"
                f"  keepalive_timeout 65;\n  keepalive_requests 10000;\n  upstream gateway {{ server {host('gateway', env)}:7080; keepalive 4; }}\n  server {{\n    listen {address('edge-proxy', env)}:8080;\n    server_name shop.example.com;\n"
                f"    root {self.volume('www', env)}/current;\n    location /api/ {{ proxy_pass http://gateway; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header X-Forwarded-For $remote_addr;"
                f" proxy_connect_timeout 500ms; proxy_read_timeout 700ms; }}\n{extra}  }}\n}}\n")

    def start_nginx(self, env):
        d = self.work / "nginx" / env
        d.mkdir(exist_ok=True)
        (self.logs / "edge-proxy").mkdir(exist_ok=True)
        site = self.volume("www", env) / "r0"
        site.mkdir()
        for f in ("index.html", "app.js", "style.css"):
            (site / f).write_text("<!-- shop -->\n" * 40)
        os.symlink("r0", self.volume("www", env) / "current")
        (d / "nginx.conf").write_text(self.nginx_config(env))
        self.nginx[env] = self.popen(["nginx", "-e", self.logs / f"edge-proxy/error-{env}.log", "-c", d / "nginx.conf", "-g", "daemon off;"], self.logs / "edge-proxy/nginx-start.log")

    # --- the gateway ----------------------------------------------------------------------------------------------
    def gateway_settings(self, env, **more):
        return {"environment": env, "listen_host": address("gateway", env), "listen_port": 7080, "cache_host": host("session-cache", env), "cache_port": 6379,
                "token_audience": "jobs", "request_timeout_ms": 400, "rates_per_second": 50, "release": "1.0.0", "tokens": [self.tokens[env]], **more}

    def start_gateway(self, env, settings=None):
        self.gateway_config[env] = settings or self.gateway_config.get(env) or self.gateway_settings(env)
        file = self.work / "gateway" / f"{env}.json"
        file.write_text(json.dumps(self.gateway_config[env]))
        (self.logs / "gateway").mkdir(exist_ok=True)
        self.gateways[env] = self.popen(["/usr/bin/python3", self.work / "src/gateway.py", file, self.logs / "gateway/gateway.log"], self.work / "gateway/stderr.log", cwd=self.work / "gateway")
        for _ in range(80):
            try:
                socket.create_connection((address("gateway", env), 7080), 1).close()
                return True
            except OSError:
                if self.gateways[env].poll() is not None:
                    return False
                time.sleep(.03)
        return False

    def stop(self, p):
        if p and p.poll() is None:
            p.send_signal(signal.SIGCONT)
            p.terminate()
            try:
                p.wait(3)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()

    def restart_gateway(self, env, settings=None):
        self.stop(self.gateways.get(env))
        self.applied.pop(("gateway", env), None)
        return self.start_gateway(env, settings)

    def gateway_mode(self, env, **mode):
        import http.client
        try:
            c = http.client.HTTPConnection(address("gateway", env), 7080, timeout=2)
            c.request("POST", "/admin/mode", json.dumps(mode))
            c.getresponse().read()
            c.close()
        except OSError as e:
            self.log(f"gateway mode not set: {e}")

    # --- making the real state follow the conditions in force ------------------------------------------------------
    def reconcile(self, env, conditions):
        """conditions: set of (component, condition) in force in this environment. Acts only on what changed."""
        want = {"down": ("gateway", "peer_down") in conditions, "maintenance": ("gateway", "maintenance") in conditions,
                "quota": 14 if ("gateway", "throttled") in conditions else 400,
                "delay_ms": 900 if ("gateway", "peer_slow") in conditions else 0}
        was = self.applied.get(("gateway", env), {"down": False, "maintenance": False, "quota": 400, "delay_ms": 0})
        if want != was:
            if want["down"] and not was["down"]:
                self.stop(self.gateways[env])
            if was["down"] and not want["down"]:
                self.start_gateway(env)
            if not want["down"]:
                self.gateway_mode(env, maintenance=want["maintenance"], quota=want["quota"], delay_ms=want["delay_ms"])
            self.applied["gateway", env] = want
        if not want["down"] and self.gateways[env].poll() is not None and self.start_gateway(env):
            # a supervisor: the gateway had given up because its cache was away
            self.gateway_mode(env, maintenance=want["maintenance"], quota=want["quota"], delay_ms=want["delay_ms"])
        c = "session-cache"
        want = {k: (c, k) in conditions for k in ("peer_down", "peer_slow", "client_limit", "read_only_replica")}
        was = self.applied.get((c, env), dict.fromkeys(want, False))
        if want["peer_slow"] and was["peer_slow"]:
            want = was  # a frozen server takes no orders
        if want != was:
            p = self.redis[env]
            if was["peer_slow"] and not want["peer_slow"]:
                p.send_signal(signal.SIGCONT)
            if was["client_limit"] and not want["client_limit"]:
                for s in self.held.pop(env, []):
                    s.close()
                self.links[env]("CONFIG", "SET", "maxclients", 200)
            if was["read_only_replica"] and not want["read_only_replica"]:
                self.links[env]("REPLICAOF", "NO", "ONE")
            if want["peer_down"] and not was["peer_down"]:
                self.stop(p)
            if was["peer_down"] and not want["peer_down"]:
                self.start_redis(env)
                was = dict.fromkeys(want, False)
            if not want["peer_down"]:
                if want["read_only_replica"] and not was["read_only_replica"]:
                    self.links[env]("REPLICAOF", address("session-cache", env)[:-2] + "99", 6379)
                if want["client_limit"] and not was["client_limit"]:
                    self.held[env] = [socket.create_connection((address(c, env), 6379)) for _ in range(9)]
                    time.sleep(.03)
                    self.links[env]("CONFIG", "SET", "maxclients", 10)
                if want["peer_slow"] and not was["peer_slow"]:
                    self.redis[env].send_signal(signal.SIGSTOP)
            self.applied[c, env] = want

    def redis_ready(self, env):
        state = self.applied.get(("session-cache", env), {})
        return not (state.get("peer_down") or state.get("peer_slow"))

    def path(self, component, env, cut):
        key = (component, env)
        if cut != (key in self.cut):
            subprocess.run(["ip", "addr", "del" if cut else "add", address(component, env) + "/32", "dev", "lo"], check=True)
            (self.cut.add if cut else self.cut.discard)(key)

    def shutdown(self):
        for p in [*self.gateways.values(), *self.nginx.values(), *self.redis.values()]:
            self.stop(p)
        subprocess.run(["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", f"{PG}/pg_ctl", "-D", self.work / "pg/data", "-m", "fast", "-s", "stop"],
                       env=self.clock.environment(), cwd="/")
