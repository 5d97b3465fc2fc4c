package dev.holdfast.execution.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.PositionRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VenueFloatTest {
    private static final Account DESK = account("desk", "100");
    private final VenueFloat unallocated = new VenueFloat();
    private Instant now = Instant.EPOCH;

    @Test
    void isWhatTwoLooksInARowShowAlike() {
        assertThat(look("1000", DESK)).isNull();
        // A fill was under way at the first look.
        assertThat(look("998.5", DESK)).isNull();

        assertThat(look("998.50", DESK)).isEqualTo(Map.of("USDT", new BigDecimal("898.5")));
    }

    @Test
    void isFoundThroughSteadyTradingByTheOneMomentThatFitsBothLooks() {
        assertThat(look("1000", moments("100", "97"), DESK)).isNull();
        assertThat(look("993", moments("93", "95"), DESK)).isEqualTo(Map.of("USDT", new BigDecimal("9E+2")));
    }

    @Test
    void waitsForAnotherLookWhileTwoMomentsFit() {
        assertThat(look("1000", moments("100", "97"), DESK)).isNull();
        assertThat(look("1000", moments("100", "97"), DESK)).isNull();
        assertThat(look("980", moments("80"), DESK)).isEqualTo(Map.of("USDT", new BigDecimal("9E+2")));
    }

    private static List<SortedMap<String, BigDecimal>> moments(String... ours) {
        return Stream.of(ours).map(each -> (SortedMap<String, BigDecimal>) new TreeMap<>(
            Map.of("USDT", new BigDecimal(each)))).toList();
    }

    @Test
    void staysOnceItIsKnown() {
        look("1000", DESK);
        look("1000", DESK);

        assertThat(look("950", DESK).get("USDT")).isEqualByComparingTo("900");
    }

    @Test
    void givesAnAccountThatIsOpenedLaterItsCash() {
        look("1000", DESK);
        look("1000", DESK);

        assertThat(look("1000", DESK, account("late", "50")).get("USDT")).isEqualByComparingTo("850");
    }

    @Test
    void isKnownToBeNothingWhereAllBelongsToSomebody() {
        look("100", DESK);
        assertThat(look("100", DESK).get("USDT")).isZero();

        assertThat(look("100", DESK, account("late", "50")).get("USDT")).isEqualByComparingTo("-50");
    }

    private Map<String, BigDecimal> look(String venue, Account... accounts) {
        return look(venue, List.of(PositionRule.sumOf(List.of(accounts), Map.of())), accounts);
    }

    private Map<String, BigDecimal> look(String venue, List<SortedMap<String, BigDecimal>> moments,
                                         Account... accounts) {
        now = now.plusSeconds(30);
        return unallocated.look(List.of(accounts), moments, Map.of("USDT", new BigDecimal(venue)), now);
    }

    private static Account account(String id, String cash) {
        return Account.opened(new AccountId(id), Money.of(cash), "USDT");
    }
}
