// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.Wan.FartherRouter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class FartherRouterProbeTest {
    private static final InetAddress FIRST = address("10.0.66.1");
    private static final InetAddress LAST = address("10.0.66.254");
    private static final List<InetAddress> BOTH = List.of(FIRST, LAST);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Test
    void routersAreAtTheFirstOrTheLastAddress() {
        assertEquals(BOTH, FartherRouterProbe.hosts(address("10.0.66.44")));
        assertEquals(List.of(LAST), FartherRouterProbe.hosts(FIRST));
    }

    /** Of these networks some are the provider's, or nobody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "100.64.66.44",
                "100.127.255.254",
                "203.0.113.7",
                "11.22.66.44",
                "192.0.0.2",
                "169.254.3.4",
                "198.18.0.5",
                "fd00::5",
                "fec0::5"
            })
    void nothingIsAskedForAnyOtherAddressThanAPrivateOne(String external) {
        assertEquals(List.of(), FartherRouterProbe.hosts(address(external)));
    }

    @Test
    void oneThatAnswersSearchesComesBeforeOneWithAPage_andThatBeforeOneThatRefuses() {
        Map<Integer, PortAnswer> page = Map.of(80, PortAnswer.ANSWERED);
        Map<Integer, PortAnswer> refused = Map.of(80, PortAnswer.REFUSED);
        Map<Integer, PortAnswer> silent = Map.of(80, PortAnswer.SILENT);

        assertEquals(
                Optional.of(new FartherRouter(LAST, true, false)),
                FartherRouterProbe.best(BOTH, Set.of(LAST), Map.of(FIRST, page, LAST, silent)));
        assertEquals(
                Optional.of(new FartherRouter(LAST, false, true)),
                FartherRouterProbe.best(BOTH, Set.of(), Map.of(FIRST, refused, LAST, page)));
        assertEquals(
                Optional.of(new FartherRouter(FIRST, false, false)),
                FartherRouterProbe.best(BOTH, Set.of(), Map.of(FIRST, refused, LAST, refused)));
        assertEquals(
                Optional.empty(),
                FartherRouterProbe.best(BOTH, Set.of(), Map.of(FIRST, silent, LAST, silent)));
    }
}
