package dev.holdfast.wire;

import dev.holdfast.resilience.checkpoint.CheckpointManifest;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.failsafe.HealthAnswer;
import dev.holdfast.wire.failsafe.HealthChecked;
import dev.holdfast.wire.failsafe.HealthQuery;
import dev.holdfast.wire.failsafe.StateView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.BreakerStates;
import dev.holdfast.wire.message.ChainStates;
import dev.holdfast.wire.message.DeskFigures;
import dev.holdfast.wire.message.EquityCurve;
import dev.holdfast.wire.message.FailOnPurpose;
import dev.holdfast.wire.message.ForceBreaker;
import dev.holdfast.wire.message.MarketConditionChanged;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.message.RecordingLag;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.RiskAlive;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.message.ShardOwned;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.AccountView;
import dev.holdfast.wire.view.BreakView;
import dev.holdfast.wire.view.CandleView;
import dev.holdfast.wire.view.FillView;
import dev.holdfast.wire.view.OrderRequest;
import dev.holdfast.wire.view.OrderView;
import dev.holdfast.wire.view.PerformanceView;
import dev.holdfast.wire.view.PositionView;
import dev.holdfast.wire.view.ProblemView;
import dev.holdfast.wire.view.ServiceView;
import dev.holdfast.wire.view.StatusView;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** One value of every record that crosses a boundary, made from its components. */
final class Samples {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
        Map.entry(String.class, "text – \"quoted\" \\ \n €"), Map.entry(int.class, 7),
        Map.entry(long.class, 9_007_199_254_740_993L), Map.entry(boolean.class, true),
        Map.entry(Long.class, 8L), Map.entry(Integer.class, 5), Map.entry(Double.class, 1.25),
        Map.entry(Boolean.class, true),
        Map.entry(Instant.class, Instant.parse("2024-08-08T01:02:03.123456789Z")),
        Map.entry(BigDecimal.class, new BigDecimal("-0.12345678")),
        Map.entry(Price.class, Price.of("60000.01")), Map.entry(Quantity.class, Quantity.of("0.00000001")),
        Map.entry(Money.class, Money.of("-123456789012345.12345678")),
        Map.entry(InstrumentId.class, new InstrumentId("BTCUSDT")),
        Map.entry(AccountId.class, new AccountId("house")),
        Map.entry(ClOrdId.class, new ClOrdId("s07-a_B-9")));

    private Samples() {
    }

    /** Every concrete record of the topics, the bus and the gateway. */
    static List<Class<?>> types() {
        Stream<Class<?>> topics = Topics.all().stream().map(Topic::type);
        Stream<Class<?>> bus = Stream.of(DeskEvent.class, DeskCommand.class, OrderReply.class, Ack.class,
            Ask.class, BreakerStates.class, ChainStates.class, FailOnPurpose.class, ForceBreaker.class,
            EquityCurve.class,
            MarketConditionChanged.class, PerformanceQuery.class,
            RiskAlive.class, RecoverService.class, ServiceReport.class, HealthQuery.class, HealthAnswer.class,
            HealthChecked.class, ShardOwned.class, ShardStates.class,
            AlertCommand.class, AlertCommand.Reply.class, AlertCommand.Incidents.class, DeskFigures.class,
            RecordingLag.class);
        Stream<Class<?>> views = Stream.of(CheckpointManifest.class, RiskSnapshot.class, AccountView.class,
            BreakView.class, CandleView.class, FailsafeView.class, FillView.class, OrderRequest.class,
            OrderView.class, PerformanceView.class, PositionView.class, ProblemView.class, ServiceView.class,
            StateView.class, StatusView.class);
        return Stream.of(topics, bus, views).flatMap(each -> each).flatMap(Samples::members).distinct()
            .toList();
    }

    /** The record itself, or all records of a sealed family. */
    static Stream<Class<?>> members(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Samples::members)
            : Stream.of(type);
    }

    /** With every field there. */
    static Object full(Class<?> record) {
        return record(record, (owner, field) -> false);
    }

    /** Without what may be absent, at every depth. */
    static Object sparse(Class<?> record) {
        return record(record, (owner, field) -> !owner.getName().contains(".view.")
            && OptionalFields.of(owner).contains(field));
    }

    private static Object record(Class<?> record, BiPredicate<Class<?>, String> absent) {
        if (record == OrderTerms.class) {
            return terms(absent);
        }
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = Arrays.stream(components).map(component ->
            absent.test(record, component.getName()) ? null : value(component.getGenericType(), absent))
            .toArray();
        try {
            var constructor = record.getDeclaredConstructor(Arrays.stream(components)
                .map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a " + record, e);
        }
    }

    /** A LIMIT order has its price and a MARKET order none: the record insists. */
    private static OrderTerms terms(BiPredicate<Class<?>, String> absent) {
        boolean market = absent.test(OrderTerms.class, "limitPrice");
        Price price = market ? null : Price.of("60000");
        return new OrderTerms(new ClOrdId("s07-a"), new AccountId("house"), new InstrumentId("BTCUSDT"),
            Side.SELL, market ? OrderType.MARKET : OrderType.LIMIT,
            TimeInForce.GTC, Quantity.of("1.5"), price, price,
            (Origin) record(Origin.class, absent),
            Instant.EPOCH);
    }

    private static Object value(Type type, BiPredicate<Class<?>, String> absent) {
        if (type instanceof ParameterizedType of) {
            Type last = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
            return of.getRawType() == Map.class ? Map.of("BTCUSDT/ETHUSDT", value(last, absent))
                : all((Class<?>) last, absent);
        }
        Class<?> plain = (Class<?>) type;
        if (VALUES.containsKey(plain)) {
            return VALUES.get(plain);
        }
        return plain.isEnum() ? plain.getEnumConstants()[plain.getEnumConstants().length - 1]
            : all(plain, absent).getFirst();
    }

    /** Of a family one of each, so that a list of events holds every event. */
    private static List<?> all(Class<?> type, BiPredicate<Class<?>, String> absent) {
        return VALUES.containsKey(type) ? List.of(VALUES.get(type))
            : members(type).map(member -> record(member, absent)).toList();
    }
}
