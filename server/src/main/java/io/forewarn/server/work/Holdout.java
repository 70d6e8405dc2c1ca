package io.forewarn.server.work;

import io.forewarn.predictor.policy.Verdict;
import io.forewarn.predictor.risk.Prediction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Withholds a share of all warnings and stops at random, so that what they prevent can be measured: of those that were
 * withheld it is seen how many fail. The draw depends on the operation's id and the seed alone, so an operation asked
 * about twice is treated alike, and no feature of it decides.
 *
 * @param share of warnings and stops that are withheld, 0 (none) to 0.5
 * @param seed of the draw
 */
record Holdout(double share, long seed) {

    /** The prediction as it is to be answered. */
    Prediction apply(Prediction p) {
        if (share <= 0 || p.verdict() == Verdict.PASS) {
            return p;
        }
        boolean held = draw(p.operationId()) < share;
        return held ? p.withheld(share) : p.gated(1 - share);
    }

    private double draw(String operation) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + ":holdout:" + operation).getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < 8; i++) {
                bits = bits << 8 | (hash[i] & 0xff);
            }
            return (bits >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
