// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.listening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.FakeDevice.answer;
import static org.postern.discovery.support.Speaker.alive;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.Announcement.Kind;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.ssdp.SsdpCodec;
import org.postern.discovery.ssdp.SsdpMessage;
import org.postern.discovery.support.AnnouncementRecorder;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Speaker;
import org.postern.testkit.ManualClock;

import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** What others may announce without harm, and what becomes of odd announcements. */
class HostileAnnouncementsTest {
    private final AnnouncementRecorder recorder = new AnnouncementRecorder();
    private final ManualClock clock = new ManualClock();
    private NetworkPath path;
    private InetAddress here;

    @BeforeEach
    void lookUp() throws Exception {
        here = InetAddress.getByName("127.0.0.1");
        path = new NetworkPath(FakeDevice.loopback(), here, List.of());
    }

    private AnnouncementTask listening() {
        return new AnnouncementTask(
                () -> List.of(), ListenerGate.forAnnouncements("test", recorder), clock, () -> {});
    }

    private static SsdpMessage message(String text) {
        return SsdpCodec.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void hear(String text) {
        listening().receive(message(text), here, path);
    }

    @Test
    void aGoodbyeHasNoLocationAndNoLifetime() {
        hear(Speaker.notify("ssdp:byebye", "uuid:1", "LOCATION: http://127.0.0.1/\r\n\r\n"));
        Announcement heard = recorder.heard.remove();
        assertEquals(Kind.BYEBYE, heard.kind());
        assertEquals(Optional.empty(), heard.location());
        assertEquals(Duration.ZERO, heard.maxAge());
    }

    @Test
    void anUpdateNamesTheBootIdToCome() {
        hear(
                Speaker.notify(
                        "ssdp:update",
                        "uuid:1",
                        "BOOTID.UPNP.ORG: 7\r\nNEXTBOOTID.UPNP.ORG: 8\r\n\r\n"));
        Announcement heard = recorder.heard.remove();
        assertEquals(Kind.UPDATE, heard.kind());
        assertEquals(OptionalLong.of(8), heard.bootId());
    }

    @Test
    void numbersThatAreNoneCountAsNotSent() {
        hear(
                alive(
                        "uuid:1",
                        "BOOTID.UPNP.ORG: -1\r\n",
                        "CONFIGID.UPNP.ORG: 99999999999999999999\r\n"));
        Announcement heard = recorder.heard.remove();
        assertEquals(OptionalLong.empty(), heard.bootId());
        assertEquals(OptionalLong.empty(), heard.configId());
    }

    @ParameterizedTest
    @CsvSource({"0,1800", "30,1800", "3600,3600", "999999999,86400"})
    void lifetimesAreKeptWithinReason(int said, int believed) {
        hear(alive("uuid:1", "CACHE-CONTROL: max-age=" + said + "\r\n"));
        assertEquals(Duration.ofSeconds(believed), recorder.heard.remove().maxAge());
    }

    @Test
    void answersSearchesAndOtherProtocolsAreNotTold() {
        hear(answer(Speaker.LOCATION, "upnp:rootdevice", "uuid:1"));
        hear("M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: ssdp:all\r\n\r\n");
        hear(alive("uuid:roku:ecp:X0").replace("NT: upnp:rootdevice", "NT: roku:ecp"));
        hear(Speaker.notify("upnp:propchange", "uuid:1"));
        hear("\u07ad\u07ee");
        hear("");
        assertEquals(0, recorder.heard.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://127.0.0.1/", "http://127.1/", "ftp://127.0.0.1/", "/root.xml"})
    void aLocationThatCannotBeUsedIsLeftOut(String location) {
        hear(alive("uuid:1").replace(Speaker.LOCATION, location));
        assertEquals(Optional.empty(), recorder.heard.remove().location());
    }

    @Test
    void aNameInALocationIsReplacedByTheSender() {
        hear(alive("uuid:1").replace(Speaker.LOCATION, "http://router.local:5000/root.xml"));
        Announcement heard = recorder.heard.remove();
        String sender = heard.sender().getHostAddress();
        assertEquals(
                Optional.of(URI.create("http://" + sender + ":5000/root.xml")), heard.location());
    }

    @Test
    void textsAreCleanedAndLongOnesPassedOver() {
        String tenTimes = "x".repeat(SsdpMessage.LONGEST_TEXT + 1);
        hear(alive("uuid:" + tenTimes));
        hear(alive("uuid:1").replace("upnp:rootdevice", tenTimes));
        hear(alive("uuid:1").replace("root.xml", tenTimes));
        assertEquals(0, recorder.heard.size());
        hear(alive("uuid:\u001b[2J1\u202e"));
        assertEquals("uuid:[2J1", recorder.heard.remove().usn());
    }

    @Test
    void nobodySilencesAnotherByRepeatingHisWords() throws Exception {
        AnnouncementTask listening = listening();
        InetAddress other = InetAddress.getByName("127.0.0.2");
        listening.receive(message(alive("uuid:1")), other, path);
        listening.receive(message(alive("uuid:1")), here, path);
        assertEquals(2, recorder.heard.size());
        for (String differs :
                List.of(
                        alive("uuid:2"),
                        alive("uuid:1").replace("upnp:rootdevice", "upnp:other"),
                        alive("uuid:1").replace("5000", "5001"),
                        alive("uuid:1", "BOOTID.UPNP.ORG: 2\r\n"),
                        alive("uuid:1", "CONFIGID.UPNP.ORG: 2\r\n"),
                        Speaker.notify("ssdp:byebye", "uuid:1"))) {
            listening.receive(message(differs), here, path);
            listening.receive(message(differs), here, path);
        }
        assertEquals(8, recorder.heard.size());
    }

    @Test
    void whoLeavesAndComesBackWithinASecondIsHeardEachTime() {
        AnnouncementTask listening = listening();
        String bye = Speaker.notify("ssdp:byebye", "uuid:1");
        for (String said : List.of(bye, alive("uuid:1"), bye, bye, alive("uuid:1"))) {
            listening.receive(message(said), here, path);
        }
        assertEquals(
                List.of(Kind.BYEBYE, Kind.ALIVE, Kind.BYEBYE, Kind.ALIVE),
                recorder.heard.stream().map(Announcement::kind).toList());
    }

    @Test
    void hundredThousandDifferentOnesAreNotRemembered() throws Exception {
        RepetitionFilter repetitions = new RepetitionFilter();
        for (int i = 0; i < 100_000; i++) {
            assertTrue(repetitions.isNew(here, message(alive("uuid:" + i)), i));
            assertTrue(repetitions.size() <= RepetitionFilter.MAX);
        }
        SsdpMessage last = message(alive("uuid:99999"));
        assertFalse(repetitions.isNew(here, last, 100_000));
        assertEquals(1, repetitions.dropped());
        assertTrue(repetitions.isNew(here, last, 99_999 + RepetitionFilter.WINDOW.toNanos()));
        assertEquals(1, repetitions.size());
    }

    @Test
    void anyBytesAreTakenIn() {
        AnnouncementTask listening = listening();
        Random random = new Random(4);
        byte[] sane = alive("uuid:1", "BOOTID.UPNP.ORG: 2\r\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = sane.clone();
            for (int changes = random.nextInt(20); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            listening.receive(SsdpCodec.read(ByteBuffer.wrap(bytes)), here, path);
        }
        assertTrue(recorder.heard.size() > 0);
    }
}
