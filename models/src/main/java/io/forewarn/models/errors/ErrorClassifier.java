package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.protos.core.ModelProto;

/**
 * Says what kind of error a text is. A pattern that is certain decides; else a linear text model does, whose features
 * include the patterns that match; below a threshold chosen on systems it had not seen it abstains to {@code other}.
 * Immutable and safe for many threads.
 */
public final class ErrorClassifier {
    private static final String MODEL = "model.pb";
    private static final String SETTINGS = "classifier.json";

    /** How likely the model must hold another class to overrule a strong rule. */
    private static final double OVERRULES = 0.5;

    /** The model's likelihood of a class that it does not know: a user's own. */
    private static final double UNSAID = 0.5;

    private final LinearSGDModel model;
    private final LinearWeights weights;
    private final Patterns patterns;
    private final Confidence confidence;

    ErrorClassifier(LinearSGDModel model, Patterns patterns, Confidence confidence) {
        this(model, new LinearWeights(model), patterns, confidence);
    }

    private ErrorClassifier(LinearSGDModel model, LinearWeights weights, Patterns patterns, Confidence confidence) {
        this.model = model;
        this.weights = weights;
        this.patterns = patterns;
        this.confidence = confidence;
    }

    /** The class of one error. */
    public Classification classify(ErrorText error) {
        List<PatternRule> matches = patterns.matches(error);
        Set<String> tokens = ErrorTokens.of(error, matches);
        return answer(verdict(weights, matches, tokens), matches, tokens);
    }

    /** What rules and model say together, before calibration. */
    static Verdict verdict(LinearWeights weights, List<PatternRule> matches, Set<String> tokens) {
        double[] p = weights.probabilities(tokens);
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        String likeliest = weights.classes().get(best);
        if (matches.isEmpty() || matches.get(0).strength() == Strength.HINT) {
            return new Verdict(likeliest, p[best], Verdict.Basis.MODEL);
        }
        PatternRule strongest = matches.get(0);
        if (strongest.strength() == Strength.CERTAIN) {
            int k = weights.classes().indexOf(strongest.errorClass());
            return new Verdict(strongest.errorClass(), k < 0 ? UNSAID : p[k], Verdict.Basis.RULE);
        }
        if (strongest.errorClass().equals(likeliest)) {
            return new Verdict(likeliest, p[best], Verdict.Basis.AGREED);
        }
        if (p[best] >= OVERRULES) {
            return new Verdict(likeliest, p[best], Verdict.Basis.MODEL);
        }
        int k = weights.classes().indexOf(strongest.errorClass());
        return new Verdict(strongest.errorClass(), k < 0 ? UNSAID : p[k], Verdict.Basis.STRONG_RULE);
    }

    private Classification answer(Verdict verdict, List<PatternRule> matches, Set<String> tokens) {
        if (confidence.abstains(verdict)) {
            ErrorClass other = ErrorClasses.of(ErrorClasses.OTHER);
            return new Classification(
                    other.id(),
                    confidence.abstainedRight(),
                    other.transience(),
                    "no class is likely enough; nearest is " + verdict.errorClass());
        }
        ErrorClass found = patterns.answered(verdict.errorClass());
        return new Classification(
                found.id(), confidence.of(verdict), found.transience(), because(found, matches, tokens));
    }

    private String because(ErrorClass found, List<PatternRule> matches, Set<String> tokens) {
        for (PatternRule rule : matches) {
            if (rule.errorClass().equals(found.id())) {
                return rule.because();
            }
        }
        int k = weights.classes().indexOf(found.id());
        List<String> words = tokens.stream()
                .filter(t ->
                        t.indexOf(':') != 1 && !t.startsWith("^") && !t.startsWith("~") && weights.weight(t, k) > 0)
                .sorted(Comparator.comparingDouble((String t) -> -weights.weight(t, k))
                        .thenComparing(t -> t))
                .limit(3)
                .toList();
        return words.isEmpty() ? "its words as a whole" : "the words " + String.join(", ", words);
    }

    /** The same with other rules, such as {@link Patterns#withUsers}. */
    public ErrorClassifier with(Patterns other) {
        return new ErrorClassifier(model, weights, other, confidence);
    }

    /** The same with other calibration. */
    ErrorClassifier with(Confidence other) {
        return new ErrorClassifier(model, weights, patterns, other);
    }

    /** Writes it into a folder that exists; the rules are not part of it. */
    public void save(Path folder) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(MODEL))) {
            model.serialize().writeTo(out);
        }
        ObjectNode settings = new ObjectMapper().createObjectNode();
        confidence.writeTo(settings);
        Files.writeString(folder.resolve(SETTINGS), settings.toPrettyString());
    }

    /** Reads what {@link #save} wrote; with the bundled rules. */
    public static ErrorClassifier load(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(MODEL))) {
            Model<?> model = Model.deserialize(ModelProto.parseFrom(in));
            if (!(model instanceof LinearSGDModel linear)) {
                throw new IOException("not an error classifier: " + folder);
            }
            return new ErrorClassifier(
                    linear,
                    Patterns.bundled(),
                    Confidence.from(new ObjectMapper().readTree(Files.readString(folder.resolve(SETTINGS)))));
        }
    }

    /** What Tribuo recorded of data, trainer and versions. */
    public String provenance() {
        return model.getProvenance().toString();
    }

    /** What its confidence rests on. */
    Confidence confidence() {
        return confidence;
    }

    /** The answer to an error whose rules and tokens are known. */
    Classification classify(List<PatternRule> matches, Set<String> tokens) {
        return answer(verdict(weights, matches, tokens), matches, tokens);
    }
}
