package dev.holdfast.wire;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** Makes the JSON Schema of a record as {@link Json} writes it: what a reader in another language needs. */
final class Schemas {
    private static final String SIGNED = "^-?[0-9]+(\\.[0-9]+)?$";
    private static final String UNSIGNED = "^[0-9]+(\\.[0-9]+)?$";
    private static final Map<Class<?>, String> PATTERNS = Map.of(BigDecimal.class, SIGNED,
        Money.class, SIGNED, Price.class, UNSIGNED, Quantity.class, UNSIGNED,
        InstrumentId.class,
        "^[A-Z0-9]{2,20}$",
        AccountId.class, "^[a-z0-9][a-z0-9-]{0,31}$", ClOrdId.class, "^s[0-9]{2}-[A-Za-z0-9_-]{1,28}$");

    private final SchemaGenerator generator;

    Schemas() {
        SchemaGeneratorConfigBuilder settings = new SchemaGeneratorConfigBuilder(Json.mapper(),
            SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        settings.forTypesInGeneral().withPropertySorter((one, other) -> 0)
            .withCustomDefinitionProvider(Schemas::text)
            .withCustomDefinitionProvider(Schemas::family)
            .withCustomDefinitionProvider(new Members());
        settings.forFields().withRequiredCheck(field -> RequiredFields.isRequired(
            field.getDeclaringType().getErasedType(), field.getName()));
        generator = new SchemaGenerator(settings.build());
    }

    ObjectNode of(Topic<?> topic) {
        ObjectNode schema = generator.generateSchema(topic.type());
        ObjectNode titled = Json.mapper().createObjectNode();
        titled.set("$schema", schema.remove("$schema"));
        titled.put("title", topic.type().getSimpleName());
        titled.put("description", "One record of the topic " + topic.name()
            + ". Generated from the Java record; do not edit.");
        return titled.setAll(schema);
    }

    private static CustomDefinition text(ResolvedType type, SchemaGenerationContext context) {
        String pattern = PATTERNS.get(type.getErasedType());
        if (pattern == null && type.getErasedType() != Instant.class) {
            return null;
        }
        ObjectNode node = context.getGeneratorConfig().createObjectNode().put("type", "string");
        if (pattern == null) {
            node.put("format", "date-time");
        } else {
            node.put("pattern", pattern);
        }
        return new CustomDefinition(node, true);
    }

    /** Exactly one of the records that a sealed interface permits, told apart by "@type". */
    private static CustomDefinition family(ResolvedType type, SchemaGenerationContext context) {
        if (!type.getErasedType().isSealed()) {
            return null;
        }
        ObjectNode node = context.getGeneratorConfig().createObjectNode();
        var members = node.putArray("oneOf");
        Samples.members(type.getErasedType()).forEach(member -> members.add(
            context.createDefinitionReference(context.getTypeContext().resolve(member))));
        return new CustomDefinition(node);
    }

    /** The records of a family say which they are. */
    private static final class Members implements CustomDefinitionProviderV2 {
        @Override
        public CustomDefinition provideCustomSchemaDefinition(ResolvedType type,
                                                              SchemaGenerationContext context) {
            Class<?> record = type.getErasedType();
            if (!record.isRecord() || Arrays.stream(record.getInterfaces()).noneMatch(Class::isSealed)) {
                return null;
            }
            ObjectNode standard = context.createStandardDefinition(type, this);
            ObjectNode node = context.getGeneratorConfig().createObjectNode().put("type", "object");
            ObjectNode properties = node.putObject("properties");
            properties.putObject("@type").put("const", record.getSimpleName());
            if (standard.path("properties") instanceof ObjectNode fields) {
                properties.setAll(fields);
            }
            var required = node.putArray("required").add("@type");
            standard.path("required").forEach(required::add);
            return new CustomDefinition(node.put("additionalProperties", false));
        }
    }
}
