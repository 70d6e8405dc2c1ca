package io.forewarn.server.pages;

import io.forewarn.server.work.Workbench;
import io.javalin.config.JavalinConfig;

/** Every page. */
public final class Pages {
    private Pages() {}

    /** Adds the pages to a server. */
    public static void register(JavalinConfig config, Workbench bench) {
        config.routes.get(
                "/assets/{name}",
                context -> Assets.find(context.pathParam("name"))
                        .ifPresent(asset -> context.contentType(asset.type()).result(asset.bytes())));
    }
}
