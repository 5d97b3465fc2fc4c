package dev.holdfast.portfolio.http;

import java.util.List;

/** A list as the API answers it: an object, so that fields can be added later. */
public record Items<T>(List<T> items) {
}
