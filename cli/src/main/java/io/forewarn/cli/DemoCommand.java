package io.forewarn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until the story is written in the next commit of this change. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
