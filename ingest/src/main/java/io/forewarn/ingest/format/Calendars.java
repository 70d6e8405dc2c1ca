package io.forewarn.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of months, weekdays and zones as logs write them. */
final class Calendars {
    private static final Map<String, Integer> OTHER_MONTHS = otherMonths();

    private Calendars() {}

    /** 1..12 for an English month of three or more letters, or its name in another common language; 0 if none. */
    static int month(String s, int from, int to) {
        int length = to - from;
        if (length < 3 || length > 10) {
            return 0;
        }
        int m = english(lower(s.charAt(from)), lower(s.charAt(from + 1)), lower(s.charAt(from + 2)));
        if (m > 0 && (length == 3 || FULL[m - 1].regionMatches(true, 0, s, from, length))) {
            return m;
        }
        if (m > 0 && s.charAt(to - 1) == '.') {
            return m;
        }
        String word = s.substring(from, to).toLowerCase(Locale.ROOT);
        return OTHER_MONTHS.getOrDefault(word.endsWith(".") ? word.substring(0, word.length() - 1) : word, 0);
    }

    private static final String[] FULL = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };

    private static int english(char a, char b, char c) {
        return switch (a) {
            case 'j' -> b == 'a' && c == 'n' ? 1 : b == 'u' && c == 'n' ? 6 : b == 'u' && c == 'l' ? 7 : 0;
            case 'f' -> b == 'e' && c == 'b' ? 2 : 0;
            case 'm' -> b != 'a' ? 0 : c == 'r' ? 3 : c == 'y' ? 5 : 0;
            case 'a' -> b == 'p' && c == 'r' ? 4 : b == 'u' && c == 'g' ? 8 : 0;
            case 's' -> b == 'e' && c == 'p' ? 9 : 0;
            case 'o' -> b == 'c' && c == 't' ? 10 : 0;
            case 'n' -> b == 'o' && c == 'v' ? 11 : 0;
            case 'd' -> b == 'e' && c == 'c' ? 12 : 0;
            default -> 0;
        };
    }

    static boolean weekday(String s, int from, int to) {
        int length = to - from;
        if (length < 3 || length > 9) {
            return false;
        }
        char b = lower(s.charAt(from + 1));
        char c = lower(s.charAt(from + 2));
        boolean known = switch (lower(s.charAt(from))) {
            case 'm' -> b == 'o' && c == 'n';
            case 't' -> (b == 'u' && c == 'e') || (b == 'h' && c == 'u');
            case 'w' -> b == 'e' && c == 'd';
            case 'f' -> b == 'r' && c == 'i';
            case 's' -> (b == 'a' && c == 't') || (b == 'u' && c == 'n');
            default -> false;
        };
        return known && (length == 3 || s.regionMatches(true, to - 3, "day", 0, 3));
    }

    /**
     * Seconds east of UTC of a zone abbreviation, or {@link Stamp#NO_OFFSET}. Where an abbreviation has several
     * meanings, the one that the IANA database lists for the larger population that logs in it is taken.
     */
    static int zone(String name) {
        return switch (name) {
            case "UTC", "GMT", "Z", "UCT", "WET" -> 0;
            case "EST", "CDT" -> -5 * 3600;
            case "EDT" -> -4 * 3600;
            case "CST", "MDT" -> -6 * 3600;
            case "MST", "PDT" -> -7 * 3600;
            case "PST", "AKDT" -> -8 * 3600;
            case "AKST" -> -9 * 3600;
            case "HST" -> -10 * 3600;
            case "BST", "CET", "WEST", "MEZ" -> 3600;
            case "CEST", "EET", "SAST", "MESZ" -> 2 * 3600;
            case "EEST", "MSK" -> 3 * 3600;
            case "IST" -> 5 * 3600 + 1800;
            case "SGT", "HKT", "AWST" -> 8 * 3600;
            case "JST", "KST" -> 9 * 3600;
            case "ACST" -> 9 * 3600 + 1800;
            case "AEST" -> 10 * 3600;
            case "AEDT" -> 11 * 3600;
            case "NZST" -> 12 * 3600;
            case "NZDT" -> 13 * 3600;
            case "BRT" -> -3 * 3600;
            default -> Stamp.NO_OFFSET;
        };
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static Map<String, Integer> otherMonths() {
        String[] words = {
            "janv jän ene gen januar janvier enero gennaio jän januari",
            "fév févr feb febr février febrero febbraio februar februari",
            "mär märz mars marzo mrz maart mrt",
            "avr avril abr abril aprile",
            "mai mayo mag maggio maj mei",
            "juin juni jun junio giu giugno",
            "juil juillet juli julio lug luglio",
            "août aoû ago agosto augustus augusti",
            "sept septembre septiembre set settembre",
            "okt octobre oktober octubre ott ottobre",
            "novembre noviembre",
            "déc dez dic décembre dezember diciembre dicembre desember"
        };
        Map<String, Integer> months = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            for (String word : words[i].split(" ", -1)) {
                months.put(word, i + 1);
            }
        }
        return Map.copyOf(months);
    }
}
