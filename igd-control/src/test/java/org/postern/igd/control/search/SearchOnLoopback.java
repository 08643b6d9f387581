// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpAttributes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Searches for stub devices on loopback. */
@Timeout(60)
abstract class SearchOnLoopback {
    /** Long enough that a search that waits it out fails by the class's time limit. */
    static final Duration ENDLESS = Duration.ofMinutes(5);

    static final Duration SHORT = Duration.ofMillis(700);

    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    void byUrl(String url) throws Exception {
        ElectedGateway.by(engine(AnnouncingStrategy.of()), query(ENDLESS).withWanted(url));
    }

    String found(Duration timeout, StubDevice... devices) throws Exception {
        return ElectedGateway.by(engine(AnnouncingStrategy.devices(devices)), query(timeout))
                .gateway()
                .info()
                .id();
    }

    String controlPath(Duration timeout, StubDevice router) throws Exception {
        return ElectedGateway.by(engine(AnnouncingStrategy.devices(router)), query(timeout))
                .gateway()
                .info()
                .attribute(UpnpAttributes.CONTROL_URL)
                .orElseThrow()
                .getPath();
    }

    GatewayException failure(Duration timeout, StubDevice... devices) {
        return assertThrows(
                GatewayException.class,
                () ->
                        ElectedGateway.by(
                                engine(AnnouncingStrategy.devices(devices)), query(timeout)));
    }

    static GatewayQuery query(Duration timeout) {
        return GatewayQuery.standard().withTimeout(timeout);
    }

    StubDevice device(String... controlUrls) {
        return stub().withServices(controlUrls);
    }

    /** Never answers anything unless it is given a description. */
    StubDevice stub() {
        StubDevice device = new StubDevice();
        open.add(device);
        return device;
    }

    UpnpEngine engine(DiscoveryStrategy... strategies) {
        UpnpEngine engine = TestEngines.with(() -> List.of(strategies));
        open.add(engine);
        return engine;
    }
}
