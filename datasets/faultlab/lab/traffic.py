"""Ordinary use between the operations: visitors of the shop, logins, rates calls, customers written to the databases."""
import http.client
import json

from .services import DATABASES, address

PAGES = ["/index.html", "/index.html", "/style.css", "/app.js", "/api/basket", "/api/basket/4", "/api/search?q=lamp", "/api/search?q=desk", "/api/stock/71", "/api/stock/9", "/api/status", "/index.html?from=mail"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1", "shop-app/5.2 (Android 14)", "uptime-check/2.1"]


class Traffic:
    def __init__(self, services, fakes, rng):
        self.s, self.fakes, self.rng = services, fakes, rng
        self.links, self.rate = {}, {}

    def burst(self, env, n):
        r, pick = self.rng, lambda k: self.fakes.pick(k, self.rng)
        bad = api = 0
        for _ in range(n):
            path, method, body = r.choice(PAGES), "GET", None
            who = pick("ipv4") if r.random() < .9 else pick("ipv6")
            headers = {"User-Agent": r.choice(AGENTS), "X-Forwarded-For": who, "Host": "shop.example.com"}
            x = r.random()
            if x < .05:
                path, method = "/api/login", "POST"
                body = json.dumps({"user": pick("person_username"), "email": pick("email"), "sid": pick("session_cookie")})
            elif x < .056:
                path = "/api/debug"
                headers |= r.choice([{"Authorization": "Bearer " + pick("jwt")}, {"Authorization": "Basic " + pick("basic_auth")}, {"Cookie": "sid=" + pick("session_cookie")}, {"X-Api-Key": pick("google_api_key")},
                                     {"Authorization": "Bearer " + pick("token")}])
            elif x < .06:
                path = f"/api/reset?email={pick('email')}"
            elif x < .066:
                path = "/favicon.ico"
            elif x < .07:
                path = "/old-shop/" + r.choice(["a", "b", "c"])
            elif x < .09:
                path, headers["Authorization"] = "/api/rates?cur=EUR", "Bearer " + self.s.tokens[env]
            try:
                c = self.links.get(env)
                if c is None:
                    c = self.links[env] = http.client.HTTPConnection(address("edge-proxy", env), 8080, timeout=2)
                c.request(method, path, body, headers)
                answer = c.getresponse()
                answer.read()
                if path.startswith("/api"):
                    api += 1
                    bad += answer.status >= 429
            except (OSError, http.client.HTTPException):
                self.links.pop(env, None)
        if api > 4:
            self.rate[env] = round(bad / api, 3)

    def customers(self, component, env):
        r, pick = self.rng, lambda k: self.fakes.pick(k, self.rng)
        db, table = f"{DATABASES[component]}_{env}", {"orders-db": "customers", "ledger-db": "accounts"}[component]
        note = r.choice(["phone {phone}", "iban {iban}", "card {card} on file", "SSN {ssn}", "", "prefers mail", "phone {phone}, second contact {email}"])
        for k in ("phone", "iban", "card", "ssn", "email"):
            note = note.replace("{%s}" % k, pick(k)) if "{%s}" % k in note else note
        n = r.randrange(3001, 9000)
        p = self.s.session(db, f"app_{db}", self.s.passwords[component, env], address(component, env),
                           f"INSERT INTO {table} (id, email, amount, note) VALUES ({n}, '{pick('email')}', {r.randrange(900)}, '{note}') ON CONFLICT DO NOTHING",
                           f"SELECT count(*) FROM {table} WHERE amount > {r.randrange(900)}", name="shop")
        p.stdin.close()
        p.wait()
