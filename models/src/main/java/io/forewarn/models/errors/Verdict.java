package io.forewarn.models.errors;

/**
 * What rules and model say of an error before calibration.
 *
 * @param errorClass the class named
 * @param probability that the model gives to that class, 0 to 1
 */
record Verdict(String errorClass, double probability, Basis basis) {

    /** What an answer rests on; each is calibrated by itself. */
    enum Basis {
        /** A certain rule. */
        RULE,
        /** The model, and the strongest rule says the same. */
        AGREED,
        /** A strong rule, where the model does not hold another class to be likely enough. */
        STRONG_RULE,
        /** The model against the strongest rule, or without any. */
        MODEL
    }
}
