package dev.holdfast.marketdata;

import static dev.holdfast.marketdata.MarketSamples.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VenueTimeTest {
    private static final long GRACE = VenueTime.GRACE.toMillis();
    private static final long PAUSE = VenueTime.PAUSE.toMillis();
    private static final long DRAIN = VenueTime.DRAIN.toMillis();

    private final VenueTime time = new VenueTime();

    @Test
    void knowsNothingBeforeAnythingWasHeard() {
        assertThat(time.tick(at(0))).isEmpty();
    }

    @Test
    void goesOnFromTheNewestExchangeTimeByOurElapsedTimeLessTheGrace() {
        time.heard(at(1_000), at(1_000));

        assertThat(time.tick(at(1_200))).contains(at(1_200 - GRACE));
    }

    @Test
    void doesNotMindThatTheTwoClocksDiffer() {
        Instant venueIsAnHourAhead = at(3_600_000);
        time.heard(venueIsAnHourAhead, at(0));

        assertThat(time.tick(at(100))).contains(venueIsAnHourAhead.plusMillis(100 - GRACE));
    }

    @Test
    void isNotSetBackByAnOlderTime() {
        time.heard(at(1_000), at(1_000));
        time.heard(at(400), at(1_010));

        assertThat(time.tick(at(1_050))).contains(at(1_050 - GRACE));
    }

    @Test
    void waitsWithTheFeedWhenItLags() {
        time.heard(at(1_000), at(1_000));
        time.heard(at(1_100), at(1_900));

        assertThat(time.tick(at(1_900))).contains(at(1_100 - GRACE));
    }

    @Test
    void holdsAfterAPauseUntilTheSocketIsDrained() {
        time.heard(at(0), at(0));
        time.tick(at(0));

        assertThat(time.tick(at(PAUSE + 1))).isEmpty();
        assertThat(time.tick(at(PAUSE + 250))).isEmpty();
        assertThat(time.tick(at(PAUSE + DRAIN))).isEmpty();
        assertThat(time.tick(at(PAUSE + 1 + DRAIN))).isNotEmpty();
    }

    @Test
    void doesNotTakeALateTickForAPause() {
        time.heard(at(0), at(0));
        time.tick(at(0));

        assertThat(time.tick(at(PAUSE))).isNotEmpty();
    }
}
