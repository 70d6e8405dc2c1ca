package io.forewarn.server.pages;

import io.forewarn.server.work.Workbench;

/**
 * One page.
 *
 * @param path with placeholders in braces
 * @param template file under {@code src/main/jte}
 * @param view what the template shows
 */
record Page(String path, String template, View view) {

    /** Makes what a template shows from the workbench. */
    @FunctionalInterface
    interface View {
        Object of(Workbench bench, Asked asked) throws Exception;
    }
}
