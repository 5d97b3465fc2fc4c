package dev.holdfast.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;

class BarWindowTest {
    private final BarWindow window = new BarWindow(3);

    @Test
    void showsExactlyTheLastBarsOldestFirst() {
        SampleBars.closes(1, 2, 3, 4).forEach(window::add);

        BarSeries series = window.series(2);

        assertThat(series.getBeginIndex()).isZero();
        assertThat(series.getEndIndex()).isOne();
        assertThat(series.getFirstBar().getClosePrice().doubleValue()).isEqualTo(3);
        assertThat(series.getLastBar().getClosePrice().doubleValue()).isEqualTo(4);
        assertThat(series.getLastBar().getEndTime()).isEqualTo(SampleBars.START.plusSeconds(4));
    }

    @Test
    void forgetsWhatIsOlderThanItsCapacity() {
        SampleBars.closes(1, 2, 3, 4).forEach(window::add);

        assertThatThrownBy(() -> window.series(4)).hasMessage("4 bars asked for, 3 held");
    }

    @Test
    void measuresTheSampleDeviationOfTheReturns() {
        // Returns +10 % and -10 %: mean 0, sample variance 0.02.
        SampleBars.closes(100, 110, 99).forEach(window::add);

        assertThat(window.volatility(2)).isEqualByComparingTo("0.14142136");
    }

    @Test
    void measuresNothingInAMarketThatStandsStill() {
        SampleBars.closes(100, 100, 100).forEach(window::add);

        assertThat(window.volatility(2)).isEqualByComparingTo("0");
    }
}
