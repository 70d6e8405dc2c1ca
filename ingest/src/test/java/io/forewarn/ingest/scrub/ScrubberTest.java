package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
    private final Pseudonyms pseudonyms = Pseudonyms.of(new byte[32], "e1");
    private final Scrubber scrubber = Scrubber.of(pseudonyms);
    private final Redactions redactions = new Redactions();

    private String scrub(String text) {
        return scrubber.scrub(text, redactions);
    }

    @Test
    void putsATokenWhereTheValueStood() {
        assertThat(scrub("login of alice@example.com from 10.1.2.3 failed"))
                .isEqualTo("login of " + pseudonyms.token("email", "alice@example.com") + " from "
                        + pseudonyms.token("ip", "10.1.2.3") + " failed");
        assertThat(redactions.byDetector()).isEqualTo(Map.of("email", 1L, "ipv4", 1L));
    }

    @Test
    void givesOneValueOneTokenHoweverItIsSpelled() {
        String plain = scrub("pay 4716436687677438 now");
        assertThat(scrub("pay 4716-4366-8767-7438 now")).isEqualTo(plain);
        assertThat(scrub("to Bob@Example.com")).isEqualTo(scrub("to bob@example.com"));
    }

    @Test
    void takesASecretForOneThoughItLooksLikeLess() {
        assertThat(scrub("AUTH 0xsc+34f5Duo2")).isEqualTo("AUTH " + pseudonyms.token("secret", "0xsc+34f5Duo2"));
        assertThat(scrub("AUTH 0x7ffd34f5e2")).isEqualTo("AUTH 0x7ffd34f5e2");
        assertThat(scrub("acmeToken: Some(\"k8S2QRiizpzxaorzLTuRCqjh9IPHCBkasCCWpEppZ\")"))
                .doesNotContain("k8S2Q");
        assertThat(scrub("acmeToken: lookup(\"TokenOfTheServiceForUsers\")")).contains("TokenOfTheServiceForUsers");
        assertThat(scrub("jwt.sign(payload, \"k3LQXDCvnMsnzUzndyyNaXbmbHJWHHK\")"))
                .doesNotContain("k3LQXD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail=§",
                "GET /x?a=1&mail=§&b=2",
                "user.email=§, role=admin",
                "to=<§>",
                "of §-2024.log",
                "§-password",
                "https://example.com/users/§/orders",
                "/var/mail/§ is full"
            })
    void givesAnAddressItsTokenWhateverNamesIt(String form) {
        String token = scrub("bob.smith@example.com");
        assertThat(scrub(form.replace("§", "bob.smith@example.com"))).isEqualTo(form.replace("§", token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list-bounces+alice=example.com@lists.example.org",
                "bounce-alice=example.com@lists.example.org",
                "prvs=1a2b3c=alice@example.org",
                "SRS0=HHH=TT=example.com=alice@forward.example.org",
                "alice/admin@REALM.ORG"
            })
    void hidesThePersonInFrontOfTheAddressThatReturnsMail(String address) {
        assertThat(scrub("from " + address + " back")).doesNotContainIgnoringCase("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "081111 092720 27 INFO dfs.FSNamesystem: blk_-6314365697827006048 size 67108864",
                "request 70293f72-844a-4b39-9ad6-fb0ad7e364e4 took 1532 ms",
                "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                "2015-10-18 18:01:51,791 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: started",
                "java.lang.NullPointerException at com.acme.Billing$Row.total(Billing.java:42)",
                "upgraded from 2.14.1 to 2.17.0-rc.3",
                "std::vector<int> at 0x7ffd5e8a9b10",
                "2026-01-05T10:11:12.123456Z +02:00 done in PT2.5S",
                "sha256:e3b0c44298fc1c149afbf4c8996fb924"
            })
    void keepsIdentifiersThatAreNoOnes(String line) {
        assertThat(scrub(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msg\":\"{\\\"password\\\":\\\"tr0ub4dor\\\"}\"}", "q=password%3Dtr0ub4dor%26x",
                        "name=%74r0ub4dor&password=tr0ub4dor",
                "db_password=tr0ub4dor;", "password: 'tr0ub4dor'", "<password>tr0ub4dor</password>",
                "-----BEGIN EC PRIVATE KEY-----\ntr0ub4dor\n-----END EC PRIVATE KEY-----"
            })
    void findsSecretsInEveryWrapping(String text) {
        assertThat(scrub(text))
                .doesNotContain("=tr0ub4dor")
                .doesNotContain("'tr0ub4dor")
                .doesNotContain("\ntr0ub4dor");
        assertThat(redactions.total()).isPositive();
    }

    @Test
    void looksInsideBase64() {
        String wrapped = Base64.getEncoder()
                .encodeToString("user=x&mail=alice@example.com&v=1".getBytes(StandardCharsets.UTF_8));
        assertThat(scrub("payload " + wrapped + " end"))
                .doesNotContain(wrapped.substring(8, 24))
                .endsWith(" end");
        String harmless =
                Base64.getEncoder().encodeToString("Hello 2 everyone in here".getBytes(StandardCharsets.UTF_8));
        assertThat(scrub("payload " + harmless)).endsWith(harmless);
    }

    @Test
    void takesAPlusWithinEscapedQuotesForALetterOfThePassword() {
        assertThat(scrub("{\"m\":\"wrong password \\\"Wert+75sp7kc5\\\" for account\"}"))
                .doesNotContain("75sp7kc5")
                .contains("for account");
    }

    @Test
    void undoesUnicodeEscapes() {
        assertThat(scrub("{\"m\":\"alice\\u0040example.com\"}")).doesNotContain("alice");
    }

    @Test
    void leavesTokensAloneWhoeverMadeThem() {
        String once = scrub("password=hunter22 for bob@example.com");
        assertThat(scrub(once)).isEqualTo(once);
        Scrubber other = Scrubber.of(Pseudonyms.of(new byte[32], "e2"));
        assertThat(other.scrub(once, redactions)).isEqualTo(once);
    }

    @Test
    void mergesFindingsThatOverlap() {
        assertThat(scrub("https://bob:hunter22@db.example.com/x"))
                .startsWith("https://<secret:")
                .endsWith("@db.example.com/x");
    }

    @Test
    void obeysTheUsersRules() {
        ScrubRules rules = ScrubRules.of(
                List.of(new ScrubRules.Extra("ticket", "CASE-([0-9]{6})")), Set.of("Help@Example.com"), Set.of("ipv4"));
        String out = Scrubber.of(pseudonyms, rules)
                .scrub("CASE-123456 help@example.com bob@example.com 10.1.2.3", redactions);
        assertThat(out)
                .startsWith("CASE-<ticket:")
                .contains(" help@example.com <email:")
                .endsWith(" 10.1.2.3");
    }

    @Test
    void takesALoneNumberSeriouslyButNotAField() {
        assertThat(scrub("44051401458")).startsWith("<id:");
        assertThat(scrubber.scrubField("44051401458", redactions)).isEqualTo("44051401458");
        assertThat(scrub("read 44051401458 bytes")).isEqualTo("read 44051401458 bytes");
    }
}
