// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

class PlainStrategiesTest {
    @Test
    void aPlainJavaProgramFindsTheBuiltInStrategies() throws Exception {
        DiscoveryStrategyProvider provider =
                ServiceLoader.load(DiscoveryStrategyProvider.class).findFirst().orElseThrow();
        try (provider) {
            List<String> names =
                    provider.strategies().stream().map(DiscoveryStrategy::name).sorted().toList();
            List<String> all =
                    Stream.of(
                                    DiscoveryStrategy.IPV4,
                                    DiscoveryStrategy.IPV6,
                                    DiscoveryStrategy.UNICAST)
                            .sorted()
                            .toList();
            assertEquals(all, names);
            assertTrue(provider.strategies() == provider.strategies());
        }
    }
}
