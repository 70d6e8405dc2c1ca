package io.forewarn.server.pages;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a browser asked.
 *
 * @param path values of the placeholders in the page's path
 * @param query parameters after the question mark
 * @param form fields of a form
 */
record Asked(Map<String, String> path, Map<String, String> query, Map<String, String> form) {
    Asked {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        form = Map.copyOf(form);
    }

    static Asked of(Context context) {
        boolean post = context.method().name().equals("POST");
        return new Asked(
                context.pathParamMap(),
                first(context.queryParamMap()),
                post ? first(context.formParamMap()) : Map.of());
    }

    private static Map<String, String> first(Map<String, List<String>> all) {
        Map<String, String> first = new TreeMap<>();
        all.forEach((name, values) -> values.stream().findFirst().ifPresent(v -> first.put(name, v)));
        return first;
    }

    String id() {
        return path.getOrDefault("id", "");
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(s -> !s.isBlank());
    }

    Optional<String> form(String name) {
        return Optional.ofNullable(form.get(name)).map(String::strip).filter(s -> !s.isEmpty());
    }

    /** A field that must be there. */
    String required(String name) {
        return form(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + name.replace('_', ' ') + "' is missing; fill it in"));
    }

    /** Number of the page in a list that is cut into pages, from 1. */
    int page() {
        try {
            return Math.max(1, Math.min(100_000, Integer.parseInt(query("page").orElse("1"))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'page' must be a whole number from 1", e);
        }
    }
}
