package io.forewarn.ingest.format;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of a timestamp into an instant. What the text leaves out comes from the reader's options (the zone)
 * and from the file's date (the year, the day); what was assumed is told.
 */
final class Moments {
    private static final long DAY = 86_400;

    private final ZoneId zone;
    private final boolean fixed;
    private final int fixedOffset;
    private final Instant modified;
    private final int modifiedYear;
    private final String zoneNote;
    private final String yearNote;
    private final String dayNote;
    private int firstYear;
    private int yearsOn;
    private int previousDayOfYear = -1;
    private @Nullable LocalDateTime previousLocal;
    private boolean lateOffset;

    private @Nullable String note;

    /** @param modified the file's date: nothing in the file can be more than a day younger */
    Moments(ZoneId zone, Instant modified) {
        this.zone = zone;
        this.modified = modified;
        this.modifiedYear = modified.atOffset(ZoneOffset.UTC).getYear();
        this.fixed = zone.getRules().isFixedOffset();
        this.fixedOffset = fixed ? zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() : 0;
        String name = zone.getId().equals("Z") ? "UTC" : zone.getId();
        this.zoneNote = String.format(Locale.ROOT, "%s assumed", name);
        this.yearNote = String.format(Locale.ROOT, "%s assumed, year from the file's date", name);
        this.dayNote = String.format(Locale.ROOT, "%s assumed, day from the file's date", name);
    }

    /** For lines that are read on the side: it knows the same file, but none of its lines. */
    Moments apart() {
        return new Moments(zone, modified);
    }

    /** Fixes the year of the file's first year-less timestamp, for a file whose new years were counted beforehand. */
    void firstYear(int year) {
        this.firstYear = year;
    }

    /** The latest year in which a month and day are not after the file's date. */
    int latestYear(Stamp t) {
        int year = modifiedYear;
        boolean leapDay = t.month == 2 && t.day == 29;
        while (leapDay && !Year.isLeap(year)) {
            year--;
        }
        boolean later = seconds(t, year) > modified.getEpochSecond() + DAY;
        return later ? year - (leapDay ? 4 : 1) : year;
    }

    /** Starts over with the first line. */
    void forget() {
        previousDayOfYear = -1;
        yearsOn = 0;
        previousLocal = null;
        lateOffset = false;
    }

    /** True where a new year began between the stamp before and this one. */
    boolean startsOver(Stamp t) {
        int dayOfYear = t.month * 31 + t.day;
        boolean over = previousDayOfYear >= 0 && dayOfYear < previousDayOfYear - 62;
        previousDayOfYear = dayOfYear;
        return over;
    }

    /** What {@link #of} assumed for the last stamp; null if nothing. */
    @Nullable String note() {
        return note;
    }

    Instant of(Stamp t) {
        if (t.epoch) {
            note = null;
            return Instant.ofEpochSecond(t.epochSecond, t.nano);
        }
        if (t.month == 0) {
            return timeOfDay(t);
        }
        if (t.year == 0) {
            return yearless(t);
        }
        note = t.offset == Stamp.NO_OFFSET ? zoneNote : null;
        return Instant.ofEpochSecond(seconds(t, t.year), t.nano);
    }

    private Instant timeOfDay(Stamp t) {
        note = dayNote;
        long day = Math.floorDiv(modified.getEpochSecond(), DAY) * DAY;
        long seconds = day + secondOfDay(t) - offsetOf(t);
        if (seconds > modified.getEpochSecond() + 3600) {
            seconds -= DAY;
        }
        return Instant.ofEpochSecond(seconds, t.nano);
    }

    private Instant yearless(Stamp t) {
        note = t.offset == Stamp.NO_OFFSET ? yearNote : "year from the file's date";
        if (firstYear == 0) {
            return Instant.ofEpochSecond(seconds(t, latestYear(t)), t.nano);
        }
        if (startsOver(t)) {
            yearsOn++;
        }
        return Instant.ofEpochSecond(seconds(t, firstYear + yearsOn), t.nano);
    }

    private static long secondOfDay(Stamp t) {
        return t.hour * 3600L + t.minute * 60L + t.second;
    }

    private long seconds(Stamp t, int year) {
        long local = epochDay(year, t.month, t.day) * DAY + secondOfDay(t);
        if (t.offset != Stamp.NO_OFFSET) {
            return local - t.offset;
        }
        return local - (fixed ? fixedOffset : ruled(local));
    }

    private int offsetOf(Stamp t) {
        return t.offset != Stamp.NO_OFFSET
                ? t.offset
                : fixed ? fixedOffset : zone.getRules().getOffset(modified).getTotalSeconds();
    }

    /** In the hour that an autumn night has twice, a time that steps back belongs to the second pass. */
    private int ruled(long localSeconds) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() < 2) {
            previousLocal = null;
            lateOffset = false;
            return zone.getRules().getOffset(local).getTotalSeconds();
        }
        if (previousLocal != null && local.isBefore(previousLocal.minusMinutes(10))) {
            lateOffset = true;
        }
        previousLocal = local;
        return offsets.get(lateOffset ? 1 : 0).getTotalSeconds();
    }

    /** Days since 1970-01-01 of the proleptic Gregorian calendar, years from March on so that leap days come last. */
    static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
