package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry of detectors: a new one is tested by being listed here; a vendor's token is a row of {@code tokens.tsv}. */
public final class Detectors {
    private Detectors() {}

    /** All detectors; where two find the same value, the earlier one names it. */
    public static List<Detector> all() {
        Map<String, Detector> byId = new LinkedHashMap<>();
        finders().forEach(finder -> byId.putIfAbsent(finder.id(), finder));
        return List.copyOf(byId.values());
    }

    static List<Finder> finders() {
        List<Finder> finders = new ArrayList<>();
        finders.add(new PrivateKeyBlock());
        finders.add(new WebToken());
        finders.addAll(VendorToken.all());
        finders.add(new UrlCredentials());
        finders.add(new AuthHeader());
        finders.add(new KeyedSecret());
        finders.add(new VendorKeyed());
        finders.add(new CommandSecret());
        finders.add(new CallSecret());
        finders.add(new NetworkSecret());
        finders.add(new MarkedToken());
        finders.add(new PrefixedToken());
        finders.add(new KubernetesSecret());
        finders.add(new SqlInsert());
        finders.add(new OneTimeCode());
        finders.add(new BundlerCredentials());
        finders.add(new DataSourceName());
        finders.add(new SecretPhrase());
        finders.add(new SeedPhrase());
        finders.add(new TranslatedPassword());
        finders.add(new EmailAddress());
        finders.add(new ReverseDnsHost());
        finders.add(new Ipv4Address());
        finders.add(new ColonAddress());
        finders.add(new MacAddress());
        finders.add(new BankAccount());
        finders.add(new PaymentCard());
        finders.add(new SocialSecurity());
        finders.add(new NationalId());
        finders.add(new PhoneNumber());
        finders.add(new Wallet());
        finders.add(new BirthDate());
        finders.add(new UserName());
        finders.addAll(UserPhrase.all());
        finders.add(new DomainAccount());
        finders.add(new HomePath());
        finders.add(new PersonName());
        finders.add(new PostalAddress());
        return List.copyOf(finders);
    }
}
