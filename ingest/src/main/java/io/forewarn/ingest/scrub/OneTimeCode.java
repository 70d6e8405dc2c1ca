package io.forewarn.ingest.scrub;

import java.util.List;

/** Codes of four to eight digits that let someone in: PIN, one-time and verification codes, next to their name. */
final class OneTimeCode implements Finder {
    @Override
    public String id() {
        return "one-time-code";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "verification code",
                "verification_code",
                "verificationcode",
                "security code",
                "security_code",
                "securitycode",
                "one-time code",
                "one time code",
                "one-time password",
                "otp",
                "otp code",
                "login code",
                "sign-in code",
                "reset code",
                "authentication code",
                "2fa code",
                "mfa code",
                "mfa_code",
                "totp",
                "pincode",
                "pin_code",
                "pin code",
                "pin:",
                "pin=",
                "\"pin\"",
                "pin is ",
                "passcode",
                "sms code",
                "sms_code",
                "confirmation code",
                "confirmation_code",
                "auth code",
                "access code",
                "cvv",
                "cvc",
                "cvv2",
                "card code");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered || Chars.isLetter(t.at(from - 1))) {
            return;
        }
        int p = to;
        while (p - to < 12
                && (Chars.isBlank(t.at(p))
                        || Chars.isQuote(t.at(p))
                        || t.at(p) == ':'
                        || t.at(p) == '='
                        || t.at(p) == '>'
                        || t.at(p) == '\\')) {
            p++;
        }
        p += t.hasAt(p, "is: ") ? 4 : t.hasAt(p, "is ") ? 3 : 0;
        int end = p;
        while (t.digitAt(end) && end - p < 9) {
            end++;
        }
        boolean card = t.hasAt(from, "cv");
        int digits = end - p;
        if ((card ? digits == 3 || digits == 4 : digits >= 4 && digits <= 8)
                && p > to - (t.wordAt(to - 1) ? 0 : 1)
                && !t.wordAt(end)
                && !(t.at(end) == '.' && t.digitAt(end + 1))
                && t.at(end) != ':'
                && t.at(end) != '-') {
            out.add(this, p, end);
        }
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Your verification code is 481516",
                "pin=4815",
                "otp: 481516",
                "\"cvv\":\"481\"",
                "totp 481516",
                "otp code 481516 sent");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "pin 5 set high", "pin=13", "spin=4815", "otp length 6", "GPIO pin: 27", "verification code sent");
    }
}
