package io.forewarn.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files that pages load; all come from inside the jar, none from a network. */
final class Assets {
    private static final String OWN = "/io/forewarn/server/pages/";
    private static final String JARS = "/META-INF/resources/webjars/";
    private static final Map<String, Asset> ALL = Map.of(
            "forewarn.css", new Asset(OWN + "forewarn.css", "text/css; charset=utf-8"),
            "forewarn.js", new Asset(OWN + "forewarn.js", "text/javascript; charset=utf-8"),
            "icon.svg", new Asset(OWN + "icon.svg", "image/svg+xml"),
            "htmx.min.js", new Asset(JARS + "htmx.org/2.0.4/dist/htmx.min.js", "text/javascript; charset=utf-8"),
            "chart.umd.js", new Asset(JARS + "chart.js/4.4.9/dist/chart.umd.js", "text/javascript; charset=utf-8"));

    private Assets() {}

    /**
     * One file.
     *
     * @param resource where it lies on the class path
     * @param type its media type
     */
    record Asset(String resource, String type) {
        byte[] bytes() {
            try (InputStream in = Assets.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("missing from the jar: " + resource);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
