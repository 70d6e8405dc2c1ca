package io.forewarn.server.pages;

/**
 * Where one is in a list that is cut into pages.
 *
 * @param path of the list
 * @param query what else the address says, ending in {@code &} where not empty
 * @param page from 1
 * @param size lines a page
 */
public record Paging(String path, String query, int page, int size, long total) {
    public long pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    public boolean more() {
        return page < pages();
    }

    public String to(int other) {
        return path + "?" + query + "page=" + other;
    }
}
