// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.Speaker.alive;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.Announcement.Kind;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;
import org.postern.discovery.listening.AnnouncementTask;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.MulticastPaths;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.support.AnnouncementRecorder;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Speaker;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The whole way of announcements, with real datagrams on loopback. */
@SuppressWarnings("try") // What listens is held to be closed.
class AnnouncementsTest {
    private static final int MOST_TRIES = 2000;

    /** The interval at which the interfaces are checked. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final SsdpLoop loop = new SsdpLoop(clock);
    private final AnnouncementRecorder recorder = new AnnouncementRecorder();
    private int port;
    private Speaker speaker;
    private AnnouncementSource source;

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

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Says something until it is heard, since the sockets open a moment later or still later. */
    private void untilHeard() throws Exception {
        untilHeard(recorder);
    }

    /** Not too often: what no longer fits into the sockets' buffers would be lost. */
    private void untilHeard(AnnouncementRecorder listener) throws Exception {
        for (int i = 0; i < MOST_TRIES; i++) {
            lookAgain();
            say("uuid:first");
            if (listener.heard.poll(10, TimeUnit.MILLISECONDS) != null) {
                return;
            }
        }
        throw new AssertionError("nothing was told");
    }

    private Watch listen() throws Exception {
        Watch watch = source.listen(false, Loopback.chosen(), recorder);
        untilHeard();
        return watch;
    }

    @Test
    void aDeviceThatComesIsHeardWithAllItSays() throws Exception {
        try (Watch listening = listen()) {
            speaker.say(
                    alive(
                            "uuid:1::upnp:rootdevice",
                            "CACHE-CONTROL: max-age=3600\r\n",
                            "BOOTID.UPNP.ORG: 4\r\n",
                            "CONFIGID.UPNP.ORG: 9\r\n"));
            InetAddress here = InetAddress.getByName("127.0.0.1");
            assertEquals(
                    new Announcement(
                            Kind.ALIVE,
                            "uuid:1::upnp:rootdevice",
                            "upnp:rootdevice",
                            Optional.of(URI.create(Speaker.LOCATION)),
                            Duration.ofSeconds(3600),
                            OptionalLong.of(4),
                            OptionalLong.of(9),
                            here),
                    recorder.await("uuid:1::upnp:rootdevice"));
            assertEquals(List.of(), List.copyOf(recorder.failed));
        }
    }

    @Test
    void theSenderIsTheOneThatSentItAndNotTheOneItNames() throws Exception {
        try (Watch listening = listen();
                Speaker other = new Speaker("127.9.8.7", port)) {
            other.say(alive("uuid:2"));
            Announcement heard = recorder.await("uuid:2");
            assertEquals("127.9.8.7", heard.sender().getHostAddress());
        }
    }

    @Test
    void whatIsSaidAgainWithinASecondIsToldOnce() throws Exception {
        try (Watch listening = listen()) {
            speaker.say(alive("uuid:1"));
            speaker.say(alive("uuid:1"));
            speaker.say(alive("uuid:2"));
            recorder.await("uuid:1");
            assertEquals("uuid:2", recorder.next().usn());

            clock.advance(Duration.ofSeconds(1));
            speaker.say(alive("uuid:1"));
            assertEquals("uuid:1", recorder.next().usn());
        }
    }

    @Test
    void twoListenersHearOnOneSocketAndOneMayGo() throws Exception {
        AnnouncementRecorder other = new AnnouncementRecorder();
        Watch first = listen();
        try (Watch second = source.listen(false, Loopback.chosen(), other)) {
            untilHeard(other);
            say("uuid:both");
            recorder.await("uuid:both");
            other.await("uuid:both");
            first.close();
            say("uuid:second");
            other.await("uuid:second");
            assertFalse(recorder.heard.stream().anyMatch(it -> it.usn().equals("uuid:second")));
        }
    }

    @Test
    void anInterfaceThatComesLaterIsListenedOnAndOneThatGoesIsLeft() throws Exception {
        int secondPort = freePort();
        AtomicReference<List<NetworkPath>> interfaces = new AtomicReference<>(List.of());
        CountDownLatch looked = new CountDownLatch(1);
        PathFinder finder =
                () -> {
                    looked.countDown();
                    return interfaces.get();
                };
        NetworkPath one = new MulticastPaths(Loopback.chosen(), false, port).find().get(0);
        NetworkPath two = new MulticastPaths(Loopback.chosen(), false, secondPort).find().get(0);
        try (Watch listening = AnnouncementTask.start(loop, "test", recorder, finder);
                Speaker elsewhere = new Speaker("127.0.0.1", secondPort)) {
            assertTrue(looked.await(20, TimeUnit.SECONDS));
            interfaces.set(List.of(one, two));
            untilHeard();

            interfaces.set(List.of(two));
            Loopback.await(
                    () -> {
                        lookAgain();
                        return !joined(port);
                    },
                    "the interface that went is left");
            elsewhere.say(alive("uuid:there"));
            recorder.await("uuid:there");
            assertEquals(List.of(), List.copyOf(recorder.failed));
        }
    }

    @Test
    void aListOfInterfacesThatFailsIsToldOnceAndLookedAtAgain() throws Exception {
        AtomicReference<NetworkPath> path = new AtomicReference<>();
        PathFinder finder =
                () -> {
                    if (path.get() == null) {
                        throw new IllegalStateException("an interface vanished meanwhile");
                    }
                    return List.of(path.get());
                };
        try (Watch listening = AnnouncementTask.start(loop, "test", recorder, finder)) {
            assertTrue(recorder.nextFailed().contains("an interface vanished meanwhile"));
            lookAgain();
            path.set(new MulticastPaths(Loopback.chosen(), false, port).find().get(0));
            untilHeard();
            assertEquals(0, recorder.failed.size());
        }
    }

    @Test
    void aPortThatAnotherProgramKeepsToItselfIsAFailureThatSaysWhatToDo() throws Exception {
        DatagramSocket exclusive = new DatagramSocket(null);
        exclusive.setReuseAddress(false);
        exclusive.bind(new InetSocketAddress(port));
        try (Watch listening = source.listen(false, Loopback.chosen(), recorder)) {
            String reason = recorder.nextFailed();
            assertTrue(reason.contains("port " + port + " to itself, end it"), reason);
            exclusive.close();
            untilHeard();
            assertEquals(0, recorder.failed.size());
        }
    }

    @Test
    void othersMayShareThePort() throws Exception {
        try (DatagramSocket sharing = new DatagramSocket(null)) {
            sharing.setReuseAddress(true);
            sharing.bind(new InetSocketAddress(port));
            try (Watch listening = listen()) {
                say("uuid:1");
                recorder.await("uuid:1");
            }
        }
    }

    @Test
    void troubleOverIpv6IsNoneOverIpv4() throws Exception {
        AnnouncementRecorder over6 = new AnnouncementRecorder();
        try (Watch six = source.listen(true, Loopback.chosen(), over6);
                Watch four = listen()) {
            say("uuid:1");
            recorder.await("uuid:1");
            assertEquals(0, recorder.failed.size());
            assertEquals(0, over6.heard.size());
        }
    }

    @Test
    void aListenerThatThrowsHearsOn() throws Exception {
        AnnouncementListener throwing =
                announcement -> {
                    recorder.heard(announcement);
                    throw new IllegalStateException("thrown by the test's listener");
                };
        try (Watch listening = source.listen(false, Loopback.chosen(), throwing)) {
            untilHeard();
            say("uuid:1");
            say("uuid:2");
            recorder.await("uuid:1");
            recorder.await("uuid:2");
        }
    }

    @Test
    void theThreadEndsWithTheLastListenerAndNothingIsToldAfterwards() throws Exception {
        Watch listening = listen();
        listening.close();
        recorder.heard.clear();
        say("uuid:late");
        Loopback.awaitNoThread();
        assertEquals(0, recorder.heard.size());
        assertFalse(joined(port));
    }

    @Test
    void whoListensAfterTheBundleStoppedIsToldWhy() throws Exception {
        loop.stop();
        source.listen(false, Loopback.chosen(), recorder).close();
        assertEquals(
                "Announcements cannot be heard: its bundle has been stopped.",
                recorder.nextFailed());
    }

    @Test
    void aSourceThatIsSwitchedOffIsSilent() throws Exception {
        AnnouncementSource off = new MulticastAnnouncements(loop, false, port);
        off.listen(false, Loopback.chosen(), recorder).close();
        assertFalse(Loopback.threadLives("postern-ssdp"));
        assertEquals(0, recorder.failed.size());
    }

    @Test
    void aConfiguredInterfaceIsListenedOnToo() throws Exception {
        AnnouncementSource configured =
                new InterfaceStrategy(loop, FakeDevice.loopback().getName(), port);
        try (Watch listening = configured.listen(false, InterfaceChoice.any(), recorder)) {
            untilHeard();
        }
    }

    @Test
    void aPlainJavaProgramFindsTheSource() {
        try (DiscoveryStrategyProvider provider = new PlainStrategies()) {
            List<AnnouncementSource> sources = provider.announcementSources();
            assertEquals(1, sources.size());
            assertTrue(sources == provider.announcementSources());
        }
    }

    /** As often as it takes: when the next look is due is reckoned after the last one. */
    private void lookAgain() {
        clock.advance(BETWEEN_CHECKS);
        loop.wakeup();
    }

    private void say(String usn) {
        try {
            speaker.say(alive(usn));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a socket still shares the port: then it cannot be had alone. */
    private static boolean joined(int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(port));
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
