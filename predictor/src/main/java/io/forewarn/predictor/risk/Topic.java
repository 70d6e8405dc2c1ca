package io.forewarn.predictor.risk;

/** What a feature of the model is about, so that features that say one thing make one reason. */
final class Topic {
    static final String HISTORY = "history";
    static final String RHYTHM = "rhythm";
    static final String COMPONENT = "component";
    static final String KIND = "kind";
    static final String ACTOR = "actor";
    static final String TIME = "time";
    static final String TEXT = "text";
    static final String PATHS = "paths";
    static final String LOGS = "logs";
    static final String OTHER = "other";
    static final String ATTRIBUTE = "attribute:";

    private Topic() {}

    /** The topic of a feature by its registered name, {@code GROUP.NAME}. */
    static String of(String feature) {
        int dot = feature.indexOf('.');
        String group = dot < 0 ? feature : feature.substring(0, dot);
        return switch (group) {
            case "attribute", "rate", "deviation", "step" -> dot < 0 ? OTHER : ATTRIBUTE + feature.substring(dot + 1);
            case "component_kind", "last", "streak", "ewma", "since_failure", "since_known" -> HISTORY;
            case "since_last", "pending", "count" -> RHYTHM;
            case "component", "environment" -> COMPONENT;
            case "kind", "all" -> KIND;
            case "actor", "actor_component", "author" -> ACTOR;
            case "hour", "weekend", "weekday" -> TIME;
            case "logs" -> LOGS;
            case "text" -> TEXT;
            case "change", "file", "directory", "extension", "path_words" -> PATHS;
            default -> OTHER;
        };
    }
}
