// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.keeper.ManagementBeans;
import org.postern.testkit.fakes.FakeKeeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class DelayedBeansTest {
    private final FakeKeeper keeper = new FakeKeeper();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch registered = new CountDownLatch(1);

    private Optional<ManagementBeans> beans() {
        return Optional.of(
                shown -> {
                    assertEquals(keeper, shown);
                    calls.add("registered");
                    registered.countDown();
                    return () -> calls.add("removed");
                });
    }

    @Test
    void registeredLater_andRemovedAtTheEnd() throws Exception {
        try (DelayedBeans delayed = new DelayedBeans(this::beans, keeper)) {
            delayed.start(Duration.ZERO);
            registered.await();
        }

        assertEquals(List.of("registered", "removed"), calls);
    }

    @Test
    void endedBefore_nothingIsLookedFor() {
        try (DelayedBeans delayed = new DelayedBeans(this::beans, keeper)) {
            delayed.start();
        }

        assertEquals(List.of(), calls);
    }

    @Test
    void withoutJmx_nothingIsShown() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        DelayedBeans delayed =
                new DelayedBeans(
                        () -> {
                            asked.countDown();
                            throw new NoClassDefFoundError("javax/management/MBeanServer");
                        },
                        keeper);
        delayed.start(Duration.ZERO);
        assertTrue(asked.await(20, TimeUnit.SECONDS));

        delayed.close();
        assertEquals(List.of(), calls);
    }
}
