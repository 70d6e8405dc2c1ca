package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;

/** The registry of detectors: a new one is tested by being listed here; a vendor's token is a row of {@code tokens.tsv}. */
public final class Detectors {
    private Detectors() {}

    /** All detectors; where two find the same value, the earlier one names it. */
    public static List<Detector> all() {
        return List.copyOf(finders());
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
        finders.add(new BundlerCredentials());
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
        finders.add(new UserName());
        finders.add(new HomePath());
        return List.copyOf(finders);
    }
}
