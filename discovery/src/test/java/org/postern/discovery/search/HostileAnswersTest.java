// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.FakeDevice.answer;
import static org.postern.discovery.support.Loopback.TARGET;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.MulticastPaths;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.ssdp.SsdpCodec;
import org.postern.discovery.ssdp.SsdpMessage;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** What devices may send without harm. */
@SuppressWarnings("try") // Searches are held to be closed.
class HostileAnswersTest {
    private static final String ROOT = "http://127.0.0.1:5000/root.xml";

    private final Recorder recorder = new Recorder();
    private NetworkPath path;

    private static SsdpMessage message(String text) {
        return SsdpCodec.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private AnswerReader reader() {
        return new AnswerReader(ListenerGate.forSearch("test", recorder));
    }

    @BeforeEach
    void lookUp() throws Exception {
        path =
                new NetworkPath(
                        FakeDevice.loopback(), InetAddress.getByName("127.0.0.1"), List.of());
    }

    @Test
    void hundredThousandAnswersFromManySendersStayWithinTheLimit() throws Exception {
        AnswerReader reader = reader();
        for (int i = 0; i < 100_000; i++) {
            byte[] sender = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            reader.receive(
                    message(answer(ROOT, TARGET, "uuid:" + i)),
                    InetAddress.getByAddress(sender),
                    path);
        }
        assertEquals(AnswerLimit.MAX + AnswerLimit.MAX_NEW_SENDERS, recorder.found.size());
    }

    @Test
    void aFewLoudSendersCannotUseUpTheLimitForTheOthers() throws Exception {
        AnswerReader reader = reader();
        for (int i = 0; i < 10_000; i++) {
            byte[] loud = {(byte) 192, 0, 2, (byte) (i % 100)};
            reader.receive(
                    message(answer(ROOT, TARGET, "uuid:" + i)),
                    InetAddress.getByAddress(loud),
                    path);
        }
        assertEquals(AnswerLimit.MAX, recorder.found.size());
        reader.receive(
                message(answer(ROOT, TARGET, "uuid:router")),
                InetAddress.getByName("192.0.2.200"),
                path);
        recorder.awaitUsn("uuid:router");
    }

    @Test
    void oneSenderCannotUseUpTheLimit() throws Exception {
        AnswerReader reader = reader();
        InetAddress loud = InetAddress.getByName("192.0.2.66");
        for (int i = 0; i < 100_000; i++) {
            reader.receive(message(answer(ROOT, TARGET, "uuid:" + i)), loud, path);
        }
        assertEquals(AnswerLimit.MAX_PER_SENDER, recorder.found.size());
        reader.receive(
                message(answer(ROOT, TARGET, "uuid:router")),
                InetAddress.getByName("192.0.2.1"),
                path);
        recorder.awaitUsn("uuid:router");
    }

    @Test
    void comingAndGoingCountsTowardsTheLimit() throws Exception {
        AnswerReader reader = reader();
        InetAddress restless = InetAddress.getByName("192.0.2.66");
        String bye = "NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nUSN: uuid:1\r\n\r\n";
        for (int i = 0; i < 1000; i++) {
            reader.receive(message(answer(ROOT, TARGET, "uuid:1")), restless, path);
            reader.receive(message(bye), restless, path);
        }
        assertEquals(AnswerLimit.MAX_PER_SENDER, recorder.found.size());
    }

    @Test
    void repetitionsAreToldOnceButOneSenderCannotSilenceAnother() throws Exception {
        AnswerReader reader = reader();
        SsdpMessage message = message(answer(ROOT, TARGET, "uuid:1"));
        for (String sender : List.of("192.0.2.66", "192.0.2.66", "192.0.2.1", "192.0.2.1")) {
            reader.receive(message, InetAddress.getByName(sender), path);
        }
        assertEquals("192.0.2.66", recorder.nextFound().sender().getHostAddress());
        assertEquals("192.0.2.1", recorder.nextFound().sender().getHostAddress());
        assertEquals(0, recorder.found.size());
    }

    @Test
    void nobodySaysGoodbyeInAnothersName() throws Exception {
        AnswerReader reader = reader();
        reader.receive(
                message(answer(ROOT, TARGET, "uuid:1")), InetAddress.getByName("192.0.2.1"), path);
        reader.receive(
                message("NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nUSN: uuid:1\r\n\r\n"),
                InetAddress.getByName("192.0.2.66"),
                path);
        reader.receive(
                message(answer(ROOT, TARGET, "uuid:1")), InetAddress.getByName("192.0.2.1"), path);
        assertEquals(1, recorder.found.size());
    }

    @Test
    void whatIsNotAboutUpnpOrLeadsNowhereIsPassedOver() throws Exception {
        AnswerReader reader = reader();
        InetAddress sender = InetAddress.getByName("192.0.2.66");
        String long_ = "x".repeat(2000);
        for (String text :
                List.of(
                        answer("http://192.0.2.66/HNAP1/", "hnap:GatewayWithWiFi", "uuid:1"),
                        answer("", TARGET, "uuid:1"),
                        answer("https://192.0.2.66/", TARGET, "uuid:1"),
                        answer(ROOT + long_, TARGET, "uuid:1"),
                        answer(ROOT, TARGET + long_, "uuid:1"),
                        answer(ROOT, TARGET, "uuid:1" + long_),
                        answer(ROOT, TARGET, "uuid:1").replace("200", "503"),
                        "M-SEARCH * HTTP/1.1\r\nST: upnp:x\r\nLOCATION: " + ROOT + "\r\n\r\n")) {
            reader.receive(message(text), sender, path);
        }
        assertEquals(0, recorder.found.size());
    }

    /** A search that finds nothing else must not say that nobody answered. */
    @Test
    void anAnswerThatCannotBeUsedIsToldOnce() throws Exception {
        AnswerReader reader = reader();
        for (int i = 1; i < 10; i++) {
            InetAddress sender = InetAddress.getByName("192.0.2." + i);
            reader.receive(message(answer("https://192.0.2.66/", TARGET, "uuid:1")), sender, path);
            reader.receive(message(answer("https://192.0.2.66/", TARGET, "uuid:2")), sender, path);
        }
        assertEquals(
                List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"),
                recorder.failed.stream().map(each -> each.split(" ")[0]).toList());
    }

    @Test
    void onlyAddressesAreBelievedAsHostOfALocation() throws Exception {
        AnswerReader reader = reader();
        InetAddress sender = InetAddress.getByName("192.0.2.1");
        String alive = "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\nNT: %s\r\nLOCATION: %s\r\n\r\n";
        for (String host :
                List.of(
                        "router.example",
                        "localhost",
                        "a",
                        "10.example",
                        "1.2.3.4.x",
                        "x.1e",
                        "2130706433",
                        "0177.0.0.1")) {
            String location = "http://" + host + ":5000/root.xml";
            reader.receive(message(answer(location, TARGET, "uuid:" + host)), sender, path);
            reader.receive(message(alive.formatted(TARGET, location)), sender, path);
        }
        // Some of them are no host of a URL at all.
        assertFalse(recorder.found.isEmpty());
        while (!recorder.found.isEmpty()) {
            assertEquals(
                    URI.create("http://192.0.2.1:5000/root.xml"), recorder.nextFound().location());
        }
        for (String host : List.of("192.0.2.1", "[fe80::1]", "[fe80::1%25eth0]", "[::1]")) {
            String location = "http://" + host + ":5000/root.xml";
            reader.receive(message(answer(location, TARGET, "uuid:" + host)), sender, path);
            assertEquals("uuid:" + host, recorder.nextFound().usn());
        }
    }

    @Test
    void lifetimesAreKeptWithinReason() throws Exception {
        AnswerReader reader = reader();
        InetAddress sender = InetAddress.getByName("192.0.2.1");
        for (String age : List.of("max-age=30", "max-age=9999999999", "", "max-age=3600")) {
            String text = answer(ROOT, TARGET, "uuid:" + age).replace("max-age=120", age);
            reader.receive(message(text), sender, path);
        }
        assertEquals(Duration.ofSeconds(1800), recorder.nextFound().maxAge());
        assertEquals(Duration.ofDays(1), recorder.nextFound().maxAge());
        assertEquals(Duration.ofSeconds(1800), recorder.nextFound().maxAge());
        assertEquals(Duration.ofSeconds(3600), recorder.nextFound().maxAge());
    }

    @Test
    void anUpdateTellsTheNextBootId() throws Exception {
        reader().receive(
                        message(
                                "NOTIFY * HTTP/1.1\r\nNTS: ssdp:update\r\nNT: "
                                        + TARGET
                                        + "\r\nLOCATION: "
                                        + ROOT
                                        + "\r\nBOOTID.UPNP.ORG: 1\r\n"
                                        + "NEXTBOOTID.UPNP.ORG: 2\r\n\r\n"),
                        InetAddress.getByName("192.0.2.1"),
                        path);
        Advertisement found = recorder.nextFound();
        assertEquals(OptionalLong.of(2), found.bootId());
    }

    @Test
    void noiseAndOversizedDatagramsDoNotHideTheRouter() throws Exception {
        SsdpLoop loop = new SsdpLoop();
        try (FakeDevice device = new FakeDevice();
                Search search = search(loop, device, TARGET, recorder)) {
            InetSocketAddress searcher = device.next().from();
            Random random = new Random(1);
            for (int i = 0; i < 100; i++) {
                byte[] noise = new byte[random.nextInt(1500)];
                random.nextBytes(noise);
                device.send(noise, searcher);
            }
            device.send(answer(ROOT, TARGET, "uuid:huge") + "x".repeat(9000), searcher);
            device.send(answer(ROOT, TARGET, "uuid:fits") + "x".repeat(7000), searcher);
            device.send(answer(ROOT, TARGET, "uuid:router"), searcher);
            assertEquals("uuid:fits", recorder.nextFound().usn());
            assertEquals("uuid:router", recorder.nextFound().usn());
        } finally {
            loop.stop();
        }
        assertFalse(Loopback.threadLives("postern-ssdp"));
    }

    @Test
    void aFloodOnOneSearchDoesNotDelayAnother() throws Exception {
        SsdpLoop loop = new SsdpLoop();
        Recorder calm = new Recorder();
        try (FakeDevice device = new FakeDevice()) {
            try (Search flooded = search(loop, device, "a", recorder)) {
                InetSocketAddress searcher = device.next().from();
                Thread flood = new Thread(() -> flood(device, searcher));
                flood.start();
                try (Search search = search(loop, device, "calm", calm)) {
                    FakeDevice.Heard heard = device.next();
                    while (!heard.header("ST").equals("calm")) {
                        heard = device.next();
                    }
                    device.send(answer(ROOT, TARGET, "uuid:router"), heard.from());
                    calm.awaitUsn("uuid:router");
                } finally {
                    flood.interrupt();
                    flood.join();
                }
            }
        } finally {
            loop.stop();
        }
        assertTrue(recorder.found.size() <= AnswerLimit.MAX_PER_SENDER);
    }

    private static Search search(
            SsdpLoop loop, FakeDevice device, String target, SearchListener listener)
            throws IOException {
        SearchRequest request = Loopback.request(target);
        MulticastPaths paths = new MulticastPaths(request.networkInterface(), false, device.port());
        return UdpSearch.start(loop, "test", request, listener, paths::find);
    }

    private static void flood(FakeDevice device, InetSocketAddress to) {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                byte[] text = answer(ROOT, TARGET, "uuid:" + i).getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(text, text.length, to));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
