// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.FakeDevice.answer;
import static org.postern.discovery.Speaker.alive;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.Announcement.Kind;
import org.postern.api.discovery.InterfaceChoice;

import java.net.InetAddress;
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
    private Path path;
    private InetAddress here;

    @BeforeEach
    void lookUp() throws Exception {
        here = InetAddress.getByName("127.0.0.1");
        path = new Path(FakeDevice.loopback(), here, List.of());
    }

    private Listening listening() {
        return listening(InterfaceChoice.any());
    }

    private Listening listening(InterfaceChoice choice) {
        return new Listening(
                choice,
                () -> List.of(),
                ListenerGate.forAnnouncements("test", recorder),
                clock,
                () -> {});
    }

    private static SsdpMessage message(String text) {
        return SsdpCodec.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void hear(String text) {
        listening().hear(message(text), here, path);
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
            strings = {
                "",
                "http://router.local/root.xml",
                "https://127.0.0.1/",
                "http://127.1/",
                "ftp://127.0.0.1/",
                "/root.xml"
            })
    void aLocationThatCannotBeUsedIsLeftOut(String location) {
        hear(alive("uuid:1").replace(Speaker.LOCATION, location));
        assertEquals(Optional.empty(), recorder.heard.remove().location());
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
        Listening listening = listening();
        InetAddress other = InetAddress.getByName("127.0.0.2");
        listening.hear(message(alive("uuid:1")), other, path);
        listening.hear(message(alive("uuid:1")), here, path);
        assertEquals(2, recorder.heard.size());
        for (String differs :
                List.of(
                        alive("uuid:2"),
                        alive("uuid:1").replace("upnp:rootdevice", "upnp:other"),
                        alive("uuid:1").replace("5000", "5001"),
                        alive("uuid:1", "BOOTID.UPNP.ORG: 2\r\n"),
                        alive("uuid:1", "CONFIGID.UPNP.ORG: 2\r\n"),
                        Speaker.notify("ssdp:byebye", "uuid:1"))) {
            listening.hear(message(differs), here, path);
            listening.hear(message(differs), here, path);
        }
        assertEquals(8, recorder.heard.size());
    }

    @Test
    void whoLeavesAndComesBackWithinASecondIsHeardEachTime() {
        Listening listening = listening();
        String bye = Speaker.notify("ssdp:byebye", "uuid:1");
        for (String said : List.of(bye, alive("uuid:1"), bye, bye, alive("uuid:1"))) {
            listening.hear(message(said), here, path);
        }
        assertEquals(
                List.of(Kind.BYEBYE, Kind.ALIVE, Kind.BYEBYE, Kind.ALIVE),
                recorder.heard.stream().map(Announcement::kind).toList());
    }

    @Test
    void hundredThousandDifferentOnesAreNotRemembered() throws Exception {
        Repetitions repetitions = new Repetitions();
        for (int i = 0; i < 100_000; i++) {
            assertTrue(repetitions.isNews(here, message(alive("uuid:" + i)), i));
            assertTrue(repetitions.size() <= Repetitions.MOST);
        }
        SsdpMessage last = message(alive("uuid:99999"));
        assertFalse(repetitions.isNews(here, last, 100_000));
        assertEquals(1, repetitions.dropped());
        assertTrue(repetitions.isNews(here, last, 99_999 + Repetitions.WINDOW.toNanos()));
        assertEquals(1, repetitions.size());
    }

    @Test
    void anyBytesAreTakenIn() {
        Listening listening = listening();
        Random random = new Random(4);
        byte[] sane = alive("uuid:1", "BOOTID.UPNP.ORG: 2\r\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = sane.clone();
            for (int changes = random.nextInt(20); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            listening.hear(SsdpCodec.read(ByteBuffer.wrap(bytes)), here, path);
        }
        assertTrue(recorder.heard.size() > 0);
    }

    @Test
    void ofASenderOnNoNetworkOfOursTheLocalAddressIsUnknownOverIpv6() throws Exception {
        InetAddress sender = InetAddress.getByName("fd00::1234");
        listening().hear(message(alive("uuid:1")), sender, path);
        assertTrue(recorder.heard.remove().localAddress().isAnyLocalAddress());
    }

    @Test
    void theChosenAddressIsTheLocalOne() throws Exception {
        InetAddress chosen = InetAddress.getByName("127.0.0.77");
        InterfaceChoice choice =
                new InterfaceChoice(Optional.of(FakeDevice.loopback()), Optional.of(chosen));
        listening(choice).hear(message(alive("uuid:1")), here, path);
        assertEquals(chosen, recorder.heard.remove().localAddress());
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, 192.168.1.200, 24, true",
        "192.168.1.5, 192.168.2.5, 24, false",
        "192.168.1.5, 192.168.2.5, 22, true",
        "192.168.1.5, 192.168.1.4, 31, true",
        "192.168.1.5, 192.168.1.4, 32, false",
        "192.168.1.5, 10.0.0.1, 0, true",
        "fd00::5, fd00::9:1, 64, true",
        "fd00::5, fd00:0:0:1::9, 64, false",
        "fd00::5, 192.168.1.5, 0, false",
        "192.168.1.5, 192.168.1.5, -1, false"
    })
    void neighboursAreToldByTheirPrefix(String one, String other, int prefix, boolean same)
            throws Exception {
        assertEquals(
                same,
                Neighbours.sameNetwork(
                        InetAddress.getByName(one), InetAddress.getByName(other), prefix));
    }
}
