// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.Speaker.alive;

import org.junit.jupiter.api.Test;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;
import org.postern.discovery.listening.AnnouncementTask;
import org.postern.discovery.paths.MulticastPaths;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Speaker;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Where and for how long announcements are listened for. */
@SuppressWarnings("try") // What listens is held to be closed.
class ListeningTest extends AnnouncementFixture {
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
}
