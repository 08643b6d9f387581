// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;

class ServiceProvidersTest {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    /** Listed in META-INF/services with its two providers. */
    public interface Service {}

    /** The first one. */
    public static final class First implements Service {}

    /** One whose maker fails. */
    public static final class Broken implements Service {
        /** Fails. */
        public Broken() {
            throw new IllegalStateException("broken");
        }
    }

    @AfterEach
    void restore() {
        thread.setContextClassLoader(before);
    }

    private void contextLoaderSeesNothing() {
        thread.setContextClassLoader(
                new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader()));
    }

    @Test
    void first_instantiatesNoOther() {
        assertSame(First.class, ServiceProviders.first(Service.class).orElseThrow().getClass());
    }

    @Test
    void first_withABlindContextLoader_isFound() {
        contextLoaderSeesNothing();

        assertSame(First.class, ServiceProviders.first(Service.class).orElseThrow().getClass());
    }

    @Test
    void all_withABlindContextLoader_areFound() {
        contextLoaderSeesNothing();

        assertEquals(1, ServiceProviders.all(Runnable.class).size());
    }

    @Test
    void all_leavesABrokenOneOut() {
        assertEquals(
                List.of(First.class),
                ServiceProviders.all(Service.class).stream().map(Object::getClass).toList());
    }

    @Test
    void none_isNone() {
        assertEquals(Optional.empty(), ServiceProviders.first(CharSequence.class));
        assertEquals(List.of(), ServiceProviders.all(CharSequence.class));
    }

    /** Listed alone for its type. */
    public static final class Task implements Runnable {
        @Override
        public void run() {}
    }
}
