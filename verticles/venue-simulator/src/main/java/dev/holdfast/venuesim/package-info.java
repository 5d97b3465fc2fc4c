/**
 * The venue process: command line, configuration, and the one verticle everything runs on.
 *
 * <p>Read in this order: {@link dev.holdfast.venuesim.book} (matching, pure), {@link
 * dev.holdfast.venuesim.account} (money, pure), {@link dev.holdfast.venuesim.market} (what is replayed),
 * {@link dev.holdfast.venuesim.engine} (orders over all of them), {@link dev.holdfast.venuesim.api} and
 * {@link dev.holdfast.venuesim.stream} (Binance Spot as seen from outside). It shares no code with the
 * node: as the independent witness it must not repeat the node's mistakes.
 */
package dev.holdfast.venuesim;
