package io.forewarn.ingest.format;

import java.util.List;

/** The registry of formats, the more particular first; a new one is one class and one line here. */
public final class LogFormats {
    private static final List<LogFormat> ALL = List.of(
            new JsonFormat(),
            new Syslog5424Format(),
            new PostgresFormat(),
            new PostgresCsv(),
            new RedisFormat(),
            new WebErrorFormat.Nginx(),
            new WebErrorFormat.Apache(),
            new AccessLogFormat(),
            new PhpFormat(),
            new JulFormat(),
            new HaproxyFormat(),
            new SyslogFormat(),
            new GlogFormat(),
            new LogcatFormat(),
            new MysqlFormat(),
            new ClusterFormat(),
            new ColumnsFormat(),
            new CsvFormat(),
            new CmTraceFormat(),
            new LambdaFormat(),
            new ParagraphFormat(),
            new NodeFormat(),
            new SystemFormats.Audit(),
            new SystemFormats.JournalExport(),
            new SystemFormats.Erlang(),
            new JUnitXmlFormat(),
            new XmlEventFormat(),
            new LogfmtFormat(),
            new PythonFormat(),
            new BuildFormat(),
            new GenericFormat(),
            new RailsFormat(),
            new TestRunFormat(),
            new ConsoleFormat(),
            new PlainFormat());

    private LogFormats() {}

    public static List<LogFormat> all() {
        return ALL;
    }

    static List<String> ids() {
        return ALL.stream().map(LogFormat::id).toList();
    }

    public static boolean isKnown(String id) {
        return ids().contains(id);
    }

    /** Text without any header: what is left when no format takes a line. */
    private static final class PlainFormat implements LogFormat {
        @Override
        public String id() {
            return "plain";
        }

        @Override
        public List<String> examples() {
            return List.of("Hello, World!");
        }

        @Override
        public LineParser parser(Clues clues) {
            return (line, d) -> Match.NONE;
        }
    }
}
