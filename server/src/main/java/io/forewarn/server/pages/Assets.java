package io.forewarn.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that pages load; all come from inside the jar, none from a network. */
public final class Assets {
    private static final String OWN = "/io/forewarn/server/pages/";
    private static final String JARS = "/META-INF/resources/webjars/";
    private static final Map<String, Asset> ALL = all();

    private Assets() {}

    /** One file: its media type, and the beginning of the hash of its content, which names this version of it. */
    static final class Asset {
        private final String type;
        private final String tag;
        private final byte[] content;

        private Asset(String type, String tag, byte[] content) {
            this.type = type;
            this.tag = tag;
            this.content = content;
        }

        String type() {
            return type;
        }

        String tag() {
            return tag;
        }

        byte[] bytes() {
            return content.clone();
        }
    }

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The address of a file, which changes with its content, so that browsers may keep it for good. */
    public static String url(String name) {
        return "/assets/" + name + "?v="
                + find(name)
                        .orElseThrow(() -> new IllegalArgumentException("no asset " + name))
                        .tag();
    }

    private static Map<String, Asset> all() {
        Map<String, Asset> all = new TreeMap<>();
        all.put("forewarn.css", read(OWN + "forewarn.css", "text/css; charset=utf-8"));
        all.put("forewarn.js", read(OWN + "forewarn.js", "text/javascript; charset=utf-8"));
        all.put("icon.svg", read(OWN + "icon.svg", "image/svg+xml"));
        all.put("htmx.min.js", read(JARS + "htmx.org/2.0.4/dist/htmx.min.js", "text/javascript; charset=utf-8"));
        all.put("chart.umd.js", read(JARS + "chart.js/4.4.9/dist/chart.umd.js", "text/javascript; charset=utf-8"));
        return all;
    }

    private static Asset read(String resource, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(type, HexFormat.of().formatHex(hash, 0, 6), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
