/**
 * What is replayed: recorded Binance frames, or recorded trades with a synthesised book around them.
 */
package dev.holdfast.venuesim.market;
