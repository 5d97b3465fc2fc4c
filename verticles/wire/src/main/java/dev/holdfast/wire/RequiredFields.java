package dev.holdfast.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.io.IOException;
import java.util.List;

/**
 * Refuses a record of ours that lacks a field it cannot be without: read, it would break its reader much
 * later; written, no reader could take it. The fields that may be absent are those of {@link OptionalFields}.
 * Views are exempt: the gateway checks a request field by field, to name all that is wrong at once.
 */
final class RequiredFields {
    private static final List<String> CHECKED_PACKAGES = List.of("dev.holdfast.trading.",
        "dev.holdfast.resilience.", "dev.holdfast.wire.journal.", "dev.holdfast.wire.lease.",
        "dev.holdfast.wire.message.", "dev.holdfast.wire.checkpoint.",
        "dev.holdfast.wire.failsafe.FailsafeEvent", "dev.holdfast.wire.failsafe.IncidentView",
        "dev.holdfast.wire.failsafe.SilenceView", "dev.holdfast.wire.failsafe.AlertCommand",
        "dev.holdfast.wire.failsafe.Health");

    private RequiredFields() {
    }

    static boolean isRequired(AnnotatedMember member) {
        return isRequired(member.getDeclaringClass(), component(member));
    }

    static boolean isRequired(Class<?> record, String component) {
        boolean checked = record.isRecord()
            && CHECKED_PACKAGES.stream().anyMatch(each -> record.getName().startsWith(each));
        return checked && component != null && !OptionalFields.of(record).contains(component);
    }

    /** The name of a constructor's parameter is its component's, which the class file always has. */
    private static String component(AnnotatedMember member) {
        Class<?> owner = member.getDeclaringClass();
        if (!(member instanceof AnnotatedParameter parameter) || !owner.isRecord()) {
            return member.getName();
        }
        var components = owner.getRecordComponents();
        return parameter.getOwner().getParameterCount() == components.length
            ? components[parameter.getIndex()].getName() : null;
    }

    /** The writing side. */
    static final class RefuseNulls extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription record,
                                                         List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                if (isRequired(record.getBeanClass(), property.getName())) {
                    property.assignNullSerializer(new Refusal(record.getBeanClass(), property.getName()));
                }
            }
            return properties;
        }
    }

    private static final class Refusal extends JsonSerializer<Object> {
        private final Class<?> record;
        private final String field;

        Refusal(Class<?> record, String field) {
            this.record = record;
            this.field = field;
        }

        @Override
        public void serialize(Object absent, JsonGenerator out, SerializerProvider all) throws IOException {
            throw JsonMappingException.from(out, record.getSimpleName() + " needs '" + field + "'");
        }
    }
}
