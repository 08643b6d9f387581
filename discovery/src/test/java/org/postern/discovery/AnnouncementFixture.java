// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.postern.discovery.support.Speaker.alive;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.gateway.Watch;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.support.AnnouncementRecorder;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Speaker;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A source of announcements, and who sends them, on loopback. */
abstract class AnnouncementFixture {
    private static final int MOST_TRIES = 2000;

    /** The interval at which the interfaces are checked. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);

    final ManualClock clock = new ManualClock();
    final SsdpLoop loop = new SsdpLoop(clock);
    final AnnouncementRecorder recorder = new AnnouncementRecorder();
    int port;
    Speaker speaker;
    AnnouncementSource source;

    @BeforeEach
    void start() throws Exception {
        port = freePort();
        speaker = new Speaker("127.0.0.1", port);
        source = new MulticastAnnouncements(loop, true, port);
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        speaker.close();
        assertFalse(Loopback.threadLives("postern-ssdp"));
    }

    static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Says something until it is heard, since the sockets open a moment later or still later. */
    void untilHeard() throws Exception {
        untilHeard(recorder);
    }

    /** Not too often: what no longer fits into the sockets' buffers would be lost. */
    void untilHeard(AnnouncementRecorder listener) throws Exception {
        for (int i = 0; i < MOST_TRIES; i++) {
            lookAgain();
            say("uuid:first");
            if (listener.heard.poll(10, TimeUnit.MILLISECONDS) != null) {
                return;
            }
        }
        throw new AssertionError("nothing was told");
    }

    Watch listen() throws Exception {
        Watch watch = source.listen(false, Loopback.chosen(), recorder);
        untilHeard();
        return watch;
    }

    /** As often as it takes: when the next look is due is reckoned after the last one. */
    void lookAgain() {
        clock.advance(BETWEEN_CHECKS);
        loop.wakeup();
    }

    void say(String usn) {
        try {
            speaker.say(alive(usn));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a socket still shares the port: then it cannot be had alone. */
    static boolean joined(int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(port));
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
