/**
 * The append-only record of every request, order and fill: the independent witness of later checks.
 */
package dev.holdfast.venuesim.ledger;
