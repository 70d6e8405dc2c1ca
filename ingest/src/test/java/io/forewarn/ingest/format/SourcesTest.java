package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class SourcesTest {
    private static final byte[] TEXT = "2023-01-02 03:04:05 INFO a\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private interface Packer {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packer packer, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.around(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String text(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void seesThroughCompressionByItsFirstBytes() throws IOException {
        Files.write(folder.resolve("a.log"), packed(GZIPOutputStream::new, TEXT));
        Files.write(folder.resolve("b"), packed(ZstdOutputStream::new, TEXT));
        Files.write(folder.resolve("c.txt"), packed(BZip2CompressorOutputStream::new, TEXT));
        Files.write(folder.resolve("d.gz"), packed(o -> new XZOutputStream(o, new LZMA2Options()), TEXT));
        Files.write(folder.resolve("e"), packed(GZIPOutputStream::new, packed(GZIPOutputStream::new, TEXT)));
        for (Source s : Sources.find(List.of(folder))) {
            assertThat(text(s)).as(s.name()).isEqualTo("2023-01-02 03:04:05 INFO a\n");
        }
    }

    @Test
    void opensArchivesInArchivesInAnyOrder() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("inner/"));
            zip.putNextEntry(new ZipEntry("inner/app.log"));
            zip.write("one\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("inner/b.log"));
            zip.write("two\n".getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream tarred = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(tarred))) {
            TarArchiveEntry entry = new TarArchiveEntry("billing/logs.zip");
            entry.setSize(zipped.size());
            tar.putArchiveEntry(entry);
            tar.write(zipped.toByteArray());
            tar.closeArchiveEntry();
        }
        Path file = folder.resolve("all.tgz");
        Files.write(file, tarred.toByteArray());
        List<Source> sources = Sources.find(List.of(file));
        assertThat(sources)
                .extracting(Source::name)
                .containsExactly(file + "!/billing/logs.zip!/inner/app.log", file + "!/billing/logs.zip!/inner/b.log");
        assertThat(text(sources.get(1))).isEqualTo("two\n");
        assertThat(text(sources.get(0))).isEqualTo("one\n");
        assertThat(text(sources.get(1))).isEqualTo("two\n");
    }

    @Test
    void guessesTheComponentFromFolderAndFile() throws IOException {
        Files.createDirectories(folder.resolve("logs/billing"));
        Files.write(folder.resolve("logs/billing/app-2024-01-02.log.gz"), packed(GZIPOutputStream::new, TEXT));
        Files.write(folder.resolve("logs/checkout-3.log"), TEXT);
        assertThat(Sources.find(List.of(folder))).extracting(Source::component).containsExactly("billing", "checkout");
        assertThat(ComponentNames.of("logs/billing/app.log.gz")).isEqualTo("billing");
        assertThat(ComponentNames.of("/var/log/messages")).isEqualTo("messages");
        assertThat(ComponentNames.of("postgresql-15-main.log.1")).isEqualTo("postgresql-15-main");
    }

    @Test
    void findsFilesByPattern() throws IOException {
        Files.write(folder.resolve("a.log"), TEXT);
        Files.write(folder.resolve("a.txt"), TEXT);
        assertThat(Sources.find(List.of(Path.of(folder + "/*.log")))).hasSize(1);
        assertThatThrownBy(() -> Sources.find(List.of(Path.of(folder + "/*.csv"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no file matches");
    }

    @Test
    void saysWhatIsMissingAndHowToMendIt() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Sources.find(List.of(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the folder has no file");
        assertThatThrownBy(() -> Sources.find(List.of(folder.resolve("nowhere.log"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such file or folder");
    }

    @Test
    void readsStandardInputCompressedOrNot() throws IOException {
        byte[] gz = packed(GZIPOutputStream::new, TEXT);
        assertThat(text(Sources.standardInput(new ByteArrayInputStream(gz)))).startsWith("2023");
        assertThat(text(Sources.standardInput(new ByteArrayInputStream(TEXT), Reading.FILE_DATE)))
                .startsWith("2023");
    }

    @Test
    void readsAllMembersOfAGzipStreamWhoseWriterPauses() throws IOException {
        byte[] one = packed(GZIPOutputStream::new, TEXT);
        // as a pipe between two writes: nothing is there to be read, and yet more comes
        InputStream pauses = new java.io.SequenceInputStream(
                new ByteArrayInputStream(one),
                new java.io.SequenceInputStream(
                        new ByteArrayInputStream(one), new ByteArrayInputStream(new byte[512])));
        assertThat(text(Sources.standardInput(pauses))).isEqualTo(new String(TEXT, StandardCharsets.UTF_8).repeat(2));
    }

    @Test
    void tellsOfWhatFollowsCompressedDataAndIsNone() throws IOException {
        Path file = folder.resolve("a.gz");
        byte[] one = packed(GZIPOutputStream::new, TEXT);
        byte[] more = Arrays.copyOf(one, one.length + TEXT.length);
        System.arraycopy(TEXT, 0, more, one.length, TEXT.length);
        Files.write(file, more);
        try (InputStream in = Sources.find(List.of(file)).get(0).open()) {
            assertThat(in.readNBytes(TEXT.length)).isEqualTo(TEXT);
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("not compressed");
        }
    }

    @Test
    void readsTheEntriesBesideOneWithAPassword() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            for (String name : List.of("a.log", "b.log")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(TEXT);
            }
        }
        byte[] bytes = zipped.toByteArray();
        // the first bit of an entry's flags says that it is encrypted; they stand 8 bytes behind PK\1\2 of the
        // directory
        for (int i = 0; i < bytes.length - 9; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 8] |= 1;
                break;
            }
        }
        bytes[6] |= 1;
        Path file = Files.write(folder.resolve("some.zip"), bytes);

        List<Source> sources = Sources.find(List.of(file));

        assertThat(sources).extracting(Source::name).containsExactly(file + "!/a.log", file + "!/b.log");
        assertThatThrownBy(() -> text(sources.get(0)))
                .isInstanceOf(org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException.class);
        assertThat(text(sources.get(1))).isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
        assertThat(text(sources.get(1))).isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
    }

    @Test
    void leavesOutWhatHasNoContentOfItsOwnInAnArchive() throws IOException {
        Path tarred = folder.resolve("links.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(tarred))) {
            TarArchiveEntry link = new TarArchiveEntry("current.log", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("a.log");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            TarArchiveEntry entry = new TarArchiveEntry("a.log");
            entry.setSize(TEXT.length);
            tar.putArchiveEntry(entry);
            tar.write(TEXT);
            tar.closeArchiveEntry();
        }
        Path empty = folder.resolve("empty.zip");
        new ZipOutputStream(Files.newOutputStream(empty)).close();

        assertThat(Sources.find(List.of(tarred))).extracting(Source::name).containsExactly(tarred + "!/a.log");
        assertThat(Sources.find(List.of(empty))).isEmpty();
    }

    @Test
    void followsALinkThatIsNamedAndNoneWithinAFolder() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/deep"));
        Files.write(real.resolve("a.log"), TEXT);
        Files.createSymbolicLink(real.resolve("loop"), folder);
        Path link = Files.createSymbolicLink(folder.resolve("current"), folder.resolve("real"));
        assertThat(Sources.find(List.of(link))).extracting(Source::name).containsExactly(link + "/deep/a.log");
    }

    @Test
    void readsTheOthersWhereAFolderBelowIsClosed() throws IOException {
        Files.write(folder.resolve("a.log"), TEXT);
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.write(closed.resolve("b.log"), TEXT);
        closed.toFile().setReadable(false);
        assumeTrue(!Files.isReadable(closed), "skipped: root reads everything");
        try {
            List<Source> sources = Sources.find(List.of(folder));
            assertThat(sources).extracting(Source::name).containsExactly(folder + "/a.log", closed.toString());
            assertThatThrownBy(() -> text(sources.get(1))).isInstanceOf(java.nio.file.AccessDeniedException.class);
            assertThat(Sources.closed(folder)).containsExactly(closed);
            assertThat(Sources.growing(folder)).hasSize(1);
        } finally {
            closed.toFile().setReadable(true);
        }
    }

    /** Lines of digits, which hardly compress: the bytes before a cut hold about as many lines as they should. */
    private static byte[] lines(int n) {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append("2023-01-02 03:04:05 INFO request ")
                    .append(random.nextLong())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> packers() {
        return Stream.of(
                Arguments.of("gzip", (Packer) GZIPOutputStream::new),
                Arguments.of("zstd", (Packer) out -> new ZstdOutputStream(out).setCloseFrameOnFlush(true)),
                Arguments.of("bzip2", (Packer) out -> new BZip2CompressorOutputStream(out, 1)),
                Arguments.of("xz", (Packer) out -> new XZOutputStream(out, new LZMA2Options(1))),
                Arguments.of("lz4", (Packer) out -> new FramedLZ4CompressorOutputStream(
                        out,
                        new FramedLZ4CompressorOutputStream.Parameters(
                                FramedLZ4CompressorOutputStream.BlockSize.K64))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packers")
    void givesWhatCameBeforeTheCutOfCompressedDataAndThenTheFault(String kind, Packer packer) throws IOException {
        byte[] text = lines(8000);
        byte[] whole = packed(packer, text);
        Path cut = folder.resolve("app.log." + kind);
        Files.write(cut, Arrays.copyOf(whole, whole.length * 3 / 4));

        List<RawRecord> records = new ArrayList<>();
        IOException fault = null;
        try (RecordReader reader = RecordReader.open(Sources.find(List.of(cut)).get(0), ReadOptions.defaults())) {
            for (RawRecord r = reader.next(); r != null; r = reader.next()) {
                records.add(r);
            }
        } catch (IOException e) {
            fault = e;
        }

        assertThat(fault).as("the reader is told").isNotNull();
        assertThat(records).hasSizeBetween(2000, 6200);
        String said = new String(text, StandardCharsets.UTF_8);
        assertThat(records.subList(0, records.size() - 1)).allMatch(r -> said.contains(r.message() + "\n"));
    }

    @Test
    void givesTheLinesOfACompressedLogThatBreaksOffWithinItsFirstBlock() throws IOException {
        byte[] whole = packed(GZIPOutputStream::new, lines(100));
        Path cut = folder.resolve("short.log.gz");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        try (RecordReader reader = RecordReader.open(Sources.find(List.of(cut)).get(0), ReadOptions.defaults())) {
            assertThat(reader.next()).isNotNull();
            assertThatThrownBy(() -> {
                        while (reader.next() != null) {
                            // to the fault
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(reader.counts().lines()).isBetween(20L, 60L);
        }
    }

    @Test
    void readsTheEntriesOfAnArchiveBeforeItsCutAndNamesTheRest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : List.of("a.log", "b.log", "c.log")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(TEXT.length * 1000L);
                tar.putArchiveEntry(entry);
                for (int i = 0; i < 1000; i++) {
                    tar.write(TEXT);
                }
                tar.closeArchiveEntry();
            }
        }
        Path cut = folder.resolve("all.tar");
        Files.write(cut, Arrays.copyOf(bytes.toByteArray(), 512 + 27_136 + 512 + 10_000));

        List<Source> sources = Sources.find(List.of(cut));

        assertThat(sources).extracting(Source::name).containsExactly(cut + "!/a.log", cut + "!/b.log", cut + "!/...");
        assertThat(text(sources.get(0))).hasSize(27_000);
        assertThatThrownBy(() -> text(sources.get(1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text(sources.get(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut short or damaged");
    }
}
