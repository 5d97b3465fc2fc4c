package dev.holdfast.trading.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ClOrdIdTest {
    private static final AccountId ACCOUNT = new AccountId("trend");

    @Test
    void isTheSameForTheSameCause() {
        assertThat(ClOrdId.derived(ACCOUNT, "ema", "sig-1"))
            .isEqualTo(ClOrdId.derived(ACCOUNT, "ema", "sig-1"));
    }

    @Test
    void differsWhereTwoCausesWouldReadTheSameWhenJoined() {
        assertThat(ClOrdId.derived(ACCOUNT, "ab", "c")).isNotEqualTo(ClOrdId.derived(ACCOUNT, "a", "bc"));
    }

    @Property
    void beginsWithTheShardOfItsAccount(@ForAll @AlphaChars @StringLength(min = 1, max = 30) String name) {
        AccountId account = new AccountId(name.toLowerCase(Locale.ROOT));
        assertThat(ClOrdId.chosen(account, "mine").shard()).isEqualTo(ShardId.of(account));
    }

    @Test
    void isFoundBehindEveryRevisionThatTheVenueReports() {
        ClOrdId id = ClOrdId.chosen(ACCOUNT, "mine");
        assertThat(ClOrdId.ofVenueId(id.venueId(1))).isEqualTo(id);
        assertThat(ClOrdId.ofVenueId(id.venueId(12))).isEqualTo(id);
        assertThat(id.venueId(12)).hasSizeLessThanOrEqualTo(36);
    }

    @Test
    void isNullForAnIdThatIsNotOurs() {
        assertThat(ClOrdId.ofVenueId("x-HNA2TXFJ-1")).isNull();
        assertThat(ClOrdId.ofVenueId("s99-mine")).isNull();
    }

    @Test
    void takesAClientPartWithItsPrefixOnOrOff() {
        ClOrdId id = ClOrdId.chosen(ACCOUNT, "mine");
        assertThat(ClOrdId.chosen(ACCOUNT, id.text())).isEqualTo(id);
    }

    @Test
    void refusesWhatTheVenueWouldRefuse() {
        assertThatThrownBy(() -> ClOrdId.chosen(ACCOUNT, "a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClOrdId.chosen(ACCOUNT, "x".repeat(29)))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spreadsAccountsOverAllShards() {
        Set<ShardId> used = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            used.add(ShardId.of(new AccountId("account-" + i)));
        }
        assertThat(used).hasSize(ShardId.COUNT);
    }
}
