package dev.holdfast.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a sealed interface as a family of records told apart by their simple names, so that the JDK-only
 * cores need no annotation and a new record is on the wire as soon as the interface permits it. For the same
 * reason it is here that Jackson is told which fields are required ({@link RequiredFields}).
 */
final class SealedFamilies extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME = JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME,
        JsonTypeInfo.As.PROPERTY, "@type", null, false, null);

    @Override
    public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && isFamily(annotated.getRawType()) ? BY_NAME
            : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public List<NamedType> findSubtypes(Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!(annotated instanceof AnnotatedClass) || !type.isSealed()) {
            return super.findSubtypes(annotated);
        }
        List<NamedType> members = new ArrayList<>();
        addMembers(type, members);
        return members;
    }

    @Override
    public String findTypeName(AnnotatedClass type) {
        return type.getRawType().isRecord() && isFamily(type.getRawType()) ? type.getRawType().getSimpleName()
            : super.findTypeName(type);
    }

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return RequiredFields.isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    /** An explicit null is as absent as a missing field. */
    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return annotated instanceof AnnotatedMember member && RequiredFields.isRequired(member)
            ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : super.findSetterInfo(annotated);
    }

    private static void addMembers(Class<?> type, List<NamedType> members) {
        for (Class<?> member : type.getPermittedSubclasses()) {
            if (member.isSealed()) {
                addMembers(member, members);
            } else {
                members.add(new NamedType(member, member.getSimpleName()));
            }
        }
    }

    /** True for a sealed interface of ours and for its records: both sides must write the same property. */
    private static boolean isFamily(Class<?> type) {
        if (type.isSealed() && type.isInterface()) {
            return true;
        }
        for (Class<?> parent : type.getInterfaces()) {
            if (type.isRecord() && parent.isSealed()) {
                return true;
            }
        }
        return false;
    }
}
