package dev.holdfast.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Checks a value against a schema, as far as ours use JSON Schema; no library for twenty lines. */
final class SchemaCheck {
    private final JsonNode root;

    SchemaCheck(JsonNode root) {
        this.root = root;
    }

    List<String> faults(JsonNode value) {
        return faults(value, root, "");
    }

    private List<String> faults(JsonNode value, JsonNode schema, String where) {
        if (schema.has("$ref")) {
            return faults(value, root.at(schema.path("$ref").asText().substring(1)), where);
        }
        if (schema.has("oneOf")) {
            long matches = 0;
            for (JsonNode one : schema.path("oneOf")) {
                matches += faults(value, one, where).isEmpty() ? 1 : 0;
            }
            return matches == 1 ? List.of() : List.of(where + " matches " + matches + " of oneOf");
        }
        List<String> faults = new ArrayList<>();
        JsonNode constant = schema.path("const");
        if (!constant.isMissingNode() && !constant.equals(value)) {
            faults.add(where + " is not " + constant);
        }
        if (schema.has("type") && !isOf(value, schema.path("type").asText())) {
            faults.add(where + " is no " + schema.path("type"));
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            faults.add(where + " is none of " + schema.path("enum"));
        }
        if (schema.has("pattern") && !value.asText().matches(schema.path("pattern").asText())) {
            faults.add(where + " does not match");
        }
        value.elements().forEachRemaining(each -> {
            if (value.isArray()) {
                faults.addAll(faults(each, schema.path("items"), where + "/*"));
            }
        });
        checkObject(value, schema, where, faults);
        return faults;
    }

    private void checkObject(JsonNode value, JsonNode schema, String where, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + " lacks " + name);
            }
        });
        value.fieldNames().forEachRemaining(name -> {
            JsonNode known = schema.path("properties").path(name);
            JsonNode property = known.isMissingNode() ? schema.path("additionalProperties") : known;
            if (property.isBoolean()) {
                faults.add(where + " has the unknown " + name);
            } else {
                faults.addAll(faults(value.path(name), property, where + "/" + name));
            }
        });
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new AssertionError("no schema of ours says " + type);
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
