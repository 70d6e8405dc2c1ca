package com.example.batch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** Reads a file of invoices, asks the gateway for rates, writes a posting file. Argument: a properties file. */
public final class BatchJob {
    private final Properties settings;
    private final Log log;

    BatchJob(Properties settings, Log log) {
        this.settings = settings;
        this.log = log;
    }

    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        try (InputStream in = new FileInputStream(args[0])) {
            settings.load(in);
        }
        Log log = Log.of(settings.getProperty("layout", "jul"), "com.example." + settings.getProperty("package", "billing") + ".BatchJob");
        BatchJob job = new BatchJob(settings, log);
        try {
            if (args.length > 1 && args[1].equals("--self-check")) job.selfCheck();
            else job.run();
        } catch (Throwable e) {
            log.error("run " + settings.getProperty("run") + " failed", e);
            System.exit(1);
        }
    }

    private String required(String key) {
        String value = settings.getProperty(key);
        if (value == null) throw new ConfigurationException("required property '" + key + "' is not set");
        return value;
    }

    void selfCheck() throws Exception {
        log.info("self-check of release " + settings.getProperty("release") + ", run " + settings.getProperty("run"));
        for (String key : List.of("gateway.url", "report.folder", "batch.size", "settlement.currency")) required(key);
        try {
            int size = Integer.parseInt(required("batch.size"));
            log.info("batch size " + size);
        } catch (NumberFormatException e) {
            throw new ConfigurationException("property 'batch.size' is not a number: " + settings.getProperty("batch.size"), e);
        }
        log.info("tax table " + TaxTable.describe());
        if (Files.notExists(Path.of(required("report.folder")))) {
            throw new ConfigurationException("property 'report.folder' points to a folder that does not exist");
        }
        call(1);
        log.info("self-check passed");
    }

    void run() throws Exception {
        log.info("run " + settings.getProperty("run") + " starts: " + settings.getProperty("title"));
        for (int n = 0; settings.getProperty("note." + n) != null; n++) log.info(settings.getProperty("note." + n));
        List<Invoice> invoices = read(Path.of(settings.getProperty("input")));
        log.info(invoices.size() + " invoices read, tax table " + TaxTable.describe());
        call(Integer.parseInt(settings.getProperty("remote.calls", "0")));
        post(invoices);
        if (settings.getProperty("pause.ms") != null) Thread.sleep(Long.parseLong(settings.getProperty("pause.ms")));
        log.info("run " + settings.getProperty("run") + " finished");
    }

    private List<Invoice> read(Path file) throws IOException {
        List<Invoice> invoices = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                try {
                    invoices.add(Invoice.parse(text));
                } catch (RuntimeException e) {
                    throw new BadRecordException("line " + line + " of " + file.getFileName() + " is not an invoice: " + text, e);
                }
            }
        }
        return invoices;
    }

    private void call(int times) throws Exception {
        if (times == 0) return;
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofMillis(900)).build();
        String base = settings.getProperty("gateway.url");
        for (int n = 0; n < times; n++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/rates?n=" + n))
                    .timeout(Duration.ofMillis(Long.parseLong(settings.getProperty("timeout.ms", "700"))))
                    .header("Authorization", "Bearer " + settings.getProperty("token"))
                    .header("X-Run-Id", settings.getProperty("run")).build();
            HttpResponse<String> answer;
            try {
                answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new GatewayException("rates call " + (n + 1) + " of " + times + " failed", e);
            }
            if (answer.statusCode() != 200) {
                throw new GatewayException("rates call " + (n + 1) + " of " + times + " answered HTTP " + answer.statusCode() + ": " + answer.body());
            }
        }
        log.info(times + " rates fetched");
    }

    private void post(List<Invoice> invoices) throws IOException {
        Set<String> posted = new HashSet<>();
        Path out = Path.of(settings.getProperty("report.folder"), "postings-" + settings.getProperty("run") + ".csv");
        try (BufferedWriter writer = Files.newBufferedWriter(out)) {
            for (Invoice invoice : invoices) {
                if (!posted.add(invoice.number())) {
                    throw new DuplicatePostingException("invoice " + invoice.number() + " of " + invoice.email() + " was already posted");
                }
                if ("true".equals(settings.getProperty("defect.discount"))) {
                    writer.write(invoice.discount().trim());
                }
                if ("true".equals(settings.getProperty("defect.tier"))) {
                    String[] tiers = {"basic", "plus"};
                    writer.write(tiers[invoice.number().length() % 7 + 1]);
                }
                writer.write(invoice.number() + "," + invoice.email() + "," + invoice.amount() + "," + TaxTable.rate() + "\n");
            }
        } catch (IOException e) {
            Files.deleteIfExists(out);
            throw new ReportException("posting file " + out.getFileName() + " could not be written", e);
        }
        log.info(posted.size() + " invoices posted");
    }

    record Invoice(String number, String email, double amount, String discount, byte[] scan) {
        static Invoice parse(String line) {
            String[] f = line.split(",");
            if (f.length < 3) throw new IllegalArgumentException("3 fields expected, " + f.length + " found");
            return new Invoice(f[0], f[1], Double.parseDouble(f[2]), null, new byte[700]);
        }
    }

    static final class ConfigurationException extends RuntimeException {
        ConfigurationException(String m) { super(m); }
        ConfigurationException(String m, Throwable c) { super(m, c); }
    }

    static final class BadRecordException extends RuntimeException {
        BadRecordException(String m, Throwable c) { super(m, c); }
    }

    static final class DuplicatePostingException extends RuntimeException {
        DuplicatePostingException(String m) { super(m); }
    }

    static final class GatewayException extends Exception {
        GatewayException(String m) { super(m); }
        GatewayException(String m, Throwable c) { super(m, c); }
    }

    static final class ReportException extends IOException {
        ReportException(String m, Throwable c) { super(m, c); }
    }
}
