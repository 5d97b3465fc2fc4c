/**
 * The price-time order book: background liquidity and our orders in one queue per price. No clock, no I/O.
 */
package dev.holdfast.venuesim.book;
