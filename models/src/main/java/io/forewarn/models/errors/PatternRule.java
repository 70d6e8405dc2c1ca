package io.forewarn.models.errors;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One readable rule of {@code patterns.yaml}: where any of its conditions holds, the error is likely of its class.
 *
 * @param id unique
 * @param errorClass one of {@link ErrorClasses}
 * @param strength {@code certain} decides alone; {@code strong} and {@code hint} are features of the model
 * @param because words shown to a person
 * @param types exception types, full or simple names, in lower case
 * @param literals parts of the text in lower case
 * @param codes error numbers and names that stand as words of their own, in lower case: errno, SQLSTATE, gRPC
 * @param httpStatuses numbers that count only beside a word that says HTTP or status
 * @param regex searched in the text, or null
 */
record PatternRule(
        String id,
        String errorClass,
        String strength,
        String because,
        List<String> types,
        List<String> literals,
        List<String> codes,
        List<String> sqlStates,
        List<String> httpStatuses,
        @Nullable Pattern regex) {

    boolean isCertain() {
        return strength.equals("certain");
    }
}
