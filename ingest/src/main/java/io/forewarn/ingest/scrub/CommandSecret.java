package io.forewarn.ingest.scrub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Passwords in short options of well-known programs, as their manuals name them: {@code mysql -pSECRET}. */
final class CommandSecret implements Finder {
    private static final int REACH = 400;

    /** Program to its option; a plus marks one whose value may be attached. */
    private static final Map<String, String> OPTIONS = options(
            "mysql -p+;mysqldump -p+;mysqladmin -p+;mysqlimport -p+;mariadb -p+;mariadb-dump -p+;sshpass -p+;"
                    + "docker login -p;podman login -p;nerdctl login -p;helm registry login -p;redis-cli -a;"
                    + "ldapsearch -w;ldapadd -w;ldapmodify -w;ldapdelete -w;ldapwhoami -w;ldappasswd -w;"
                    + "twine upload -p;az login -p;sqlcmd -P;osql -P;bcp -P;isql -P;ipmitool -P;rdesktop -p;"
                    + "mongo -p;mongosh -p;mongodump -p;mongorestore -p;mongoexport -p;mongoimport -p;cqlsh -p;beeline -p;vsql -w;"
                    + "mosquitto_pub -P;mosquitto_sub -P;kadmin -w;oc login -p;cf login -p;smbmap -p;plink -pw;pscp -pw;"
                    + "impala-shell -p;snmpget -A;snmpwalk -A;xfreerdp /p:+;wfreerdp /p:+;influx -password;arangosh -p;"
                    + "hydra -p;rabbitmqadmin -p;tsm -p;keytool -storepass;gh secret set --body;crane auth login -p;zip -P;7z -p+;unzip -P;openssl -k");

    private static Map<String, String> options(String list) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String entry : list.split(";", -1)) {
            int gap = entry.lastIndexOf(' ');
            options.put(entry.substring(0, gap) + " ", entry.substring(gap + 1));
        }
        options.put("sqlplus ", "user/");
        options.put("thin:", "user/");
        options.put("htpasswd ", "last");
        options.put("smbclient ", "-U%");
        return Map.copyOf(options);
    }

    @Override
    public String id() {
        return "command-secret";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return OPTIONS.keySet().stream().sorted().toList();
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        String option = OPTIONS.get(t.between(from, to).toLowerCase(java.util.Locale.ROOT));
        if (option == null || Chars.isWord(t.at(from - 1)) || t.at(from - 1) == '-' || from < out.reached(this)) {
            return;
        }
        int limit = to;
        while (limit < t.length && limit - to < REACH && t.at(limit) != '\n' && t.at(limit) != '|') {
            limit++;
        }
        out.reached(this, limit);
        switch (option) {
            case "user/" -> userAndPassword(t, to, limit, out);
            case "last" -> afterFileAndUser(t, to, limit, out);
            case "-U%" -> percent(t, to, limit, out);
            default -> option(t, option, to, limit, out);
        }
    }

    private void option(Text t, String spec, int to, int limit, Findings out) {
        boolean attached = spec.endsWith("+");
        String option = attached ? spec.substring(0, spec.length() - 1) : spec;
        for (int p = to; p < limit; p++) {
            if (t.at(p) != option.charAt(0) || (p > to && !Chars.isBlank(t.at(p - 1))) || !isAt(t, p, option)) {
                continue;
            }
            int start = p + option.length();
            if (Chars.isBlank(t.at(start)) || (!attached && t.at(start) == '=')) {
                if (attached && option.equals("-p") && !t.hasBefore(p, "sshpass ")) {
                    continue;
                }
                start++;
            } else if (!attached) {
                continue;
            }
            value(t, start, limit, out);
            return;
        }
    }

    private static boolean isAt(Text t, int at, String option) {
        for (int i = 0; i < option.length(); i++) {
            if (t.at(at + i) != option.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void value(Text t, int from, int limit, Findings out) {
        char quote = Chars.isQuote(t.at(from)) ? t.at(from) : 0;
        int start = quote != 0 ? from + 1 : from;
        int end = start;
        while (end < limit && (quote != 0 ? t.at(end) != quote : !Chars.isBlank(t.at(end)))) {
            end++;
        }
        if (end - start >= 3 && t.at(start) != '-' && !Secrets.isPlaceholder(t, start, end)) {
            out.add(this, start, end);
        }
    }

    /** {@code user/password@service}. */
    private void userAndPassword(Text t, int from, int limit, Findings out) {
        int slash = AccountNames.end(t, from);
        if (slash == from || t.at(slash) != '/') {
            return;
        }
        int at = slash + 1;
        while (at < limit && t.at(at) != '@' && !Chars.isBlank(t.at(at))) {
            at++;
        }
        if (at > slash + 2 && !Secrets.isPlaceholder(t, slash + 1, at)) {
            out.add(this, from, at);
        }
    }

    /** {@code htpasswd -b FILE USER PASSWORD}. */
    private void afterFileAndUser(Text t, int from, int limit, Findings out) {
        int word = 0;
        int p = from;
        boolean batch = false;
        while (p < limit) {
            int start = p;
            while (p < limit && !Chars.isBlank(t.at(p))) {
                p++;
            }
            if (t.at(start) == '-') {
                batch |= t.between(start, p).indexOf('b') > 0;
            } else if (p > start && ++word >= 2 && batch) {
                out.add(this, word == 2 ? "user" : "secret", start, p);
            }
            p++;
        }
    }

    /** {@code smbclient //host/share -U user%password}. */
    private void percent(Text t, int from, int limit, Findings out) {
        for (int p = from; p < limit; p++) {
            if (t.at(p) == '-' && t.at(p + 1) == 'U' && Chars.isBlank(t.at(p + 2))) {
                int end = p + 3;
                boolean secret = false;
                while (end < limit && !Chars.isBlank(t.at(end))) {
                    secret |= t.at(end++) == '%';
                }
                if (secret) {
                    out.add(this, p + 3, end);
                }
                return;
            }
        }
    }

    @Override
    public List<String> positives() {
        return List.of(
                "mysql -u root -pXq7vTz0pLm orders",
                "sshpass -p 'Xq7vTz0pLm' ssh host",
                "docker login -u x -p Xq7vTz0pLm registry",
                "redis-cli -a Xq7vTz0pLm ping",
                "ldapsearch -x -w Xq7vTz0pLm -b dc=example",
                "sqlplus scott/Xq7vTz0pLm@orcl",
                "jdbc:oracle:thin:scott/Xq7vTz0pLm@db",
                "htpasswd -b .htpasswd kim Xq7vTz0pLm",
                "smbclient //nas/x -U kim%Xq7vTz0pLm");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "mysql -u root -p orders",
                "docker login -p $PASSWORD registry",
                "mysql -h db -P 3306",
                "jdbc:oracle:thin:@db:1521");
    }
}
