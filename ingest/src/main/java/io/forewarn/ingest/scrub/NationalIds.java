package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The table of national numbers: words that name them, shape, check. Algorithms as their issuers publish them. */
final class NationalIds {

    /**
     * @param words lower-case ASCII words that name it
     * @param shape bounded and without nested repetition
     * @param checks over letters and digits only, in upper case
     * @param alone true where it is also looked for in a text that is nothing else
     * @param nativeWords words that name it in letters that are not ASCII, in lower case
     */
    record Kind(
            String id,
            List<String> words,
            Pattern shape,
            Predicate<String> checks,
            boolean alone,
            List<String> nativeWords) {}

    private NationalIds() {}

    static List<Kind> all() {
        List<Kind> k = new ArrayList<>();
        add(
                k,
                "fi-hetu",
                "[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]",
                NationalChecks::finnish,
                "henkil",
                "hetu",
                "personal identity code");
        add(
                k,
                "tr-tckn",
                "[1-9][0-9]{10}",
                NationalChecks::turkish,
                "tckn",
                "kimlik",
                "ki\u015fi",
                "tc no",
                "m\u00fc\u015fteri",
                "vatanda\u015f",
                "numaras\u0131",
                "turkish id");
        add(k, "ca-sin", "[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}", Digits::luhn, "sin", "social insurance");
        add(k, "pl-pesel", "[0-9]{11}", d -> NationalChecks.pesel(d), "pesel");
        add(
                k,
                "th-tnin",
                "[1-8][- ]?[0-9]{4}[- ]?[0-9]{5}[- ]?[0-9]{2}[- ]?[0-9]",
                NationalChecks::thai,
                "thai id",
                "thai national",
                "tnin",
                "\u0e40\u0e25\u0e02");
        add(
                k,
                "kr-rrn",
                "[0-9]{6}-?[1-8][0-9]{6}",
                d -> Digits.monthDay(d, 2, 4),
                "rrn",
                "frn",
                "korean",
                "\uc8fc\ubbfc\ub4f1\ub85d",
                "\uc678\uad6d\uc778\ub4f1\ub85d",
                "resident registration");
        add(
                k,
                "za-id",
                "[0-9]{13}",
                d -> Digits.monthDay(d, 2, 4) && Digits.luhn(d),
                "south african",
                "refugee id",
                "resident number",
                "za id",
                "rsa id",
                "sa id");
        add(
                k,
                "se-personnummer",
                "(?:18|19|20)?[0-9]{6}[-+]?[0-9]{4}",
                NationalChecks::swedish,
                "personnummer",
                "swedish",
                "organisationsnummer",
                "company identity",
                "personal identity code",
                "organization number",
                "orgnr");
        add(
                k,
                "es-nif",
                "[0-9XYZxyz][0-9]{7}-?[A-Za-z]",
                NationalChecks::spanish,
                "nif",
                "nie",
                "dni",
                "identidad",
                "extranjero");
        add(k, "es-passport", "[A-Za-z]{3}[0-9]{6}", d -> true, "pasaporte");
        add(
                k,
                "uk-nino",
                "[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d]",
                d -> NationalChecks.nino(d),
                "nino",
                "national insurance",
                "ni number");
        add(k, "uk-nhs", "[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{4}", NationalChecks::nhs, "nhs");
        add(
                k,
                "uk-driving",
                "[A-Z9]{5}[0-9]{6}[A-Z9]{2}[0-9A-Z]{3}",
                d -> d.chars().anyMatch(Character::isLetter),
                "driving licence",
                "licence number",
                "license number");
        add(
                k,
                "uk-plate",
                "[A-Z]{2}[0-9]{2} ?[A-Z]{3}",
                NationalChecks::plate,
                "number plate",
                "registration plate",
                "vehicle reg");
        add(
                k,
                "us-itin",
                "9[0-9]{2}[- ]?(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])[- ]?[0-9]{4}",
                d -> true,
                "itin",
                "taxpayer id",
                "tax id");
        add(
                k,
                "us-npi",
                "[12][0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}",
                d -> Digits.luhn("80840" + d) && NationalChecks.varied(d),
                "npi",
                "provider identifier");
        add(
                k,
                "us-mbi",
                "[1-9][AC-HJKMNP-RT-Yac-hjkmnp-rt-y][AC-HJKMNP-RT-Yac-hjkmnp-rt-y0-9][0-9]-?[AC-HJKMNP-RT-Yac-hjkmnp-rt-y][AC-HJKMNP-RT-Yac-hjkmnp-rt-y0-9][0-9]-?[AC-HJKMNP-RT-Yac-hjkmnp-rt-y]{2}[0-9]{2}",
                d -> true,
                "mbi",
                "medicare",
                "beneficiary",
                "patient");
        add(
                k,
                "us-routing",
                "[0-3][0-9]{3}-?[0-9]{4}-?[0-9]",
                NationalChecks::routing,
                "routing number",
                "aba",
                "routing",
                "bank account");
        add(k, "us-ein", "[0-9]{2}-[0-9]{7}", d -> true, "ein", "employer identification");
        add(
                k,
                "us-driver",
                "[A-Za-z][0-9]{6,14}|[A-Z]{1,2}[0-9]{5,8}",
                d -> true,
                "driver license",
                "driver's license",
                "drivers license",
                "license is",
                "license number",
                "dl number",
                "passport",
                "reisepass");
        add(k, "us-dea", "[A-HJ-NP-UXa-hj-np-ux][A-Za-z9][0-9]{7}", NationalChecks::dea, "dea");
        add(
                k,
                "au-tfn",
                "[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
                d -> Digits.weighted(d, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0,
                "tfn",
                "tax file");
        add(
                k,
                "au-acn",
                "[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
                d -> (10 - Digits.weighted(d, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == d.charAt(8) - '0',
                "acn",
                "company number");
        add(
                k,
                "au-abn",
                "[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
                d -> (Digits.weighted(d, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0,
                "abn",
                "business number");
        add(
                k,
                "au-medicare",
                "[2-6][0-9]{3} ?[0-9]{5} ?[0-9]",
                d -> Digits.weighted(d, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == d.charAt(8) - '0',
                "medicare");
        add(
                k,
                "in-aadhaar",
                "[2-9][0-9]{3}[-: ]?[0-9]{4}[-: ]?[0-9]{4}|[0-9]{4}:[0-9]{4}:[0-9]{4}",
                Digits::verhoeff,
                "aadhaar",
                "aadhar",
                "uidai");
        add(
                k,
                "in-pan",
                "[A-Za-z]{3}[ABCFGHLJPTabcfghljpt][A-Za-z][0-9]{4}[A-Za-z]",
                d -> true,
                "pan",
                "permanent account");
        add(
                k,
                "in-gstin",
                "[0-3][0-9][A-Za-z]{5}[0-9]{4}[A-Za-z][1-9A-Za-z][Zz][0-9A-Za-z]",
                d -> true,
                "gstin",
                "gst");
        add(k, "in-voter", "[A-Za-z]{3}[0-9]{7}", d -> true, "voter", "epic");
        add(k, "sg-nric", "[STFGMAstfgma][0-9]{7}[A-Za-z]", d -> true, "nric", "fin", "identity card");
        add(
                k,
                "sg-uen",
                "[0-9]{8,9}[A-Za-z]|[TSRtsr][0-9]{2}[A-Za-z]{2}[0-9]{4}[A-Za-z]",
                d -> true,
                "uen",
                "entity number");
        add(
                k,
                "it-fiscal",
                "[A-Za-z]{6}[0-9LMNP-Vlmnp-v]{2}[A-Za-z][0-9LMNP-Vlmnp-v]{2}[A-Za-z][0-9LMNP-Vlmnp-v]{3}[A-Za-z]",
                d -> true,
                "codice fiscale",
                "fiscale");
        add(k, "it-vat", "[0-9]{11}", d -> Digits.luhn(d) && NationalChecks.varied(d), "partita iva", "p.iva", "piva");
        add(
                k,
                "it-documents",
                "[A-Za-z]{2}[0-9]{7}[A-Za-z]|[Uu]1[A-Za-z0-9]{7}[A-Za-z]|[A-Za-z]{2}[0-9]{5}[A-Za-z]{2}",
                d -> true,
                "patente",
                "carta d'identit",
                "passaporto");
        add(
                k,
                "de-tax-id",
                "[1-9][0-9]{10}",
                d -> Digits.mod11and10(d),
                "steuer-id",
                "steuerid",
                "idnr",
                "identifikationsnummer",
                "tin");
        add(
                k,
                "de-tax-number",
                "[0-9]{2,3}/[0-9]{3,4}/[0-9]{4,5}|[0-9]{13}",
                d -> d.length() < 13 || d.charAt(4) == '0',
                "steuernummer",
                "st.-nr",
                "steuer-nr");
        add(
                k,
                "de-vat",
                "[Dd][Ee][ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}",
                d -> Digits.mod11and10(d.substring(2)),
                "ust-id",
                "vat",
                "umsatzsteuer");
        add(
                k,
                "de-social",
                "[0-9]{2}[0-8][0-9][0-1][0-9]{3}[A-Za-z][0-9]{3}",
                NationalChecks::germanSocial,
                "rvnr",
                "sozialversicherung",
                "rentenversicherung",
                "svnr");
        add(
                k,
                "de-identity-card",
                "[CFGHJKLMNPRTVWXYZcfghjklmnprtvwxyz][CFGHJKLMNPRTVWXYZcfghjklmnprtvwxyz0-9]{7}[0-9]{1,2}|[Tt][0-9]{8}",
                NationalChecks::germanCard,
                "personalausweis",
                "ausweis",
                "reisepass",
                "passport");
        add(k, "de-bsnr", "[0-9]{9}", d -> NationalChecks.bsnr(d), "bsnr", "betriebsst");
        add(k, "de-lanr", "[0-9]{9}", NationalChecks::lanr, "lanr", "arztnummer");
        add(
                k,
                "de-health",
                "[A-Za-z][0-9]{9}",
                NationalChecks::germanHealth,
                "krankenvers",
                "kvnr",
                "versichertennummer");
        add(k, "de-register", "HR[AB] ?[0-9]{1,6}", d -> true, "hra", "hrb", "handelsregister");
        add(
                k,
                "de-plate",
                "[A-Z\u00c4\u00d6\u00dc]{1,3}[- ][A-Z]{1,2}[- ][0-9]{1,4}[EH]?",
                d -> true,
                "kennzeichen",
                "kfz");
        add(
                k,
                "de-driving",
                "[A-Z0-9]{2}[0-9]{8}[A-Z0-9]",
                d -> Character.isLetter(d.charAt(0)),
                "hrerschein",
                "fahrerlaubnis");
        add(
                k,
                "kr-brn",
                "[0-9]{3}-[0-9]{2}-[0-9]{5}",
                NationalChecks::koreanBusiness,
                "\uc0ac\uc5c5\uc790",
                "brn",
                "business registration");
        add(
                k,
                "in-plate",
                "[A-Z]{2}[ -]?[0-9]{1,2}[ -]?[A-Z]{1,3}[ -]?[0-9]{4}",
                d -> true,
                "vehicle number",
                "registration number");
        add(
                k,
                "kr-driver",
                "[1-2][0-9][- ][0-9]{2}[- ][0-9]{6}[- ][0-9]{2}",
                d -> true,
                "\uc6b4\uc804\uba74\ud5c8",
                "my license",
                "driver license",
                "korean");
        add(
                k,
                "ph-tin",
                "[0-9]{3}-[0-9]{3}-[0-9]{3}(?:-[0-9]{3,5})?",
                d -> Digits.weighted(d, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == d.charAt(8) - '0',
                "tin");
        add(k, "ng-nin", "[0-9]{11}", d -> Digits.verhoeff(d), "nin", "national identification");
        add(
                k,
                "ng-plate",
                "[A-Z]{3}[- ]?[0-9]{3}[- ]?[A-Z]{2}",
                d -> true,
                "plate number",
                "plates:",
                "vehicle registration");
        add(k, "tr-plate", "(?:0[1-9]|[1-7][0-9]|8[01]) ?[A-Z]{1,3} ?[0-9]{2,5}", d -> true, "plaka", "plate");
        add(
                k,
                "fr-nir",
                "[12] ?[0-9]{2} ?[0-9]{2} ?[0-9AB]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
                NationalChecks::french,
                "nir",
                "insee",
                "securite sociale");
        add(
                k,
                "nl-bsn",
                "[0-9]{9}",
                d -> (Digits.weighted(d, 9, 8, 7, 6, 5, 4, 3, 2) - (d.charAt(8) - '0')) % 11 == 0
                        && NationalChecks.varied(d),
                "bsn",
                "burgerservice");
        add(k, "br-cpf", "[0-9]{3}\\.?[0-9]{3}\\.?[0-9]{3}-?[0-9]{2}", NationalChecks::brazilian, "cpf");
        add(
                k,
                "be-nrn",
                "[0-9]{2}\\.?[0-9]{2}\\.?[0-9]{2}-?[0-9]{3}\\.?[0-9]{2}",
                NationalChecks::belgian,
                "rijksregister",
                "registre national",
                "nrn");
        add(
                k,
                "no-fnr",
                "[0-9]{6} ?[0-9]{5}",
                NationalChecks::norwegian,
                "dselsnummer",
                "fnr",
                "norwegian",
                "d-nummer");
        add(k, "bg-egn", "[0-9]{10}", NationalChecks::bulgarian, "egn");
        add(k, "jmbg", "[0-9]{13}", NationalChecks::yugoslav, "jmbg", "emso", "maticni broj", "embg");
        add(
                k,
                "cn-ric",
                "[1-9][0-9]{5}(?:18|19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9Xx]",
                NationalChecks::chinese,
                "\u8eab\u4efd\u8bc1",
                "id card",
                "id_card",
                "idcard",
                "id no",
                "id number",
                "resident identity",
                "shenfenzheng");
        add(
                k,
                "jp-my-number",
                "[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}",
                NationalChecks::japanese,
                "\u30de\u30a4\u30ca\u30f3\u30d0\u30fc",
                "\u500b\u4eba\u756a\u53f7",
                "my number",
                "my_number",
                "mynumber",
                "individual number",
                "kojin bango");
        add(k, "mx-curp", "[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]", NationalChecks::mexican, "curp");
        add(k, "imei", "[0-9]{2}-?[0-9]{6}-?[0-9]{6}-?[0-9]", Digits::luhn, "imei");
        add(k, "vin", "[A-HJ-NPR-Z0-9]{17}", NationalChecks::vehicle, "vin");
        add(k, "tracking", "[0-9]{20,34}|1Z[0-9A-Z]{16}", d -> true, "tracking number", "tracking");
        k.addAll(CountryIds.all());
        return List.copyOf(k);
    }

    private static void add(List<Kind> kinds, String id, String shape, Predicate<String> checks, String... words) {
        List<String> ascii = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String word : words) {
            (word.chars().allMatch(c -> c < 128) ? ascii : others).add(word);
        }
        kinds.add(new Kind(id, ascii, Pattern.compile(shape, Pattern.CASE_INSENSITIVE), checks, true, others));
    }
}
