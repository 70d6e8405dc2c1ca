package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Account names where the words around say so: ssh, sudo, PAM, {@code user=…}, access lists, home directories. */
final class UserName implements Finder {
    private static final Set<String> KEYS = Words.of("""
            user username user_name login loginname logname ruser usr acct actor owner author principal auid
            suser duser targetusername subjectusername accountname account_name userid user_id uname remote_user
            auth_user user.name enduser.id usrname proxyuser realuser assignee reviewer committer requester approver
            submitter whoami authid auth_id workstation workstationname preferred_username displayname nickname screen_name sasl_username xauth_user ldap_user""");
    private static final Set<String> DEEDS = Words.of("""
            created updated modified requested approved submitted triggered started owned deployed assigned changed
            deleted uploaded executed initiated reviewed merged reported closed opened resolved run invoked authored
            edited added removed cancelled canceled verified signed locked performed launched published""");

    private static final List<String> FOLLOWERS = List.of(
            " from ",
            " port ",
            " [preauth]",
            " accepted",
            " rejected",
            " failed",
            " denied",
            " succeeded",
            " expired",
            " opened");

    @Override
    public String id() {
        return "user-name";
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "user",
                "login",
                "logname",
                "acct",
                "actor",
                "owner",
                "author",
                "principal",
                "password for ",
                "login of ",
                "logged in as ",
                "signed in as ",
                "session of ",
                "publickey for ",
                "failures for ",
                "uname",
                "authid",
                "workstation",
                "uid=",
                "interactive/pam for ",
                "acls to: ",
                "set(",
                "sudo: ",
                "_by",
                "edby",
                "assignee",
                "reviewer",
                "committer",
                "requester",
                "approver",
                "submitter",
                "whoami",
                "displayname",
                "] \"",
                "su: (to ",
                "usercache/");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        char last = t.at(to - 1);
        if (from < out.covered) {
            return;
        }
        if (last == '=') {
            uid(t, from, to, out);
            return;
        }
        if (last == '"') {
            accessLog(t, from, out);
            return;
        }
        if (last == '/' && t.at(from - 1) != '/') {
            return;
        }
        if (last == '/') {
            directory(t, to, out);
        } else if (t.hasAt(from, "acls to") || t.hasAt(from, "set(")) {
            list(t, from, to, out);
        } else if (t.hasAt(from, "sudo: ")) {
            sudo(t, to, out);
        } else if (t.hasAt(from, "su: (to ")) {
            suTo(t, to, out);
        } else if (last == ' ') {
            named(t, to, true, out);
        } else {
            keyed(t, from, to, out);
        }
    }

    private void keyed(Text t, int from, int to, Findings out) {
        if (Chars.isBlank(t.at(to)) && t.hasAt(from, "user") && !t.wordAt(from - 1) && t.at(from - 1) != '-') {
            int next = to;
            while (Chars.isBlank(t.at(next)) && next - to < 4) {
                next++;
            }
            if (t.at(next) != '=' && t.at(next) != ':') {
                prose(t, from, next, out);
                return;
            }
        }
        Assignment a = Assignment.at(t, from, to, out);
        if (a == null || !isKey(a) || (!a.firm() && !a.quoted() && a.flag())) {
            return;
        }
        int start = a.quoted() ? a.start() : AccountNames.afterDomain(t, a.start());
        int end = a.quoted() ? a.end() : nameEnd(t, start);
        end = start == a.start() ? Math.min(a.end(), end) : end;
        if ((a.flag() && (t.at(end) == ':' || t.between(start, end).indexOf(':') >= 0))
                || (a.quoted() && t.at(to + 1) == ',')) {
            return;
        }
        String value = t.between(start, end);
        boolean sane = end - start >= 2 && end - start <= 64 && value.indexOf(' ') < 0 && !isShortNumber(value);
        boolean prose = !a.firm() && !a.quoted() && !startsLineOrField(t, a.nameStart());
        if (sane
                && !prose
                && !value.endsWith("team")
                && !Names.isSystem(value)
                && !Names.isWord(value)
                && !Secrets.isPlaceholder(t, start, end)) {
            add(t, start, end, out);
        }
    }

    /** {@code uid=} is mostly a number or a random identifier; only what looks like a handle is a name. */
    private void uid(Text t, int from, int to, Findings out) {
        int letter = to;
        while (t.digitAt(letter)) {
            letter++;
        }
        if (!t.wordAt(letter)) {
            return;
        }
        int end = AccountNames.end(t, to);
        if (!t.wordAt(from - 1) && AccountNames.isPerson(t, to, end) && AccountNames.isHandle(t, to, end)) {
            add(t, to, end, out);
        }
    }

    /** A known name, or any that ends in "user" where an operator leaves no doubt: {@code sample_user=…}. */
    private static boolean isKey(Assignment a) {
        String name = a.name().toLowerCase(Locale.ROOT);
        if (name.endsWith("by") && name.length() > 3) {
            String deed = name.substring(0, name.length() - 2);
            deed = deed.startsWith("last") ? deed.substring(deed.startsWith("last_") ? 5 : 4) : deed;
            return (a.firm() || a.quoted())
                    && DEEDS.contains(deed.endsWith("_") ? deed.substring(0, deed.length() - 1) : deed);
        }
        boolean ends = a.firm()
                && (name.endsWith("_user")
                        || name.endsWith(".user")
                        || name.endsWith("-user")
                        || name.endsWith("username")
                        || a.name().endsWith("User"));
        return ends || KEYS.contains(name);
    }

    private static boolean startsLineOrField(Text t, int start) {
        char c = t.at(start - 1);
        return c == '\0'
                || c == '\n'
                || c == ' '
                || c == '='
                || c == '&'
                || c == '?'
                || c == ','
                || c == '{'
                || c == '('
                || c == '['
                || Chars.isQuote(c);
    }

    /** "for user bob", "invalid user bob from", "user 'bob'", "User bob logged in". */
    private void prose(Text t, int from, int name, Findings out) {
        boolean quoted = Chars.isQuote(t.at(name));
        int start = AccountNames.afterDomain(t, quoted ? name + 1 : name);
        int end = nameEnd(t, start);
        if (end - start < 2 || (quoted && t.at(AccountNames.realmEnd(t, end)) != t.at(name))) {
            return;
        }
        String value = t.between(start, end);
        boolean unknown = t.hasBefore(from, "invalid ") || t.hasBefore(from, "illegal ");
        if (!AccountNames.isPerson(t, start, end) && !unknown) {
            return;
        }
        if (Names.isSystem(value) || (Names.isWord(value) && !unknown) || Secrets.isPlaceholder(t, start, end)) {
            return;
        }
        boolean led = unknown
                || t.hasBefore(from, "for ")
                || t.hasBefore(from, "by ")
                || t.hasBefore(from, "unknown ")
                || t.hasBefore(from, "of ")
                || t.hasBefore(from, "as ")
                || (t.at(from - 1) == '(' && t.at(end) == ')');
        boolean followed = t.hasAt(end, " from ")
                || t.hasAt(end, " logged ")
                || t.hasAt(end, " by ")
                || t.hasAt(end, " (uid")
                || t.hasAt(end, " authenticated")
                || t.hasAt(end, " signed ")
                || t.hasAt(end, " has been locked")
                || t.hasAt(end, " has been disabled")
                || t.hasAt(end, " has been created")
                || t.hasAt(end, " has been deleted")
                || t.hasAt(end, " has been banned")
                || t.hasAt(end, " was denied")
                || t.hasAt(end, " was deleted")
                || t.hasAt(end, " in security realm")
                || t.hasAt(end, " src ip")
                || t.hasAt(end, " - client")
                || t.hasAt(end, " (id ")
                || t.hasAt(end, " not allowed because")
                || t.hasAt(end, " not in sudoers");
        boolean handle = (value.chars().anyMatch(c -> c >= '0' && c <= '9')
                        && value.chars().anyMatch(Character::isLetter))
                || (value.indexOf('.') > 0 && end - start <= 24 && value.equals(value.toLowerCase(Locale.ROOT)));
        if (quoted
                || (led && !isShortNumber(value))
                || (led && followed)
                || (followed && !isShortNumber(value))
                || (handle && !value.startsWith("0x"))) {
            add(t, start, end, out);
        }
    }

    /** {@code address ident user [date] "GET …"}: the common log format of web servers. */
    private void accessLog(Text t, int bracket, Findings out) {
        int open = bracket;
        while (open > 0 && bracket - open < 40 && t.at(open) != '[') {
            open--;
        }
        if (t.at(open) != '[' || !t.digitAt(open + 1) || t.at(open - 1) != ' ') {
            return;
        }
        int start = AccountNames.start(t, open - 1);
        if (t.at(start - 1) == ' ' && t.hasBefore(start, " - ") && AccountNames.isPerson(t, start, open - 1)) {
            add(t, start, open - 1, out);
        }
    }

    private void named(Text t, int to, boolean skipInvalid, Findings out) {
        int start = to;
        if (skipInvalid && (t.hasAt(start, "invalid user ") || t.hasAt(start, "illegal user "))) {
            return;
        }
        start += t.hasAt(start, "user ") ? 5 : 0;
        start += Chars.isQuote(t.at(start)) ? 1 : 0;
        int end = nameEnd(t, start);
        String value = t.between(start, end);
        boolean sure = end >= t.length
                || t.at(end) == '\n'
                || FOLLOWERS.stream().anyMatch(follower -> t.hasAt(end, follower))
                || (value.indexOf('.') > 0 && value.equals(value.toLowerCase(Locale.ROOT)));
        if (end - start >= 2
                && !Names.isSystem(value)
                && !Names.isWord(value)
                && (sure || Chars.isQuote(t.at(start - 1)))) {
            add(t, start, end, out);
        }
    }

    private void list(Text t, int from, int to, Findings out) {
        if (t.hasAt(from, "set(")) {
            String before = t.between(Math.max(0, from - 24), from).toLowerCase(Locale.ROOT);
            if (!before.contains("permission") && !before.contains("users")) {
                return;
            }
        }
        int p = to;
        for (int names = 0; names < 64; names++) {
            while (t.at(p) == ',' || t.at(p) == ' ') {
                p++;
            }
            int end = nameEnd(t, p);
            if (end == p) {
                return;
            }
            String value = t.between(p, end);
            if (!Names.isSystem(value) && !(t.hasAt(from, "set(") && value.equals("users"))) {
                out.add(this, p, end);
            }
            p = end;
            if (t.at(p) != ',') {
                return;
            }
        }
    }

    private void sudo(Text t, int to, Findings out) {
        int start = to;
        while (t.at(start) == ' ' && start - to < 16) {
            start++;
        }
        int end = nameEnd(t, start);
        if (t.hasAt(end, " : ") && end - start >= 2 && !Names.isSystem(t.between(start, end))) {
            add(t, start, end, out);
        }
    }

    private void suTo(Text t, int to, Findings out) {
        int target = nameEnd(t, to);
        if (t.hasAt(target, ") ")) {
            int start = target + 2;
            int end = nameEnd(t, start);
            if (end - start >= 2 && t.hasAt(end, " on ") && !Names.isSystem(t.between(start, end))) {
                add(t, start, end, out);
            }
        }
    }

    private void directory(Text t, int to, Findings out) {
        int end = nameEnd(t, to);
        if (end - to >= 2 && t.at(end) == '/' && !Names.isSystem(t.between(to, end)) && t.at(to) != '.') {
            out.add(this, to, end);
        }
    }

    /** What goes on with an at sign is an address, which has a detector of its own. */
    private void add(Text t, int start, int end, Findings out) {
        if (!AccountNames.isMail(t, end)) {
            out.add(this, start, end);
        }
    }

    private static boolean isShortNumber(String value) {
        return value.length() < 6 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int nameEnd(Text t, int from) {
        int i = from;
        while (i < t.length
                && i - from < 64
                && (Chars.isWord(t.at(i)) || "._-$".indexOf(t.at(i)) >= 0 || t.at(i) > 127)) {
            i++;
        }
        while (i > from && (t.at(i - 1) == '.' || t.at(i - 1) == '-')) {
            i--;
        }
        return i;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Invalid user chen from 10.0.0.x",
                "Accepted publickey for alice.w from there",
                "ruser=mallory tty",
                "login of mallory accepted",
                "sample_user=mallory.k written",
                "sudo:    carol : TTY=pts/0",
                "Changing modify acls to: yarn,curi",
                "/usercache/curi/appcache",
                "authentication failed for user \"dave\"",
                "session opened for user erin by (uid=0)",
                "users  with view permissions: Set(yarn, curi)",
                "su: (to root) frank on pts/1",
                "User: ACME\\jmueller logged on");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "user not found",
                "user=root",
                "check pass; user unknown",
                "flags user=0",
                "user space driver",
                "session opened for user root by (uid=0)",
                "user agent Mozilla",
                "login: started");
    }
}
