"""The gateway: a small HTTP service with JSON logs (Elastic Common Schema names). Config: a JSON file."""
import importlib
import json
import os
import random
import socket
import sys
import time
import traceback
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONFIG = json.load(open(sys.argv[1], encoding="utf-8"))
LOG = open(sys.argv[2], "a", encoding="utf-8", buffering=1)
MODE = {"quota": 400, "maintenance": False, "delay_ms": 0, "release": CONFIG.get("release", "0.0.0")}
BUCKET = {"tokens": 400.0, "at": time.monotonic()}


def log(level, logger, message, error=None, **fields):
    record = {"@timestamp": datetime.fromtimestamp(time.time(), timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
              "log.level": level, "message": message, "service.name": "gateway", "service.version": MODE["release"],
              "service.environment": CONFIG.get("environment", "production"), "log.logger": logger, "process.pid": os.getpid(),
              "ecs.version": "8.11.0", **fields}
    if error is not None:
        record["error.type"] = type(error).__name__
        record["error.message"] = str(error)
        record["error.stack_trace"] = "".join(traceback.format_exception(error))
    LOG.write(json.dumps(record, ensure_ascii=False) + "\n")
    if level in ("ERROR", "FATAL"):
        print(json.dumps(record, ensure_ascii=False), file=sys.stderr)


class SettingsError(Exception):
    pass


class UpstreamError(Exception):
    pass


def check_settings():
    for key, kind in (("listen_port", int), ("cache_host", str), ("cache_port", int), ("token_audience", str),
                      ("request_timeout_ms", int), ("rates_per_second", int)):
        if key not in CONFIG:
            raise SettingsError(f"required setting '{key}' is missing from gateway.json")
        if not isinstance(CONFIG[key], kind):
            raise SettingsError(f"setting '{key}' must be {kind.__name__}, got {CONFIG[key]!r}")
    unknown = sorted(set(CONFIG) - {"listen_port", "listen_host", "cache_host", "cache_port", "token_audience", "request_timeout_ms",
                                    "rates_per_second", "release", "environment", "plugins", "tokens", "pricing_mode"})
    if unknown:
        raise SettingsError(f"unknown setting '{unknown[0]}' in gateway.json")


def reach_cache():
    try:
        with socket.create_connection((CONFIG["cache_host"], CONFIG["cache_port"]), 0.8) as s:
            s.settimeout(0.8)
            s.sendall(b"PING\r\n")
            s.recv(64)
    except OSError as e:
        raise UpstreamError(f"session cache {CONFIG['cache_host']}:{CONFIG['cache_port']} not reachable: {e}") from e


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # one write an answer: header and body apart would wait for a delayed ACK
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def answer(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for k, v in headers.items():
            self.send_header(k.replace("_", "-"), str(v))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/admin/mode":
            MODE.update(json.loads(body))
            BUCKET["tokens"] = float(MODE["quota"])
            return self.answer(200, MODE)
        self.work(body)

    def do_GET(self):
        self.work(b"")

    def work(self, body):
        began = time.monotonic()
        path = self.path.split("?")[0]
        trace = "%032x" % random.getrandbits(128)
        client = (self.headers.get("X-Forwarded-For") or self.client_address[0]).split(",")[0].strip()
        fields = {"trace.id": trace, "http.request.method": self.command, "url.path": path, "client.address": client}
        if self.headers.get("X-Run-Id"):
            fields["labels.run_id"] = self.headers["X-Run-Id"]
        if MODE["delay_ms"] and path != "/healthz" and (path.startswith("/api/rates") or random.random() < .03):
            time.sleep(MODE["delay_ms"] / 1000)
        status = self.route(path, body, fields)
        fields["http.response.status_code"] = status
        fields["event.duration"] = int((time.monotonic() - began) * 1e9)
        if status >= 500:
            log("ERROR", "gateway.http", f"{self.command} {path} failed with {status}", **fields)
        elif status in (401, 429):
            log("WARN", "gateway.http", f"{self.command} {path} answered {status}", **fields)
        elif random.random() < .6:
            log("INFO", "gateway.http", f"{self.command} {path} completed in {(time.monotonic() - began) * 1000:.1f} ms", **fields)

    def route(self, path, body, fields):
        if MODE["maintenance"] and path != "/healthz":
            self.answer(503, {"error": "maintenance window in progress, try again later"}, Retry_After=120)
            return 503
        if path == "/healthz":
            self.answer(200, {"status": "up", "release": MODE["release"]})
            return 200
        if path.startswith("/api/rates"):
            now = time.monotonic()
            BUCKET["tokens"] = min(MODE["quota"], BUCKET["tokens"] + (now - BUCKET["at"]) * MODE["quota"] / 20)
            BUCKET["at"] = now
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            if token not in CONFIG.get("tokens", [token]):
                log("WARN", "gateway.auth", f"rejected request with Authorization: Bearer {token}: token expired or revoked", **fields)
                self.answer(401, {"error": "token expired or revoked"}, WWW_Authenticate="Bearer")
                return 401
            if BUCKET["tokens"] < 1:
                self.answer(429, {"error": "rate limit exceeded for client, quota %d per 20 s" % MODE["quota"]}, Retry_After=20)
                return 429
            BUCKET["tokens"] -= 1
            self.answer(200, {"base": "EUR", "rate": round(random.uniform(.8, 1.4), 4)})
            return 200
        if path == "/api/login":
            who = json.loads(body or b"{}")
            log("INFO", "gateway.auth", f"login of {who.get('email')} from {fields['client.address']}", **fields, **{
                "user.name": who.get("user"), "user.email": who.get("email"), "http.request.cookie": "sid=" + str(who.get("sid"))})
            self.answer(200, {"ok": True})
            return 200
        if path == "/api/debug":
            log("DEBUG", "gateway.http", "request headers: " + ", ".join(f"{k}: {v}" for k, v in self.headers.items()), **fields)
            self.answer(200, {"ok": True})
            return 200
        if path.startswith("/api/basket"):
            if random.random() < .004:
                try:
                    {}["quantity"]
                except KeyError as e:
                    log("ERROR", "gateway.basket", "basket could not be priced", e, **fields)
                    self.answer(500, {"error": "internal"})
                    return 500
            self.answer(200, {"items": random.randrange(9)})
            return 200
        if path.startswith("/api/"):
            self.answer(200, {"ok": True})
            return 200
        self.answer(404, {"error": "no such route"})
        return 404


def main():
    try:
        check_settings()
        for plugin in CONFIG.get("plugins", []):
            importlib.import_module(plugin)
        if CONFIG.get("pricing_mode") == "tiered":
            tiers = None
            log("INFO", "gateway.main", f"tiers loaded: {tiers.count()}")
        reach_cache()
    except Exception as e:
        log("FATAL", "gateway.main", f"gateway {MODE['release']} cannot start: {e}", e)
        return 78
    if sys.argv[3:] == ["--check"]:
        log("INFO", "gateway.main", f"start-up check of {MODE['release']} passed")
        return 0
    server = ThreadingHTTPServer((CONFIG.get("listen_host", "127.0.0.1"), CONFIG["listen_port"]), Handler)
    server.daemon_threads = True
    log("INFO", "gateway.main", f"gateway {MODE['release']} listening on port {CONFIG['listen_port']}")
    server.serve_forever()


sys.exit(main())
