package com.example.batch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Two layouts: java.util.logging's own (two lines a record) and the one-line layout common with log4j. */
interface Log {
    void info(String message);

    void error(String message, Throwable cause);

    static Log of(String layout, String name) {
        if (layout.equals("jul")) {
            Logger logger = Logger.getLogger(name);
            logger.setUseParentHandlers(false);
            logger.addHandler(new ConsoleHandler());
            return new Log() {
                @Override public void info(String message) { logger.logp(Level.INFO, name, "run", message); }
                @Override public void error(String message, Throwable cause) { logger.logp(Level.SEVERE, name, "main", message, cause); }
            };
        }
        DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);
        String shown = name.replace("com.example.", "c.e.");
        return new Log() {
            private void write(String level, String message) {
                System.out.println(LocalDateTime.now(ZoneOffset.UTC).format(stamp) + " " + level + " [" + Thread.currentThread().getName() + "] " + shown + " - " + message);
            }
            @Override public void info(String message) { write("INFO ", message); }
            @Override public void error(String message, Throwable cause) {
                StringWriter trace = new StringWriter();
                cause.printStackTrace(new PrintWriter(trace));
                write("ERROR", message + "\n" + trace.toString().stripTrailing());
            }
        };
    }
}
