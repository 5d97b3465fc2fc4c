package dev.holdfast.execution.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Account;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VenueFloatTest {
    private static final Account DESK = account("desk", "100");
    private final VenueFloat unallocated = new VenueFloat(Map.of());

    @Test
    void isWhatTwoLooksInARowShowAlike() {
        assertThat(look("1000", DESK)).isNull();
        // A fill was under way at the first look.
        assertThat(look("998.5", DESK)).isNull();

        assertThat(look("998.50", DESK)).isEqualTo(Map.of("USDT", new BigDecimal("898.5")));
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

    private Map<String, BigDecimal> look(String venue, Account... accounts) {
        return unallocated.look(List.of(accounts), Map.of("USDT", new BigDecimal(venue)));
    }

    private static Account account(String id, String cash) {
        return Account.opened(new AccountId(id), Money.of(cash), "USDT");
    }
}
