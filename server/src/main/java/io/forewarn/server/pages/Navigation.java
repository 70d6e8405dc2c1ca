package io.forewarn.server.pages;

import java.util.List;

/** The pages that the bar on top leads to. */
public final class Navigation {
    /** In the order of the bar. */
    public static final List<Item> ITEMS = List.of(
            new Item("Overview", "/"),
            new Item("Issues", "/issues"),
            new Item("Health", "/health"),
            new Item("Trends", "/trends"),
            new Item("Predictions", "/predictions"),
            new Item("Suggestions", "/suggestions"),
            new Item("Models", "/models"));

    private Navigation() {}

    /**
     * One entry.
     *
     * @param name as shown, and as pages name themselves
     * @param path where it leads
     */
    public record Item(String name, String path) {}
}
