// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.discovery.paths.NetworkPath;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** When a search is said to be forbidden by the system. */
class SendResultsTest {
    private static final SocketException FORBIDDEN = new SocketException("Operation not permitted");

    private final SendResults results = new SendResults();

    @Test
    void nothingIsLetOut_thatIsToldOnce() {
        results.failed(FORBIDDEN);
        results.failed(FORBIDDEN);

        assertTrue(results.turnsForbidden());
        assertFalse(results.turnsForbidden());
    }

    @Test
    void somethingIsLetOut_theSearchIsNotForbidden() throws Exception {
        NetworkPath path = loopback();
        results.failed(FORBIDDEN);
        assertFalse(results.worked(path));
        results.sent(path);

        assertTrue(results.worked(path));
        assertFalse(results.turnsForbidden());
    }

    @Test
    void anotherFailure_isNoRuleOfTheSystem() {
        results.failed(new SocketException("Network is unreachable"));

        assertFalse(results.turnsForbidden());
    }

    private static NetworkPath loopback() throws Exception {
        InetAddress address = InetAddress.getLoopbackAddress();
        return new NetworkPath(NetworkInterface.getByInetAddress(address), address, List.of());
    }
}
