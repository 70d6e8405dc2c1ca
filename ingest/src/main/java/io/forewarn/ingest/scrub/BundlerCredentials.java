package io.forewarn.ingest.scrub;

import java.util.List;

/** Bundler takes {@code user:password} of a gem source from {@code BUNDLE_HOST__EXAMPLE__COM} (its manual, "config"). */
final class BundlerCredentials implements Finder {
    @Override
    public String id() {
        return "bundler-credentials";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of("bundle_");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered) {
            return;
        }
        Assignment a = Assignment.at(t, from, to, out);
        if (a == null || !a.name().contains("__") || Secrets.isPlaceholder(t, a.start(), a.end())) {
            return;
        }
        int colon = t.between(a.start(), Math.min(a.end(), a.start() + 256)).indexOf(':');
        if (colon > 0 && colon + 1 < a.end() - a.start() && t.at(a.start() + colon + 1) != '/') {
            out.add(this, a.start(), a.end());
        }
    }

    @Override
    public List<String> positives() {
        return List.of("BUNDLE_GEMS__EXAMPLE__COM=bob:opensesame", "bundle_gems__example__com: \"0123abcd:4567ef01\"");
    }

    @Override
    public List<String> negatives() {
        return List.of("BUNDLE_JOBS=4:1", "BUNDLE_MIRROR__X=https://mirror");
    }
}
