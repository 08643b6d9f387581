// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.ledger.MemoryLedger;
import org.postern.port.keeper.loop.Loop;

import java.time.Duration;
import java.time.Instant;

/** When a keeper needs its thread. */
class KeeperStartTest {
    private final Ledger ledger = new MemoryLedger();
    private int tasks;

    private final Loop loop =
            new Loop() {
                @Override
                public Instant now() {
                    return Instant.EPOCH;
                }

                @Override
                public long nanoTime() {
                    return 0;
                }

                @Override
                public void execute(Runnable task) {
                    tasks++;
                }

                @Override
                public Runnable after(Duration delay, Runnable task) {
                    tasks++;
                    return () -> {};
                }
            };

    @Test
    void withoutPortsAndGateways_nothingRuns() {
        ledger.put(
                new LedgerEntry(
                        "uuid:1",
                        "192.168.1.1",
                        Protocol.TCP,
                        8080,
                        "192.168.1.2",
                        8080,
                        Instant.MAX));
        new Keeper(
                        KeeperSettings.standard(),
                        ledger,
                        loop,
                        Runnable::run,
                        Runnable::run,
                        each -> true,
                        () -> 0.5)
                .start();
        assertEquals(0, tasks);
    }
}
