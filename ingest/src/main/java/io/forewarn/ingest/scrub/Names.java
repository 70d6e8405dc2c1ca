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
            cassandra elasticsearch rabbitmq public shared sa dba app local share preauth postauth""");
    /** Accounts of programs and platforms: no person in a path or a field, though a guesser may try them as logins. */
    private static final Set<String> SERVICE = Words.of("""
            runner site circleci travis gitlab gitlab-runner buildkite teamcity bamboo azureuser opc core rancher pi
            kafka-connect logstash kibana consul vault nomad airflow superset jovyan deploy deployer deployment
            apt avahi colord gdm lightdm systemd-network systemd-resolve postfix dovecot bind puppet chef salt
            default-user all everyone nogroup nobody4 hacluster guest-account network-service local-service system neo4j couchdb influxdb clickhouse minio etcd rabbit activemq keycloak sonar nexus artifactory""");

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
            invalid changed present present: activity info: stopped started left joined command
            host hosts server servers client clients peer upstream downstream controller scheduler schedule timer
            cron systemd pipeline webhook push merge trigger pull signal kernel watchdog bot api remote external
            internal other another each every all any both his her its their your our my me you it them new old
            pid uid gid tty port address ip interface device file directory path url uri page site domain job
            task step node pod container image volume cluster namespace queue topic group index shard worker
            master slave leader follower primary secondary replica broker agent gateway proxy router balancer
            hook event message request response call method function class module package library version
            release build commit branch tag deployment rollout rule policy filter handler listener callback
            factory builder provider service-account serviceaccount auto automatic automation default manual
            maintenance upgrade update backup restore migration import export test tests testing debug
            failed failure success successful retry timeout retries max min first last next previous current
            now then later again here there via using due because after before while during until since
            illegal unix-user user-agent useragent inputs interrupt interaction experience quota defined-function""");

    private Names() {}

    static boolean isSystem(String name) {
        return SYSTEM.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isService(String name) {
        return SERVICE.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isWord(String name) {
        return WORDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
