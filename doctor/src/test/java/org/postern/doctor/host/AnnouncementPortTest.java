// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postern.doctor.timing.TimeLimit;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the others do not tell who has a socket")
class AnnouncementPortTest {
    private static final TimeLimit LIMIT = TimeLimit.of(Duration.ofSeconds(50));

    private static DatagramSocket socket(boolean shared) throws Exception {
        DatagramSocket socket = new DatagramSocket(null);
        socket.setReuseAddress(shared);
        socket.bind(new InetSocketAddress("0.0.0.0", 0));
        return socket;
    }

    @Test
    void whoKeepsThePortToItselfIsNamed() throws Exception {
        try (DatagramSocket own = socket(false)) {
            Optional<String> keeper = AnnouncementPort.keeper(own.getLocalPort(), LIMIT);
            String number = "(" + ProcessHandle.current().pid() + ")";
            assertTrue(keeper.orElse("").endsWith(number), keeper::toString);
        }
    }

    @Test
    void aPortThatIsSharedIsHeard() throws Exception {
        try (DatagramSocket other = socket(true)) {
            assertEquals(Optional.empty(), AnnouncementPort.keeper(other.getLocalPort(), LIMIT));
        }
    }

    @Test
    void aProgramWhoseNumberCannotBeReadKeepsItAllTheSame() throws Exception {
        try (DatagramSocket own = socket(false)) {
            assertEquals(
                    Optional.of(""),
                    AnnouncementPort.keeper(own.getLocalPort(), LIMIT.atMost(Duration.ZERO)));
        }
    }
}
