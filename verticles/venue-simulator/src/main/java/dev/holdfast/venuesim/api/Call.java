package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.account.Account;

/** One admitted request. {@code account} is null where no key was needed. */
record Call(Params params, Account account) {
}
