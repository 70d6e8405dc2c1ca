package io.forewarn.predictor.suggest;

import java.util.List;
import java.util.Optional;

/** Turns short texts into vectors whose cosine says how near their meanings are. */
public interface Embedding {
    /** Names the model, so that what it made is not compared with what another made. */
    String name();

    /**
     * One unit vector for each text, in their order, all of one length; empty where the model cannot be used on this machine.
     *
     * @param texts scrubbed, none blank
     */
    Optional<List<float[]>> of(List<String> texts);
}
