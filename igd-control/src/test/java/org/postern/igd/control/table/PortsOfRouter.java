// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.gateway.StubSoapRouter;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Looks ports of a router up. */
@Timeout(60)
abstract class PortsOfRouter {
    static final String LIST = "GetListOfPortMappings";
    static final String SPECIFIC = "GetSpecificPortMappingEntry";
    static final String GENERIC = "GetGenericPortMappingEntry";

    StubSoapRouter router;

    @AfterEach
    void close() {
        if (router != null) {
            router.close();
        }
    }

    void start(int version, int first, int last) throws Exception {
        router = new StubSoapRouter(version);
        // The router answers in no order of its own.
        IntStream.rangeClosed(first, last).forEach(port -> router.holdOwn(port, port));
    }

    static SortedSet<PortKey> keys(List<Integer> ports) {
        SortedSet<PortKey> keys = new TreeSet<>();
        ports.forEach(port -> keys.add(PortKey.tcp(port)));
        return keys;
    }

    List<Integer> find(List<Integer> ports) throws Exception {
        return router.gateway().findAll(keys(ports)).stream()
                .map(PortMapping::externalPort)
                .toList();
    }

    static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
