package io.forewarn.server.pages;

import io.forewarn.server.work.Workbench;

/**
 * One form: does what it asks and says which page to show next.
 *
 * @param path with placeholders in braces
 * @param step does it
 */
record Action(String path, Step step) {

    /** Answers with where to go, or a part of a page for a request by htmx. */
    @FunctionalInterface
    interface Step {
        Answer act(Workbench bench, Asked asked) throws Exception;
    }

    /**
     * What comes next.
     *
     * @param to page to go to, for browsers without script
     * @param template part of a page to put in place; empty where the whole page is to be shown anew
     * @param view what the part shows
     */
    record Answer(String to, String template, Object view) {
        static Answer to(String path) {
            return new Answer(path, "", path);
        }
    }
}
