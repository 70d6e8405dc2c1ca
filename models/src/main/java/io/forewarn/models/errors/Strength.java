package io.forewarn.models.errors;

/** How much a pattern says; the strongest first. */
enum Strength {
    /** The class, whatever else the text says. */
    CERTAIN,
    /** The class, unless a certain rule or the model with confidence says otherwise. */
    STRONG,
    /** A feature of the model, never a verdict. */
    HINT
}
