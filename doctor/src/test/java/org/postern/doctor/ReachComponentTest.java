// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.PortKeeper;
import org.postern.doctor.reach.StubKeeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ReachComponentTest {
    private static final PortReach REACH =
            new PortReach(
                    PortKey.tcp(80),
                    AddressFamily.IPV4,
                    PortReach.State.REACHED,
                    Instant.EPOCH,
                    Optional.of(Instant.EPOCH),
                    Optional.empty(),
                    80,
                    "It was reached.");

    private final List<String> calls = new ArrayList<>();
    private final StubKeeper keeper = new StubKeeper();

    /** Notes what is asked of it. */
    private final OutsideHelper helpers =
            new OutsideHelper() {
                @Override
                public Serving serve(InetSocketAddress listen) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public OutsideResult ask(
                        URI helper, Protocol protocol, InetAddress address, int port) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public ReachWatch watch(PortKeeper watched, URI helper, ReachListener listener) {
                    assertEquals(keeper, watched);
                    calls.add("watch " + helper);
                    listener.changed(REACH);
                    return new ReachWatch() {
                        @Override
                        public List<PortReach> ports() {
                            return List.of(REACH);
                        }

                        @Override
                        public void close() {
                            calls.add("close");
                        }
                    };
                }

                @Override
                public void close() {
                    throw new UnsupportedOperationException();
                }
            };

    @Test
    void aConfiguredHelper_isAskedUntilTheEnd() {
        ReachComponent component = start("http://host.example:8090");
        assertEquals(List.of("watch http://host.example:8090"), calls);
        assertEquals(List.of(REACH), component.ports());

        // Whoever uses the service does not end it for the others.
        component.close();
        assertEquals(1, calls.size());
        component.end();
        assertEquals(List.of("watch http://host.example:8090", "close"), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "https://host.example", "host.example:8090", "http://a b"})
    void withoutOneThatCanBeUsed_nobodyIsAsked(String value) {
        ReachComponent component = start(value);

        assertTrue(calls.isEmpty());
        assertEquals(List.of(), component.ports());
        component.end();
        assertTrue(calls.isEmpty());
    }

    private ReachComponent start(String helper) {
        return new ReachComponent(helpers, keeper, Map.of("helper", helper));
    }
}
