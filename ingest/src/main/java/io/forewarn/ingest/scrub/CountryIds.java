package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Numbers of persons in more countries, and of accounts, patients and devices, that only the words beside them give away:
 * in a text of their own they are not looked for.
 */
final class CountryIds {
    private static final String TABLE = """
            br-cnpj|cnpj|[0-9]{2}\\.?[0-9]{3}\\.?[0-9]{3}/?[0-9]{4}-?[0-9]{2}
            ar-cuit|cuit,cuil|[0-9]{2}[- ]?[0-9]{8}[- ]?[0-9]
            ar-dni|dni|[0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3}|[0-9]{7,8}
            cl-rut|rut|[0-9]{1,2}\\.?[0-9]{3}\\.?[0-9]{3}-[0-9K]
            co-cedula|cedula|[0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3}|[0-9]{1}\\.[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}|[0-9]{6,10}
            mx-rfc|rfc|[A-Z&]{4}[0-9]{6}[A-Z0-9]{3}
            mx-nss|nss|[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]
            us-account|account number,acct number,acct no,account no,bank account|[0-9]{8,17}
            medical-record|mrn,medical record number,patient id|[0-9]{6,12}|[A-Z]{1,3}[0-9]{5,10}
            imsi|imsi|[0-9]{14,15}
            iccid|iccid|89[0-9]{16,18}
            ie-pps|pps number,ppsn,pps no|[0-9]{7}[A-W][A-IW]?
            pt-nif|nif,contribuinte|[0-9]{3} ?[0-9]{3} ?[0-9]{3}
            cz-rc|rodne cislo,rodn|[0-9]{6}/?[0-9]{3,4}
            ro-cnp|cnp|[1-9][0-9]{12}
            hu-taj|taj|[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}
            gr-amka|amka|[0-9]{11}
            gr-afm|afm|[0-9]{9}
            dk-cpr|cpr|[0-9]{6}-?[0-9]{4}
            ch-ahv|ahv,avs,ahvn13|756\\.?[0-9]{4}\\.?[0-9]{4}\\.?[0-9]{2}
            at-svnr|svnr,sozialversicherungsnummer,sv-nummer|[0-9]{4} ?[0-9]{6}
            ee-lt-code|isikukood,asmens kodas,personas kods|[0-9]{11}|[0-9]{6}-[0-9]{5}
            hr-oib|oib|[0-9]{11}
            pl-nip|nip|[0-9]{3}-?[0-9]{3}-?[0-9]{2}-?[0-9]{2}
            pl-dowod|dowodu,dowod osobisty|[A-Z]{3} ?[0-9]{6}
            ru-inn|inn|[0-9]{12}|[0-9]{10}
            ru-snils|snils|[0-9]{3}-?[0-9]{3}-?[0-9]{3}[ -]?[0-9]{2}
            il-id|teudat zehut,israeli id|[0-9]{9}
            pk-cnic|cnic|[0-9]{5}-?[0-9]{7}-?[0-9]
            id-nik|nik|[0-9]{16}
            my-nric|mykad,nric,ic number|[0-9]{6}-?[0-9]{2}-?[0-9]{4}
            hk-hkid|hkid,hong kong id|[A-Z]{1,2}[0-9]{6}\\(?[0-9A]
            tw-id|taiwan id|[A-Z][12][0-9]{8}
            nz-ird|ird|[0-9]{2,3}[- ]?[0-9]{3}[- ]?[0-9]{3}
            eg-id|egyptian id|[23][0-9]{13}
            ae-id|emirates id|784-?[0-9]{4}-?[0-9]{7}-?[0-9]
            sa-id|iqama|[12][0-9]{9}
            fr-nir|sociale|[12] ?[0-9]{2} ?[0-9]{2} ?[0-9AB]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}
            passport|passport number,passport no,passport no.,passeport,pasaporte,passaporte,paspoort|[A-Z]{1,2}[0-9]{6,8}|[0-9]{2}[A-Z]{2}[0-9]{5}|[0-9]{9}
            """;
    private static final Set<String> CHECKED = Set.of("ru-inn", "iccid", "ch-ahv");

    private CountryIds() {}

    static List<NationalIds.Kind> all() {
        List<NationalIds.Kind> kinds = new ArrayList<>();
        for (String row : TABLE.strip().split("\n", -1)) {
            String[] cells = row.split("\\|", 3);
            kinds.add(new NationalIds.Kind(
                    cells[0],
                    List.of(cells[1].split(",", -1)),
                    Pattern.compile(cells[2], Pattern.CASE_INSENSITIVE),
                    check(cells[0]),
                    false,
                    List.of()));
        }
        return kinds;
    }

    private static Predicate<String> check(String id) {
        return CHECKED.contains(id) ? d -> checked(id, d) : d -> NationalChecks.varied(Digits.of(d));
    }

    private static boolean checked(String id, String d) {
        return switch (id) {
            case "iccid" -> Digits.luhn(d);
            case "ch-ahv" -> Digits.weighted(d, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
            default ->
                d.length() == 12
                        ? Digits.weighted(d, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == d.charAt(10) - '0'
                        : Digits.weighted(d, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == d.charAt(9) - '0';
        };
    }
}
