// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.FakeDevice.answer;
import static org.postern.discovery.support.Loopback.TARGET;
import static org.postern.discovery.support.Speaker.alive;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.Search;
import org.postern.api.gateway.Watch;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;
import org.postern.discovery.support.Speaker;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Far more announcements than anybody could want, in real datagrams on loopback. */
@SuppressWarnings("try") // What listens is held to be closed.
@Timeout(60)
class FloodTest {
    private static final int ALL = 100_000;

    private final SsdpLoop loop = new SsdpLoop();
    private final CountDownLatch real = new CountDownLatch(1);
    private final AtomicInteger others = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void aRealOneAmongThemIsHeardAndSearchesGoOn() throws Exception {
        AnnouncementListener counting = this::count;
        Recorder recorder = new Recorder();
        MulticastAnnouncements source = new MulticastAnnouncements(loop, true, port);
        try (Watch listening = source.listen(false, Loopback.chosen(), counting);
                FakeDevice device = new FakeDevice();
                Speaker hostile = new Speaker("127.0.0.1", port);
                Speaker router = new Speaker("127.0.0.9", port);
                Search search =
                        new Ipv4MulticastStrategy(loop, true, device.port())
                                .search(Loopback.request(TARGET), recorder)) {
            FakeDevice.Heard asked = device.next();
            for (int i = 0; i < ALL; i++) {
                hostile.say(alive("uuid:" + i));
                hostile.say(alive("uuid:always the same"));
                if (i % 1000 == 0) {
                    // As devices do: not once.
                    router.say(alive("uuid:real"));
                    device.send(answer(Speaker.LOCATION, TARGET, "uuid:found"), asked.from());
                }
            }
            assertTrue(real.await(20, TimeUnit.SECONDS));
            recorder.awaitUsn("uuid:found");
        }
        System.out.println(
                "Flood: " + others + " of " + ALL + " told, and " + repeated + " repetitions.");
        assertTrue(repeated.get() < ALL / 100, "repetitions are dropped");
    }

    private void count(Announcement announcement) {
        switch (announcement.usn()) {
            case "uuid:real" -> real.countDown();
            case "uuid:always the same" -> repeated.incrementAndGet();
            default -> others.incrementAndGet();
        }
    }
}
