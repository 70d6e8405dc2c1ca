package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keys without a mark of their own, in the shape of the vendor whose name stands in the variable: {@code SNYK_API=…}. */
final class VendorKeyed implements Finder {
    /** Vendor word to the lengths and alphabet of its keys, as the vendors document them: u is a UUID, x hexadecimal, a alphanumeric, w also {@code -_=}. */
    private static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("snyk", "u36"),
            Map.entry("heroku", "u36"),
            Map.entry("hubspot", "u36"),
            Map.entry("sendbird", "u36 x40"),
            Map.entry("squarespace", "u36"),
            Map.entry("kucoin", "u36 x24"),
            Map.entry("kraken", "w80"),
            Map.entry("sumo", "a14 a64"),
            Map.entry("sourcegraph", "x40"),
            Map.entry("sumologic", "a14 a64"),
            Map.entry("cloudflare", "x37 w40"),
            Map.entry("algolia", "x32"),
            Map.entry("datadog", "x40 a40 x32"),
            Map.entry("okta", "w42"),
            Map.entry("sonar", "a40"),
            Map.entry("meraki", "x40"),
            Map.entry("cohere", "a40"),
            Map.entry("looker", "a20 a24"),
            Map.entry("twitch", "a30"),
            Map.entry("trello", "a32"),
            Map.entry("dropbox", "a15"),
            Map.entry("zendesk", "a40"),
            Map.entry("fastly", "w32"),
            Map.entry("netlify", "w40 w46"),
            Map.entry("mapbox", "w60"),
            Map.entry("bittrex", "a32"),
            Map.entry("coinbase", "w64"),
            Map.entry("codecov", "a32 u36"),
            Map.entry("etsy", "a24"),
            Map.entry("gitter", "w40"),
            Map.entry("sentry", "x64 x32"),
            Map.entry("mattermost", "a26"),
            Map.entry("messagebird", "a25 u36"),
            Map.entry("yelp", "w128"),
            Map.entry("privateai", "a32"),
            Map.entry("polymarket", "w44"),
            Map.entry("shodan", "a32"),
            Map.entry("virustotal", "x64"),
            Map.entry("abuseipdb", "x80"),
            Map.entry("opsgenie", "u36"),
            Map.entry("pagerduty", "w20"),
            Map.entry("rollbar", "x32"),
            Map.entry("bugsnag", "x32"),
            Map.entry("segment", "a32"),
            Map.entry("mixpanel", "x32"),
            Map.entry("amplitude", "x32"),
            Map.entry("deepl", "u36"),
            Map.entry("linkedin", "a16"),
            Map.entry("lastfm", "x32"),
            Map.entry("alchemy", "w32"),
            Map.entry("infura", "x32"),
            Map.entry("etherscan", "a34"),
            Map.entry("binance", "a64"),
            Map.entry("openweather", "x32"),
            Map.entry("newsapi", "x32"),
            Map.entry("giphy", "a32"),
            Map.entry("unsplash", "w43"),
            Map.entry("cloudant", "x64 a24"),
            Map.entry("softlayer", "a64"),
            Map.entry("sl_api", "a64"),
            Map.entry("sl-api", "a64"),
            Map.entry("azure", "w43 w44"));

    @Override
    public String id() {
        return "vendor-keyed";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return SHAPES.keySet().stream().sorted().toList();
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered
                || (Chars.isLower(t.at(from)) && Chars.isLower(t.at(from - 1)))
                || (Chars.isLower(t.at(to)) && !t.hasAt(to, "key") && !t.hasAt(to, "token"))) {
            return;
        }
        Assignment a = Assignment.at(t, from, to, out);
        String shapes = SHAPES.get(t.between(from, to).toLowerCase(Locale.ROOT));
        if (a == null || shapes == null || Secrets.isPlaceholder(t, a.start(), a.end())) {
            return;
        }
        for (String shape : shapes.split(" ", -1)) {
            if (a.end() - a.start() == Integer.parseInt(shape.substring(1))
                    && fits(t, a.start(), a.end(), shape.charAt(0))) {
                out.add(this, a.start(), a.end());
                return;
            }
        }
    }

    private static boolean fits(Text t, int start, int end, char alphabet) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            char c = t.at(i);
            digits += Chars.isDigit(c) ? 1 : 0;
            boolean ok = switch (alphabet) {
                case 'u' ->
                    Chars.isHex(c)
                            || (c == '-' && (i - start == 8 || i - start == 13 || i - start == 18 || i - start == 23));
                case 'x' -> Chars.isHex(c);
                case 'a' -> Chars.isWord(c);
                default -> Chars.isWord(c) || c == '-' || c == '_' || c == '=';
            };
            if (!ok) {
                return false;
            }
        }
        return digits >= 1;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "SNYK_API = \"9f1c2d3e-aaaa-4bbb-8ccc-1234567890ab\"",
                "const SUMO = suA1b2C3d4E5f6",
                "trello: 0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "heroku app=9f1c2d3e",
                "sumObj = suGyI5imvADdvU",
                "trello: board-list",
                "rookTable = 0023452Lllk2KqjLBvaxANWEgTd7bqjsxjo8aZj0wd");
    }
}
