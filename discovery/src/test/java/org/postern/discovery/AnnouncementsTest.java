// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.postern.discovery.support.Speaker.alive;

import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.Announcement.Kind;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.gateway.Watch;
import org.postern.discovery.support.AnnouncementRecorder;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Speaker;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is told of announcements, with real datagrams on loopback. */
@SuppressWarnings("try") // What listens is held to be closed.
class AnnouncementsTest extends AnnouncementFixture {
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
}
