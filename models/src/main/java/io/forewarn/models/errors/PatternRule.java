package io.forewarn.models.errors;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One readable rule of {@code patterns.yaml}: where any of its conditions holds, the error is likely of its class. The
 * header of that file says when a condition holds.
 *
 * @param id unique
 * @param errorClass one of {@link ErrorClasses}
 * @param because words shown to a person
 * @param types exception types, full or the end of the name; letter case counts
 * @param literals parts of the text in lower case
 * @param sqlStates SQLSTATE codes or the leading part of them
 * @param errnos names and numbers
 * @param httpStatuses three digits each
 * @param grpc names of gRPC status codes
 * @param regex found anywhere in the text, or null
 */
record PatternRule(
        String id,
        String errorClass,
        Strength strength,
        String because,
        List<String> types,
        List<String> literals,
        List<String> sqlStates,
        List<String> errnos,
        List<String> httpStatuses,
        List<String> grpc,
        @Nullable Pattern regex) {

    PatternRule {
        if (id.isBlank() || because.isBlank()) {
            throw new IllegalArgumentException("pattern '" + id + "' needs an id and a because");
        }
        if (regex == null
                && types.isEmpty()
                && literals.isEmpty()
                && sqlStates.isEmpty()
                && errnos.isEmpty()
                && httpStatuses.isEmpty()
                && grpc.isEmpty()) {
            throw new IllegalArgumentException("pattern '" + id + "' has no condition");
        }
    }
}
