package dev.holdfast.wire.view;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.order.AccountId;
import java.math.BigDecimal;

/**
 * What an account holds of one instrument.
 *
 * @param quantity     signed, base asset
 * @param averagePrice null when flat
 * @param markPrice    mid of the newest quote; null if none was heard
 * @param marketValue  quantity × mark; at cost while there is no mark
 */
public record PositionView(AccountId account, InstrumentId instrument, BigDecimal quantity,
                           Price averagePrice, Price markPrice, Money marketValue, Money realised,
                           Money unrealised, Money fees) {
}
