/** Brings journal and ledger from where they are to the checker, and says what it found. */
package dev.holdfast.node.verify;
