package dev.holdfast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.message.RiskAssessed;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.OrderRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class,
        long.class, Long.class);

    static List<Class<?>> types() {
        return Samples.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void bringsARecordBackAsItWas(Class<?> type) {
        Object full = Samples.full(type);
        assertThat(Json.read(Json.bytes(full), type)).isEqualTo(full);
        Object sparse = Samples.sparse(type);
        assertThat(Json.read(Json.text(sparse), type)).isEqualTo(sparse);
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesAPropertyThatTheRecordDoesNotHave(Class<?> type) {
        malformed(tree(type).put("surprise", 1).toString(), type, "surprise");
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesARecordThatLacksAFieldItNeeds(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (RequiredFields.isRequired(type, component.getName())) {
                ObjectNode lacking = tree(type);
                lacking.remove(component.getName());
                malformed(lacking.toString(), type, component.getName());
                malformed(tree(type).putNull(component.getName()).toString(), type, component.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void writesNothingButCountsAndFlagsAsNumbersAndBooleans(Class<?> type) {
        ObjectNode tree = tree(type);
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = tree.path(component.getName());
            if (value.isNumber()) {
                assertThat(WHOLE_NUMBERS).contains(component.getType());
            }
            if (value.isBoolean()) {
                assertThat(component.getType()).isEqualTo(boolean.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesValuesOfAnotherJsonType(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() != String.class) {
                String name = component.getName();
                malformed(tree(type).put(name, "").toString(), type, name);
                malformed(tree(type).put(name, "7 ").toString(), type, name);
                if (WHOLE_NUMBERS.contains(component.getType())) {
                    malformed(tree(type).put(name, "7").toString(), type, name);
                    malformed(tree(type).put(name, 1.5).toString(), type, name);
                }
            }
        }
    }

    @Test
    void namesOnlyFieldsThatExistAsOptional() {
        OptionalFields.all().forEach((record, names) -> {
            Set<String> components = new HashSet<>(Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName).toList());
            assertThat(components).as(record.getSimpleName()).containsAll(names);
        });
    }

    @Test
    void tellsAFamilysRecordsApartByTheirSimpleName() {
        ObjectNode decision = tree(DecisionMade.class);
        assertThat(decision.path("@type").asText()).isEqualTo("DecisionMade");
        assertThat(decision.path("events").findValuesAsText("@type")).contains("OrderFilled", "AccountOpened")
            .doesNotHaveDuplicates();
        assertThat(Json.read(decision.toString(), JournalRecord.class)).isInstanceOf(DecisionMade.class);
    }

    @Test
    void writesTheTypeOfAnEventWhereverItStands() {
        Object event = Samples.full(OrderEvent.OrderExpired.class);
        assertThat(Json.read(Json.bytes(event), DeskEvent.class)).isEqualTo(event);
        assertThat(Json.read(Json.bytes(event), OrderEvent.class)).isEqualTo(event);
    }

    @Test
    void refusesAFamilysRecordWithoutItsTypeOrWithAForeignOne() {
        ObjectNode claim = tree(JournalRecord.ShardClaimed.class);
        malformed(claim.put("@type", "java.lang.Object").toString(), JournalRecord.class, "java.lang.Object");
        claim.remove("@type");
        malformed(claim.toString(), JournalRecord.class, "@type");
    }

    @Test
    void takesNoRecordOfOneFamilyForAnother() {
        Object event = Samples.full(OrderEvent.OrderExpired.class);
        malformed(Json.text(event), JournalRecord.class, "OrderExpired");
    }

    @Test
    void refusesBytesThatAreNotOneWholeRecord() {
        String trade = tree(Trade.class).toString();
        malformed(trade + " {}", Trade.class, "Trade");
        malformed(trade.substring(1), Trade.class, "Trade");
        malformed(trade.substring(0, trade.length() - 1), Trade.class, "Trade");
        malformed(trade.replaceFirst("\\{", "{\"tradeId\":1,"), Trade.class, "tradeId");
        for (String text : List.of("", " ", "null", "[]", "7", "\"x\"", "{", "\u0000", "[".repeat(5_000))) {
            malformed(text, Trade.class, "Trade");
        }
        assertThatThrownBy(() -> Json.read((byte[]) null, Trade.class)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void refusesDecimalsThatAreHugeOrNotPlain() {
        for (String decimal : List.of("1e9", "1E400000000", "1e-9", "9".repeat(101), "0x10", "", " 1", "1,5",
            "NaN", "Infinity", "-1", "0", "1.5d")) {
            malformed(tree(Trade.class).put("price", decimal).toString(), Trade.class, "price");
        }
        malformed(tree(Trade.class).toString().replace("\"60000.01\"", "1e400000000"), Trade.class, "price");
        malformed(tree(RiskAssessed.class).put("equity", "9".repeat(101)).toString(), RiskAssessed.class,
            "equity");
    }

    @Test
    void takesADecimalSentAsANumberByItsDigits() {
        String asNumber = tree(Trade.class).toString().replace("\"60000.01\"", "60000.0100000000000000001");
        assertThat(Json.read(asNumber, Trade.class).price()).hasToString("60000.0100000000000000001");
    }

    @Test
    void refusesTimesAndNamesThatAreNotTexts() {
        for (String time : List.of("1723075200", "1e99999999", "\"2024-08-08\"", "\"\"", "\"tomorrow\"",
            "[2024,8,8]")) {
            String trade = tree(Trade.class).putRawValue("exchangeTime",
                new RawValue(time)).toString();
            malformed(trade, Trade.class, "exchangeTime");
        }
        malformed(tree(Trade.class).put("aggressor", 0).toString(), Trade.class, "aggressor");
        malformed(tree(Trade.class).put("aggressor", "buy").toString(), Trade.class, "aggressor");
        malformed(tree(Trade.class).put("instrument", "btc/usd").toString(), Trade.class, "instrument");
    }

    @Test
    void saysWhereInTheTextTheFaultIs() {
        ObjectNode decision = tree(DecisionMade.class);
        ((ObjectNode) decision.path("claim")).put("offset", "x");
        malformed(decision.toString(), JournalRecord.class, "not a JournalRecord: /claim/offset: ");
    }

    @Test
    void writesNoRecordThatNobodyCouldRead() {
        var unnamed = new ServiceReport(null, "node-1", null, null, null);
        assertThatThrownBy(() -> Json.bytes(unnamed)).isInstanceOf(IllegalArgumentException.class)
            .hasStackTraceContaining("ServiceReport needs 'service'");
    }

    @Test
    void leavesTheFieldsOfARequestToTheGatewaysOwnCheck() {
        assertThatCode(() -> Json.read("{}", OrderRequest.class)).doesNotThrowAnyException();
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(Json.text(Samples.sparse(ExecutionReport.class))).doesNotContain("null", "\"fill\"");
    }

    private static ObjectNode tree(Class<?> type) {
        return (ObjectNode) Json.mapper().valueToTree(Samples.full(type));
    }

    private static void malformed(String text, Class<?> type, String why) {
        assertThatThrownBy(() -> Json.read(text, type)).as(text).isInstanceOf(MalformedMessage.class)
            .hasMessageContaining(why);
    }
}
