/**
 * The admin port on loopback: ledger, status, pause and fault switches.
 */
package dev.holdfast.venuesim.admin;
