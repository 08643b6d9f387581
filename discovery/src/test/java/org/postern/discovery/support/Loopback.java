// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.support;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.GatewayException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Requests that stay on this machine, and waiting with a deadline. */
public final class Loopback {
    public static final String TARGET = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    private static final Duration HANG_GUARD = Duration.ofSeconds(20);

    private Loopback() {}

    public static SearchRequest request(String... targets) throws IOException {
        return request(0, targets);
    }

    public static SearchRequest request(int localPort, String... targets) throws IOException {
        return new SearchRequest(
                List.of(targets), Duration.ofSeconds(2), 2, localPort, false, chosen());
    }

    public static InterfaceChoice chosen() throws IOException {
        try {
            return InterfaceChoice.named(FakeDevice.loopback().getName());
        } catch (GatewayException e) {
            throw new IOException(e);
        }
    }

    public static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + HANG_GUARD.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never came true: " + what);
            }
            Thread.onSpinWait();
        }
    }

    public static boolean threadLives(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.isAlive() && thread.getName().equals(name));
    }

    public static void awaitNoThread() throws InterruptedException {
        await(() -> !threadLives("postern-ssdp"), "the thread ended");
    }
}
