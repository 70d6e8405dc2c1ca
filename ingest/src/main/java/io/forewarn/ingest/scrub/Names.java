package io.forewarn.ingest.scrub;

import java.util.Locale;
import java.util.Set;

/** Account names that belong to a role and not to a person, and words that follow "user" without naming one. */
final class Names {
    private static final Set<String> SYSTEM = Words.of("""
            root admin administrator nobody daemon bin sys system mail news ftp http www www-data nginx apache
            tomcat postgres mysql mariadb redis mongo mongodb oracle hdfs yarn hive hbase spark kafka zookeeper
            hadoop mapred git svn jenkins docker ubuntu debian centos ec2-user guest test operator backup sync
            games man lp uucp proxy sshd ntp named rpc dbus messagebus syslog vagrant anonymous default service
            support monitor nagios zabbix prometheus grafana user username localhost ssh cyrus netdump htt
            cassandra elasticsearch rabbitmq public shared sa dba app local share""");
    private static final Set<String> WORDS = Words.of("""
            unknown not is was has had does did can cannot could must may will should logged login logout input
            mode space data id ids name names agent interface session sessions account accounts by from with for
            in on of to at and or the a an this that request requests action actions error errors info profile
            role roles group groups permission permissions password passwd created deleted updated found exists
            event events defined specified supplied provided code time process thread threads context
            authentication auth authorization list table database service settings config preferences home
            directory dir file files types type switch null none true false who which store cache management
            manager state level limit address email key keys token tokens abort aborted canceled cancelled
            initiated connected disconnected added removed access count only if as pages locked requested
            invalid changed present present: activity info: stopped started left joined command""");

    private Names() {}

    static boolean isSystem(String name) {
        return SYSTEM.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isWord(String name) {
        return WORDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
