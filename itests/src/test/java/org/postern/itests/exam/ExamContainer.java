// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.TestContainerFactory;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.DefaultExamSystem;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running framework with the test class in it, as a bundle (Pax Exam calls it the probe) that
 * holds all test classes.
 */
final class ExamContainer implements AutoCloseable {

    private final TestContainer container;
    private final Map<String, TestAddress> addresses;

    private ExamContainer(TestContainer container, Map<String, TestAddress> addresses) {
        this.container = container;
        this.addresses = addresses;
    }

    /** The factory is given: the one that Pax Exam finds on the class path need not be meant. */
    static ExamContainer started(TestContainerFactory factory, Option[] options, Class<?> testClass)
            throws IOException {
        ExamSystem system = DefaultExamSystem.create(options);
        TestProbeBuilder probe = system.createProbe();
        Map<String, TestAddress> addresses = new HashMap<>();
        for (Method method : testMethods(testClass)) {
            addresses.put(method.getName(), probe.addTest(testClass, method.getName()));
        }
        TestContainer container = factory.create(system)[0];
        container.start();
        try (InputStream bundle = probe.build().getStream()) {
            container.installProbe(bundle);
        }
        return new ExamContainer(container, addresses);
    }

    private static List<Method> testMethods(Class<?> testClass) {
        return Arrays.stream(testClass.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }

    /** Runs one test method inside, and fails as it fails. */
    void call(Method method) throws Throwable {
        try {
            container.call(addresses.get(method.getName()));
        } catch (TestContainerException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
