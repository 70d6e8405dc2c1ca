package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** International bank account numbers (ISO 13616): length of the country, check digits by MOD 97-10. */
final class BankAccount implements Finder {
    /** Lengths in the registry that SWIFT publishes for ISO 13616. */
    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 "
                    + "FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
                    + "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 "
                    + "PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 "
                    + "VG24 XK20 YE30 DZ26 AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 "
                    + "NE28 SN28 TD27 TG28");

    private static Map<String, Integer> lengths(String list) {
        Map<String, Integer> lengths = new java.util.HashMap<>();
        for (String country : list.split(" ", -1)) {
            lengths.put(country.substring(0, 2), Integer.valueOf(country.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    @Override
    public String id() {
        return "iban";
    }

    @Override
    public String kind() {
        return "iban";
    }

    @Override
    public int onNumbers() {
        return LETTERED;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int start = from - 2;
        if (start < 0
                || to - from < 2
                || t.wordAt(start - 1)
                || !Chars.isLetter(t.like(start))
                || !Chars.isLetter(t.like(start + 1))) {
            return;
        }
        Integer length = LENGTHS.get(t.between(start, from).toUpperCase(Locale.ROOT));
        if (length == null) {
            return;
        }
        StringBuilder value = new StringBuilder(34);
        int p = start;
        while (value.length() < length) {
            char c = t.at(p);
            if (Chars.isWord(c)) {
                value.append(Character.toUpperCase(c));
            } else if (!(c == ' ' || c == '-' || c == '.') || !t.wordAt(p + 1) || p == start + 1) {
                return;
            }
            p++;
        }
        if (!t.wordAt(p) && Digits.iban(value.toString())) {
            out.add(this, start, p);
        }
    }

    @Override
    public List<String> positives() {
        return List.of("to DE89370400440532013000 now", "GB15 MIDL 4005 1512 3456 78 ok?", "NO9386011117947");
    }

    @Override
    public List<String> negatives() {
        return List.of("DE89370400440532013001", "AB150120690000003111141", "ID42 of 7");
    }
}
