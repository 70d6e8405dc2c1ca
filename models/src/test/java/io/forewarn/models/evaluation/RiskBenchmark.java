package io.forewarn.models.evaluation;

import io.forewarn.models.risk.OperationFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/**
 * Backtests files of operations and writes predictions: {@code RiskBenchmark split|replay OUT FILE.jsonl.gz ...}. One
 * configuration for all files. Time on the processor is that of the one thread that reads, trains and predicts.
 */
public final class RiskBenchmark {
    private RiskBenchmark() {}

    public static void main(String[] args) throws IOException {
        Backtest.Settings settings = args[0].equals("split") ? Backtest.Settings.split() : Backtest.Settings.replay();
        Path out = Files.createDirectories(Path.of(args[1]));
        PrintStream print = System.out;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 2; i < args.length; i++) {
            Path file = Path.of(args[i]);
            String name = String.valueOf(file.getFileName()).replace(".jsonl.gz", "");
            long start = System.nanoTime();
            long busySince = threads.getCurrentThreadCpuTime();
            Backtest.Result result = new Backtest(settings, Clock.systemUTC()).run(OperationFiles.read(file));
            double seconds = (System.nanoTime() - start) / 1e9;
            double busy = (threads.getCurrentThreadCpuTime() - busySince) / 1e9;
            Report.writePredictions(result.predictions(), out.resolve(name + ".csv"));
            Report report = Report.of(name, result);
            report.write(out.resolve(name + ".html"));
            RiskMetrics m = report.metrics();
            print.printf(
                    Locale.ROOT,
                    "%-22s n=%5d AUC %s, above EWMA-20 by %s, ECE %.4f (by chance %.4f), catch@10%% %.3f, %.1f s, on the processor %.1f s%n  %s%n",
                    name,
                    m.n(),
                    Report.interval(m.auc()),
                    Report.interval(report.lead()),
                    m.ece().value(),
                    m.eceByChance().value(),
                    m.catchAt10().value(),
                    seconds,
                    busy,
                    report.intervals().words());
        }
    }
}
