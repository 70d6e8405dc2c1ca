package io.forewarn.cli;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * What a command reads and writes.
 *
 * @param in standard input, as bytes
 * @param out results
 * @param err progress and problems
 * @param interactive true where a person watches
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean interactive) {

    /** A line of results. */
    void say(String line) {
        out.println(line);
    }

    /** A line of progress: on the error stream, so that results stay clean. */
    void note(String line) {
        err.println(line);
        err.flush();
    }
}
