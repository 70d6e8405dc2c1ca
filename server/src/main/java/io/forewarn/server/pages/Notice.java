package io.forewarn.server.pages;

import java.util.Locale;

/** What a form did, told on the page that it leads to. */
public enum Notice {
    NONE(""),
    STATUS("The status is changed."),
    CLASS("The class is corrected. The next training learns from it."),
    MERGED("The issues are one now, and later events follow. It can be taken back beside the similar issues."),
    SPLIT("The issue is split, and later events follow. It can be taken back beside the similar issues."),
    UNDONE("The decision is taken back."),
    OUTCOME("The outcome is noted. It counts from the next prediction on."),
    ACTED_ON("Noted: the course was changed, so this outcome will not count against the prediction."),
    PROMOTED("The model is in use."),
    ROLLED_BACK("The model before is in use again.");

    private final String words;

    Notice(String words) {
        this.words = words;
    }

    /** Empty for none. */
    public String words() {
        return words;
    }

    /** The address of a page that shall tell it. */
    String on(String path) {
        return path + "?done=" + name().toLowerCase(Locale.ROOT);
    }

    static Notice of(Asked asked) {
        String done = asked.query("done").orElse("");
        for (Notice notice : values()) {
            if (notice.name().toLowerCase(Locale.ROOT).equals(done)) {
                return notice;
            }
        }
        return NONE;
    }
}
