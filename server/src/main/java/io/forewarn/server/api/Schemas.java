package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The published shapes of questions and answers. */
final class Schemas {
    private Schemas() {}

    static JsonNode predict() throws IOException {
        try (InputStream in = Schemas.class.getResourceAsStream("predict.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the schema is not among the resources");
            }
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
