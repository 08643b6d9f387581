// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.FakeDevice.answer;
import static org.postern.discovery.Loopback.TARGET;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.Search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private Path path;

    private static SsdpMessage message(String text) {
        return SsdpCodec.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Hearing hearing() {
        return new Hearing(ListenerGate.forSearch("test", recorder));
    }

    @BeforeEach
    void lookUp() throws Exception {
        path = new Path(FakeDevice.loopback(), InetAddress.getByName("127.0.0.1"), List.of());
    }

    @Test
    void hundredThousandAnswersFromManySendersStayWithinTheLimit() throws Exception {
        Hearing hearing = hearing();
        for (int i = 0; i < 100_000; i++) {
            byte[] sender = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            hearing.hear(
                    message(answer(ROOT, TARGET, "uuid:" + i)),
                    InetAddress.getByAddress(sender),
                    path);
        }
        assertEquals(AnswerLimit.MOST + AnswerLimit.MOST_NEWCOMERS, recorder.found.size());
    }

    @Test
    void aFewLoudSendersCannotUseUpTheLimitForTheOthers() throws Exception {
        Hearing hearing = hearing();
        for (int i = 0; i < 10_000; i++) {
            byte[] loud = {(byte) 192, 0, 2, (byte) (i % 100)};
            hearing.hear(
                    message(answer(ROOT, TARGET, "uuid:" + i)),
                    InetAddress.getByAddress(loud),
                    path);
        }
        assertEquals(AnswerLimit.MOST, recorder.found.size());
        hearing.hear(
                message(answer(ROOT, TARGET, "uuid:router")),
                InetAddress.getByName("192.0.2.200"),
                path);
        recorder.awaitUsn("uuid:router");
    }

    @Test
    void oneSenderCannotUseUpTheLimit() throws Exception {
        Hearing hearing = hearing();
        InetAddress loud = InetAddress.getByName("192.0.2.66");
        for (int i = 0; i < 100_000; i++) {
            hearing.hear(message(answer(ROOT, TARGET, "uuid:" + i)), loud, path);
        }
        assertEquals(AnswerLimit.MOST_OF_ONE_SENDER, recorder.found.size());
        hearing.hear(
                message(answer(ROOT, TARGET, "uuid:router")),
                InetAddress.getByName("192.0.2.1"),
                path);
        recorder.awaitUsn("uuid:router");
    }

    @Test
    void comingAndGoingCountsTowardsTheLimit() throws Exception {
        Hearing hearing = hearing();
        InetAddress restless = InetAddress.getByName("192.0.2.66");
        String bye = "NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nUSN: uuid:1\r\n\r\n";
        for (int i = 0; i < 1000; i++) {
            hearing.hear(message(answer(ROOT, TARGET, "uuid:1")), restless, path);
            hearing.hear(message(bye), restless, path);
        }
        assertEquals(AnswerLimit.MOST_OF_ONE_SENDER, recorder.found.size());
        assertEquals(AnswerLimit.MOST_OF_ONE_SENDER, recorder.gone.size());
    }

    @Test
    void repetitionsAreToldOnceButOneSenderCannotSilenceAnother() throws Exception {
        Hearing hearing = hearing();
        SsdpMessage message = message(answer(ROOT, TARGET, "uuid:1"));
        for (String sender : List.of("192.0.2.66", "192.0.2.66", "192.0.2.1", "192.0.2.1")) {
            hearing.hear(message, InetAddress.getByName(sender), path);
        }
        assertEquals("192.0.2.66", recorder.nextFound().sender().getHostAddress());
        assertEquals("192.0.2.1", recorder.nextFound().sender().getHostAddress());
        assertEquals(0, recorder.found.size());
    }

    @Test
    void nobodySaysGoodbyeInAnothersName() throws Exception {
        Hearing hearing = hearing();
        hearing.hear(
                message(answer(ROOT, TARGET, "uuid:1")), InetAddress.getByName("192.0.2.1"), path);
        hearing.hear(
                message("NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nUSN: uuid:1\r\n\r\n"),
                InetAddress.getByName("192.0.2.66"),
                path);
        assertEquals(0, recorder.gone.size());
    }

    @Test
    void whatIsNotAboutUpnpOrLeadsNowhereIsPassedOver() throws Exception {
        Hearing hearing = hearing();
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
            hearing.hear(message(text), sender, path);
        }
        assertEquals(0, recorder.found.size());
    }

    @Test
    void onlyAddressesAreBelievedAsHostOfALocation() throws Exception {
        Hearing hearing = hearing();
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
            hearing.hear(message(answer(location, TARGET, "uuid:" + host)), sender, path);
            hearing.hear(message(alive.formatted(TARGET, location)), sender, path);
        }
        assertEquals(0, recorder.found.size());
        for (String host : List.of("192.0.2.1", "[fe80::1]", "[fe80::1%25eth0]", "[::1]")) {
            String location = "http://" + host + ":5000/root.xml";
            hearing.hear(message(answer(location, TARGET, "uuid:" + host)), sender, path);
            assertEquals("uuid:" + host, recorder.nextFound().usn());
        }
    }

    @Test
    void lifetimesAreKeptWithinReason() throws Exception {
        Hearing hearing = hearing();
        InetAddress sender = InetAddress.getByName("192.0.2.1");
        for (String age : List.of("max-age=30", "max-age=9999999999", "", "max-age=3600")) {
            String text = answer(ROOT, TARGET, "uuid:" + age).replace("max-age=120", age);
            hearing.hear(message(text), sender, path);
        }
        assertEquals(Duration.ofSeconds(1800), recorder.nextFound().maxAge());
        assertEquals(Duration.ofDays(1), recorder.nextFound().maxAge());
        assertEquals(Duration.ofSeconds(1800), recorder.nextFound().maxAge());
        assertEquals(Duration.ofSeconds(3600), recorder.nextFound().maxAge());
    }

    @Test
    void anUpdateTellsTheNextBootIdAndServersAreCutShort() throws Exception {
        hearing()
                .hear(
                        message(
                                "NOTIFY * HTTP/1.1\r\nNTS: ssdp:update\r\nNT: "
                                        + TARGET
                                        + "\r\nLOCATION: "
                                        + ROOT
                                        + "\r\nBOOTID.UPNP.ORG: 1\r\n"
                                        + "NEXTBOOTID.UPNP.ORG: 2\r\nSERVER: "
                                        + "x".repeat(5000)
                                        + "\r\n\r\n"),
                        InetAddress.getByName("192.0.2.1"),
                        path);
        Advertisement found = recorder.nextFound();
        assertEquals(OptionalLong.of(2), found.bootId());
        assertEquals(256, found.server().length());
    }

    @Test
    void noiseAndOversizedDatagramsDoNotHideTheRouter() throws Exception {
        SsdpLoop loop = new SsdpLoop();
        try (FakeDevice device = new FakeDevice();
                Search search =
                        new Ipv4MulticastStrategy(loop, true, device.port())
                                .search(Loopback.request(TARGET), recorder)) {
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
            Ipv4MulticastStrategy strategy = new Ipv4MulticastStrategy(loop, true, device.port());
            try (Search flooded = strategy.search(Loopback.request("a"), recorder)) {
                InetSocketAddress searcher = device.next().from();
                Thread flood = new Thread(() -> flood(device, searcher));
                flood.start();
                try (Search search = strategy.search(Loopback.request("calm"), calm)) {
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
        assertTrue(recorder.found.size() <= AnswerLimit.MOST_OF_ONE_SENDER);
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
