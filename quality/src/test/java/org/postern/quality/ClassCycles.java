// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes of one package that depend on each other in a circle: the strongly connected components
 * of the dependencies, by Tarjan's algorithm. Nested classes count as their outermost class.
 */
final class ClassCycles {
    private final Map<String, SortedSet<String>> dependencies;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final Set<String> onStack = new HashSet<>();
    private final List<SortedSet<String>> cycles = new ArrayList<>();

    private ClassCycles(Map<String, SortedSet<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /** Each cycle with all its classes, of at least two. */
    static List<SortedSet<String>> of(JavaClasses classes) {
        Map<String, SortedSet<String>> dependencies = new TreeMap<>();
        for (JavaClass each : classes) {
            if (each.getPackageName().startsWith("org.postern.")) {
                for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                    add(dependencies, each, dependency.getTargetClass().getBaseComponentType());
                }
            }
        }
        ClassCycles search = new ClassCycles(dependencies);
        for (String each : dependencies.keySet()) {
            if (!search.indexes.containsKey(each)) {
                search.visit(each);
            }
        }
        return search.cycles;
    }

    private static void add(
            Map<String, SortedSet<String>> dependencies, JavaClass from, JavaClass to) {
        String origin = outermost(from);
        String target = outermost(to);
        if (from.getPackageName().equals(to.getPackageName()) && !origin.equals(target)) {
            dependencies.computeIfAbsent(origin, any -> new TreeSet<>()).add(target);
        }
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private void visit(String type) {
        indexes.put(type, indexes.size());
        lowest.put(type, indexes.get(type));
        stack.push(type);
        onStack.add(type);
        for (String target : dependencies.getOrDefault(type, new TreeSet<>())) {
            if (!indexes.containsKey(target)) {
                visit(target);
                lowest.merge(type, lowest.get(target), Math::min);
            } else if (onStack.contains(target)) {
                lowest.merge(type, indexes.get(target), Math::min);
            }
        }
        if (lowest.get(type).equals(indexes.get(type))) {
            close(type);
        }
    }

    private void close(String root) {
        SortedSet<String> cycle = new TreeSet<>();
        while (!cycle.contains(root)) {
            String each = stack.pop();
            onStack.remove(each);
            cycle.add(each);
        }
        if (cycle.size() > 1) {
            cycles.add(cycle);
        }
    }
}
