package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
