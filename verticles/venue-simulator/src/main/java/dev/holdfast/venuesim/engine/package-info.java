/**
 * Orders from acceptance to their end: filters, balances, matching, settlement, and what is told of it.
 */
package dev.holdfast.venuesim.engine;
