// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type as those see it who compile against it, in lines. */
final class Signatures {
    private static final int SHOWN =
            Modifier.PUBLIC
                    | Modifier.PROTECTED
                    | Modifier.STATIC
                    | Modifier.FINAL
                    | Modifier.ABSTRACT;

    /** Records declare them each time. */
    private static final Set<String> OF_ANY = Set.of("equals", "hashCode", "toString");

    private Signatures() {}

    /** The type, then its members in alphabetical order. */
    static Stream<String> of(Class<?> type) throws IllegalAccessException {
        Stream.Builder<String> members = Stream.builder();
        for (Field each : type.getDeclaredFields()) {
            if (isSeen(each.getModifiers()) && !each.isSynthetic()) {
                members.add(each.toGenericString() + value(each));
            }
        }
        Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
        Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
        Stream.<Executable>concat(constructors, methods)
                .filter(each -> isSeen(each.getModifiers()) && !each.isSynthetic())
                .filter(each -> !OF_ANY.contains(each.getName()))
                .map(Executable::toGenericString)
                .forEach(members::add);
        return Stream.concat(
                Stream.of("  " + head(type)),
                members.build().map(each -> "    " + within(type, each)).sorted());
    }

    /** A member is named after the type once only. */
    private static String within(Class<?> type, String member) {
        return member.replace(" " + type.getName() + ".", " ")
                .replace(type.getName() + "(", "new(");
    }

    static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String head(Class<?> type) {
        String parameters =
                Arrays.stream(type.getTypeParameters())
                        .map(each -> each + bounds(each.getBounds()))
                        .collect(Collectors.joining(", "));
        return Modifier.toString(type.getModifiers() & SHOWN & ~Modifier.ABSTRACT)
                + " "
                + (type.isSealed() ? "sealed " : "")
                + kind(type)
                + " "
                + type.getName()
                + (parameters.isEmpty() ? "" : "<" + parameters + ">")
                + (type.isRecord() ? components(type) : "")
                + named(" extends ", superclass(type))
                + named(" implements ", List.of(type.getGenericInterfaces()));
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        String plain = Modifier.isAbstract(type.getModifiers()) ? "abstract class" : "class";
        return type.isRecord() ? "record" : plain;
    }

    private static String components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(each -> each.getGenericType().getTypeName() + " " + each.getName())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<Type> superclass(Class<?> type) {
        boolean shown = !type.isRecord() && !type.isEnum() && !type.isInterface();
        return shown && type.getSuperclass() != Object.class
                ? List.of(type.getGenericSuperclass())
                : List.of();
    }

    private static String bounds(Type[] bounds) {
        return bounds.length == 1 && bounds[0] == Object.class
                ? ""
                : named(" extends ", List.of(bounds));
    }

    private static String named(String word, List<Type> types) {
        return types.isEmpty()
                ? ""
                : word + types.stream().map(Type::getTypeName).collect(Collectors.joining(", "));
    }

    /** Compilers copy constants. */
    private static String value(Field field) throws IllegalAccessException {
        boolean constant =
                Modifier.isStatic(field.getModifiers())
                        && Modifier.isFinal(field.getModifiers())
                        && (field.getType().isPrimitive() || field.getType() == String.class);
        return constant && field.trySetAccessible() ? " = " + field.get(null) : "";
    }
}
