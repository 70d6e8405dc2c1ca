package io.forewarn.models.risk;

/**
 * Platt scaling: risk = sigmoid(slope * log-odds + offset).
 *
 * @param slope positive, so that it never changes an order
 * @param offset in log-odds
 */
record Platt(double slope, double offset) {
    static final Platt IDENTITY = new Platt(1, 0);

    double logOdds(double odds) {
        return slope * odds + offset;
    }

    double risk(double odds) {
        return sigmoid(logOdds(odds));
    }

    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /**
     * Fits by Newton's method (Lin, Lin and Weng 2007), drawn towards another scaling as if by that many observations.
     *
     * @param odds log-odds per observation
     * @param failure label per observation, 0 to 1
     * @param weight per observation
     * @param towards the scaling to stay near
     * @param strength how strongly: pseudo-observations
     */
    static Platt fit(double[] odds, double[] failure, double[] weight, Platt towards, double strength) {
        double a = towards.slope;
        double b = towards.offset;
        double spread = 1e-6;
        double total = 1e-9;
        for (int i = 0; i < odds.length; i++) {
            spread += weight[i] * odds[i] * odds[i];
            total += weight[i];
        }
        double slopePrior = strength * 0.2 * Math.max(0.25, spread / total);
        double offsetPrior = strength * 0.2;
        for (int step = 0; step < 30; step++) {
            double ga = slopePrior * (a - towards.slope);
            double gb = offsetPrior * (b - towards.offset);
            double haa = slopePrior + 1e-9;
            double hbb = offsetPrior + 1e-9;
            double hab = 0;
            for (int i = 0; i < odds.length; i++) {
                double p = sigmoid(a * odds[i] + b);
                double d = weight[i] * (p - failure[i]);
                double h = weight[i] * Math.max(1e-6, p * (1 - p));
                ga += d * odds[i];
                gb += d;
                haa += h * odds[i] * odds[i];
                hbb += h;
                hab += h * odds[i];
            }
            double det = haa * hbb - hab * hab;
            double da = (hbb * ga - hab * gb) / det;
            double db = (haa * gb - hab * ga) / det;
            double size = Math.max(Math.abs(da), Math.abs(db));
            double damp = size > 1 ? 1 / size : 1;
            a -= damp * da;
            b -= damp * db;
            if (size < 1e-7) {
                break;
            }
        }
        return new Platt(Math.max(0.05, a), b);
    }
}
