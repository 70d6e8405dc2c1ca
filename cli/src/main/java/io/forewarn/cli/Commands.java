package io.forewarn.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes the commands, handing each the terminal it speaks to. */
final class Commands implements CommandLine.IFactory {
    private final Terminal terminal;

    Commands(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            Constructor<K> withTerminal = type.getDeclaredConstructor(Terminal.class);
            return withTerminal.newInstance(terminal);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
