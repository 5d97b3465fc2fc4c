/**
 * Market streams and user data, in both of the exchange's forms.
 */
package dev.holdfast.venuesim.stream;
