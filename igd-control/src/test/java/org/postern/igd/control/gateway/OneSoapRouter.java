// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;
import static org.postern.igd.control.gateway.StubSoapRouter.request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A router that is asked to map a port. */
@Timeout(60)
public abstract class OneSoapRouter {
    protected static final MappingRequest ASKED = request(8080, 80, "web", 3600);

    protected StubSoapRouter router;

    @BeforeEach
    protected void start() throws Exception {
        router = new StubSoapRouter(1);
    }

    @AfterEach
    protected void close() {
        router.close();
    }

    protected MappingResult map(MappingRequest request) throws Exception {
        return router.gateway().map(request);
    }

    protected GatewayException failure(MappingRequest request) {
        return assertThrows(GatewayException.class, () -> map(request));
    }

    protected void refuseUnless(int code, Predicate<Map<String, String>> taken) {
        router.on(
                "AddPortMapping",
                add -> taken.test(add) ? Optional.empty() : Optional.of(fault(code)));
    }
}
