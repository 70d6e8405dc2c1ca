package io.forewarn.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C taken over, so that it does not end this process before the guarded one has ended. The class that does it is in
 * every JDK but not in its documented part, so it is looked up by name; where it is missing, Ctrl-C ends this process as
 * usual and its shutdown hook stops the command.
 */
final class Interrupts implements AutoCloseable {
    private final Object previous;

    private Interrupts(Object previous) {
        this.previous = previous;
    }

    /** Runs {@code then} at each SIGINT until closed. */
    static AutoCloseable on(Runnable then) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler body = (proxy, method, args) -> switch (method.getName()) {
                case "handle" -> {
                    then.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> args != null && proxy == args[0];
                default -> "forewarn guard";
            };
            return new Interrupts(
                    handle(Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, body)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return () -> {};
        }
    }

    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Object sigint = signal.getConstructor(String.class).newInstance("INT");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, sigint, handler);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        handle(previous);
    }
}
