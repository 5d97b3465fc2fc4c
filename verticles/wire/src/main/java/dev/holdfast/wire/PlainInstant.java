package dev.holdfast.wire;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times in the one form in which they are written here, such as {@code 2024-08-08T01:02:03.456Z}. A
 * record of the journal has three of them and more, and the JDK's parser, made for every form there is, took
 * a fifteenth of a busy node. Whatever is not of that form, wrong times too, is left to the JDK.
 */
final class PlainInstant {
    private static final int SECONDS_END = 19;
    private static final int MAX_LENGTH = SECONDS_END + 1 + 9 + 1;
    private static final int[] SEPARATORS = {4, 7, 10, 13, 16};
    private static final String SEPARATOR_TEXT = "--T::";
    private static final int DIGITS_OF_NANOS = 9;
    private static final int HOURS = 24;
    private static final int SIXTY = 60;
    private static final int MAX_MONTH = 12;
    private static final int SAFE_DAY = 28;

    private PlainInstant() {
    }

    /** Null if it is not of the plain form. */
    static Instant read(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || end >= MAX_LENGTH || text.charAt(end) != 'Z' || !hasSeparators(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int secondOfDay = secondOfDay(text);
        int nanos = end == SECONDS_END ? 0 : nanos(text, end);
        if (year < 0 || month < 1 || month > MAX_MONTH || day < 1 || secondOfDay < 0 || nanos < 0) {
            return null;
        }
        if (day > SAFE_DAY && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return null;
        }
        long epochDay = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(epochDay * HOURS * SIXTY * SIXTY + secondOfDay, nanos);
    }

    private static boolean hasSeparators(String text) {
        for (int i = 0; i < SEPARATORS.length; i++) {
            if (text.charAt(SEPARATORS[i]) != SEPARATOR_TEXT.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int secondOfDay(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        boolean wrong = hour < 0 || hour >= HOURS || minute < 0 || minute >= SIXTY || second < 0
            || second >= SIXTY;
        return wrong ? -1 : (hour * SIXTY + minute) * SIXTY + second;
    }

    private static int nanos(String text, int end) {
        int nanos = text.charAt(SECONDS_END) == '.' ? number(text, SECONDS_END + 1, end) : -1;
        if (end == SECONDS_END + 1) {
            return -1;
        }
        for (int digits = end - SECONDS_END - 1; digits < DIGITS_OF_NANOS && nanos > 0; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Of digits only; -1 if there is anything else. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
