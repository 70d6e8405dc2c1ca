package io.forewarn.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "took 35 ms for 3 rows | took <num> ms for <num> rows",
                "took 35ms, 12.5s | took <dur>",
                "heap 512MB of 2 GB | heap <size> of <size>",
                "temperature -3 and +4 | temperature <num> and <num>",
                "lasted <1 sec | lasted <dur>",
                "from 10.1.2.3:50010 to /10.1.2.4:80 | from <ip>:<num> to /<ip>:<num>",
                "moved x+ and y- of it | moved <id> and <id> of it",
                "node-5 and node-17 of rack-D5 | node-<id> and node-<id> of rack-<id>",
                "Wifi_Brcm43xx::setPower: on | Wifi_Brcm43xx::setPower: on",
                "in state \\042up\\042 now | in state \\042up\\042 now",
                "got \"GET /a/b?c=1 HTTP/1.1\" here | got \"GET <path>\" here",
                "bound to fe80::1ff:fe23:4567:890a | bound to <ip>",
                "nic 00:1a:2b:3c:4d:5e up | nic <mac> up",
                "host db1.example.com is down | host <host> is down",
                "host shop.example.co.uk is down | host <host> is down",
                "mail to jane@example.org sent | mail to <email> sent",
                "get https://example.org:8080/a?b=c done | get <url> done",
                "open /var/log/messages failed | open <path> failed",
                "load C:\\Windows\\x.dll, ok | load <path>, ok",
                "include conf/a/b.xml here | include <path> here",
                "at 2024-05-06T07:08:09.123Z start | at <time> start",
                "at 2024-05-06 07:08:09,123 start | at <time> start",
                "since Mon Jan 02 10:11:12 | since <time> <num> <time>",
                "request 123e4567-e89b-12d3-a456-426614174000 ok | request <uuid> ok",
                "request abcdefab-abcd-abcd-abcd-abcdefabcdef ok | request <uuid> ok",
                "at 0x7fff5fbff8a0 and deadbeef01 | at <hex> and <hex>",
                "block blk_-1608999687919862906 of job_2015_01 | block <id> of <id>",
                "jetty-6.1.26 with PS/2 and ssh2 | jetty-<id> with PS/<num> and ssh2",
                "version 1.2.3 of it | version <ver> of it",
                "a=true b=False c: true | a=<bool> b=<bool> c: <bool>",
                "owner=null size=None | owner=<null> size=<null>",
                "x == null here | x == null here",
                "pkg=com.example.app act:a.b.c | pkg=<name> act:<name>",
                "ids [1, 2, 3] of [4] | ids [<num>] of [<num>]",
                "tag=\"View Lock\" name='' | tag=\"<str>\" name='<empty>'",
                "said \"hello there\" twice | said \"hello there\" twice",
                "from 1.2.3.4 () call() | from <ip> (<empty>) call()",
                "ws=WorkSource{10113} end | ws=<obj> end",
                "r24=0xff fpr29=0xff | r24=<hex> fpr29=<hex>",
                "Object@5a2f01 and Other@abcdef | Object@<hex> and Other@<hex>",
                "user <email:7f3k2q> on <host:abc123> | user <email> on <host>",
                "Dec is a month, may be | Dec is a month, may be",
                "class org.example.Main$Inner ran | class org.example.Main$Inner ran",
                "mapred.task.id is old | mapred.task.id is old",
                "and/or n/a -- done... | and/or n/a -- done...",
                "a <word> and <words> | a <*> and <*>",
                "a <words:abc> b | a <*> b",
                "tag <div> stays | tag <div> stays",
                "~/notes and \\\\server\\share | <path> and <path>",
            })
    void masksWhatIsEvidentlyAValue(String message, String shape) {
        assertThat(mask(message)).isEqualTo(shape);
    }

    @Test
    void looksAtTheFirstLineOnlyAndAtOneSpaceBetweenWords() {
        assertThat(mask("  a\t  b \r\nc")).isEqualTo("a b");
        assertThat(mask("")).isEmpty();
        assertThat(mask("\nx")).isEmpty();
    }

    @Test
    void cutsLongLinesAndLongShapesWithAPlaceholder() {
        assertThat(mask("word ".repeat(1000))).hasSizeLessThan(1100).endsWith("<*>");
        assertThat(mask("x" + " ".repeat(5000) + "y")).isEqualTo("x <*>");
        assertThat(mask("w".repeat(100_000))).hasSizeLessThan(1100).endsWith("<*>");
    }

    private static String mask(String message) {
        Masker masker = new Masker();
        masker.mask(message);
        assertThat(masker.id()).isEqualTo(Shape.idOf(masker.text()));
        return masker.text();
    }
}
