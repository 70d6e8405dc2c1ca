package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the name of a field says about its value: names of OpenTelemetry, ECS and of common use. */
final class FieldNames {
    /** The sorts of values that a name can promise. */
    enum Meaning {
        PLAIN("", ""),
        SECRET("secret", "keyed-secret"),
        USER("user", "user-name"),
        EMAIL("email", "email"),
        IP("ip", "ip-field"),
        HOST("host", "host"),
        PHONE("phone", "phone"),
        CARD("card", "payment-card"),
        ID("id", "national-id"),
        PERSON("person", "person-field");

        private final String kind;
        private final String detector;

        Meaning(String kind, String detector) {
            this.kind = kind;
            this.detector = detector;
        }

        /** Under what a value is counted that only its name gave away: as what would have found it in a text. */
        String detector() {
            return detector;
        }

        String kind() {
            return kind;
        }
    }

    private static final Set<String> USERS = Words.of("""
            user username userid login actor enduserid usrname owner author committer remoteuser dbuser dbuserid
            principal uid initiator useremailname userhash handle""");
    private static final Set<String> ADDRESSES = Words.of("""
            clientaddress clientip sourceip sourceaddress destinationip remoteaddr remoteaddress remoteip peerip
            netpeerip nethostip ip ipaddress xforwardedfor xrealip hostip networkpeeraddress""");
    private static final Set<String> HOSTS = Words.of("""
            hostname nodename kubernetesnode k8snodename host""");
    private static final Set<String> PHONES = Words.of("""
            phone phonenumber mobile msisdn telephone tel fax""");
    private static final Set<String> CARDS = Words.of("""
            card cardnumber creditcard ccnumber ccnum pan iban accountnumber""");
    private static final Set<String> PERSONS = Words.of("""
            fullname userfullname firstname lastname surname givenname familyname displayname realname
            useraddress street streetaddress postaladdress birthdate dateofbirth dob""");
    private static final Set<String> IDS = Words.of("""
            ssn socialsecuritynumber passport passportnumber nationalid taxid imei imsi driverslicense""");

    private FieldNames() {}

    static Meaning meaning(String name) {
        List<String> words = Assignment.words(name);
        String all = String.join("", words);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        String lastTwo = words.size() < 2 ? last : words.get(words.size() - 2) + last;
        if (KeyedSecret.strength(name) == 2 || isCookieOrToken(words)) {
            return Meaning.SECRET;
        }
        if (last.equals("email") || last.equals("mail") || lastTwo.equals("emailaddress")) {
            return Meaning.EMAIL;
        }
        for (String key : List.of(all, lastTwo, last)) {
            Meaning meaning = lookup(key, all);
            if (meaning != Meaning.PLAIN) {
                return meaning;
            }
        }
        return Meaning.PLAIN;
    }

    private static boolean isCookieOrToken(List<String> words) {
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        return last.equals("cookie")
                || last.equals("authorization")
                || last.equals("token")
                || last.equals("jwt")
                || last.equals("sessionid")
                || (words.size() > 1
                        && last.equals("id")
                        && words.get(words.size() - 2).equals("session"));
    }

    private static Meaning lookup(String key, String all) {
        if (USERS.contains(key) && !key.equals("handle")) {
            return Meaning.USER;
        }
        if (ADDRESSES.contains(key)) {
            return Meaning.IP;
        }
        if (HOSTS.contains(key) && (key.equals(all) || all.endsWith("hostname"))) {
            return Meaning.HOST;
        }
        if (PHONES.contains(key)) {
            return Meaning.PHONE;
        }
        if (CARDS.contains(key) && !key.equals("card") && !key.equals("pan")) {
            return Meaning.CARD;
        }
        if (PERSONS.contains(key)) {
            return Meaning.PERSON;
        }
        return IDS.contains(key) ? Meaning.ID : Meaning.PLAIN;
    }

    /** Values that say nothing about anyone, whatever the name. */
    static boolean isHarmless(Meaning meaning, String value) {
        String v = value.strip().toLowerCase(Locale.ROOT);
        return v.isEmpty()
                || v.equals("null")
                || v.equals("-")
                || v.equals("true")
                || v.equals("false")
                || v.equals("none")
                || (meaning == Meaning.USER
                        && ((v.length() < 6 && v.chars().allMatch(Character::isDigit)) || Names.isSystem(v)));
    }
}
