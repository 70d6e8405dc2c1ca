package io.forewarn.ingest.scrub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What follows "password" in languages whose word for it is not all ASCII. A text that is all ASCII is never looked at; the
 * others are gone through once.
 */
final class TranslatedPassword implements Finder {
    private static final int GAP = 6;
    private static final int ENDING = 4;
    private static final int LONGEST = 512;
    private static final int SHORTEST = 4;

    /** Lower case. A word may have an ending behind it. */
    private static final List<String> WORDS = List.of(
            "парол",
            "лозинк",
            "hasło",
            "hasła",
            "hasłem",
            "lösenord",
            "contraseña",
            "jelszó",
            "şifre",
            "slaptažod",
            "κωδικό",
            "συνθηματικό",
            "סיסמה",
            "סיסמא",
            "كلمة المرور",
            "كلمة السر",
            "گذرواژه",
            "mật khẩu",
            "รหัสผ่าน",
            "पासवर्ड",
            "密码",
            "密碼",
            "口令",
            "パスワード",
            "暗証番号",
            "비밀번호",
            "암호");

    /** By the first character of a word that is not ASCII: which words, and where it stands in them. */
    private static final Map<Character, List<Anchor>> BY_MARK = byMark();

    private record Anchor(String word, int at) {}

    private static Map<Character, List<Anchor>> byMark() {
        Map<Character, List<Anchor>> byMark = new HashMap<>();
        for (String word : WORDS) {
            int at = 0;
            while (word.charAt(at) < 128) {
                at++;
            }
            byMark.merge(word.charAt(at), List.of(new Anchor(word, at)), TranslatedPassword::both);
        }
        return Map.copyOf(byMark);
    }

    private static List<Anchor> both(List<Anchor> some, List<Anchor> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public String id() {
        return "translated-password";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public boolean onForeign() {
        return true;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        for (int i = from; i < to; i++) {
            char c = t.at(i);
            if (c > 127 && i >= out.covered) {
                for (Anchor anchor : BY_MARK.getOrDefault(Character.toLowerCase(c), List.of())) {
                    if (stands(t, i - anchor.at, anchor.word)) {
                        value(t, i - anchor.at + anchor.word.length(), out);
                    }
                }
            }
        }
    }

    private static boolean stands(Text t, int from, String word) {
        if (from < 0 || from + word.length() > t.length) {
            return false;
        }
        for (int k = 0; k < word.length(); k++) {
            if (Character.toLowerCase(t.at(from + k)) != word.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private void value(Text t, int word, Findings out) {
        int named = word;
        while (named - word < ENDING && (Character.isLetter(t.at(named)) || Chars.isQuote(t.at(named)))) {
            named++;
        }
        int p = apart(t, named);
        boolean firm = ":=：＝".indexOf(t.at(p)) >= 0;
        p = firm ? apart(t, p + 1) : p;
        int end = p;
        boolean ascii = false;
        while (end < t.length && end - p < LONGEST && !Chars.isSpace(t.at(end)) && !ends(t.at(end))) {
            ascii |= Chars.isLetter(t.at(end)) || Chars.isDigit(t.at(end));
            end++;
        }
        // Words of the language itself say that it was wrong, or has expired.
        boolean secret = firm ? ascii && end - p >= SHORTEST : Secrets.looksLikePassword(t, p, end);
        if (p > named && secret && !Secrets.isPlaceholder(t, p, end)) {
            out.add(this, p, end);
        }
    }

    private static boolean ends(char c) {
        return Chars.isQuote(c) || "&,;，；。、」』”".indexOf(c) >= 0;
    }

    private static int apart(Text t, int from) {
        int p = from;
        while (p - from < GAP && (Chars.isBlank(t.at(p)) || t.at(p) == '\u3000' || Chars.isQuote(t.at(p)))) {
            p++;
        }
        return p;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Пароль: qwerty2024Moskva",
                "вход с паролем = zima-Leto7",
                "Hasło: zaq12wsx",
                "HASŁO=Kotek2024",
                "lösenord: sommar2024",
                "密码：Abc123456",
                "数据库密码=Tianqi88x",
                "パスワード: himitsu77",
                "비밀번호 = Seoul2024x",
                "Mật khẩu: hanoi2024a",
                "Şifre: Ankara06b",
                "\"пароль\": \"zima2024\"");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "Пароль неверный",
                "пароль: неверный",
                "Hasło wygasło",
                "lösenord saknas",
                "密码错误",
                "密码：不正确",
                "パスワードが違います",
                "비밀번호가 틀렸습니다",
                "пароль=${DB_PASS}",
                "пароль: ********",
                "Ответ: 404");
    }
}
