/**
 * Balances, reservations and commissions. Exact decimals, never below zero.
 */
package dev.holdfast.venuesim.account;
