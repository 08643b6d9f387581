// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.hostile.HostileAnswers.Said;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A device can only speak for itself: whatever URL it names, nobody else is connected to. In the
 * URLs here VICTIM is another host and its port, LOOPBACK is where this machine itself listens, and
 * SELF is the device.
 */
@Timeout(60)
class HostileUrlsTest {
    private static final Duration SEARCH = Duration.ofMillis(2500);

    /** Of the ports that no device may name, one that a test may listen on. */
    private static final int IRC = 6667;

    private final Upnp upnp = Upnp.create();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(upnp));
    private HostileDevice device;
    private HostileDevice victim;
    private HostileDevice loopback;

    @BeforeEach
    void open() throws IOException {
        device = opened(HostileDevice.somewhere());
        victim = opened(HostileDevice.somewhere());
        loopback = opened(new HostileDevice("127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void locationElsewhere_isNeverVisited() throws Exception {
        HostileDevice irc = opened(new HostileDevice(device.address(), IRC));
        Answers.router(device);
        List<String> locations =
                new ArrayList<>(
                        List.of(
                                "http://VICTIM/d.xml",
                                "http://VICTIM@VICTIM/d.xml",
                                "http://SELF@VICTIM/d.xml",
                                "http://LOOPBACK/d.xml",
                                "http://localhost:LOOPPORT/d.xml",
                                "http://2130706433:LOOPPORT/d.xml",
                                "http://0x7f000001:LOOPPORT/d.xml",
                                "http://0177.0.0.1:LOOPPORT/d.xml",
                                "http://127.1:LOOPPORT/d.xml",
                                "http://0.0.0.0:LOOPPORT/d.xml",
                                "http://[::ffff:127.0.0.1]:LOOPPORT/d.xml",
                                "http://[::1]:LOOPPORT/d.xml",
                                "http://user:word@SELF/d.xml",
                                "https://SELF/d.xml",
                                "ftp://SELF/d.xml",
                                "file:///etc/passwd",
                                "file://SELF/etc/passwd",
                                "jar:http://VICTIM/x.jar!/d.xml",
                                "javascript:alert(1)",
                                "//SELF/d.xml",
                                "/d.xml"));
        locations.add(irc.url("/d.xml").toString());
        locations.add(device.url("/router.xml").toString());

        List<UpnpDevice> found =
                HostileAnswers.search(
                        upnp,
                        SEARCH,
                        locations.stream()
                                .map(each -> new Said(device.address(), filledIn(each), ""))
                                .toList());

        assertEquals(
                List.of(device.url("/router.xml")),
                found.stream().map(UpnpDevice::descriptionUrl).toList());
        assertTrue(found.get(0).validGateway());
        assertFalse(device.requests().stream().anyMatch(it -> it.contains("/d.xml")));
        assertVictimsUntouched();
        irc.assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://SELF@VICTIM/ctl",
                "http://user:word@SELF/ctl",
                "http://127.1:LOOPPORT/ctl",
                "http://SELFHOST:6667/ctl",
                "http://SELFHOST:22/ctl",
                "http://SELFHOST:0/ctl",
                "https://SELF/ctl",
                "ftp://SELF/ctl",
                "file:///etc/passwd",
            })
    void serviceElsewhere_isNeverAsked(String url) throws Exception {
        UpnpDevice read = described("", Answers.service(Answers.WAN, urls(url)));

        // Not even a URL is what names no host.
        IgdStatus status =
                url.startsWith("file:") || url.contains("/127.1:")
                        ? IgdStatus.NO_URLS
                        : IgdStatus.INVALID_CONTROL;
        assertEquals(status, read.igdStatus(), read.statusReason());
        assertFalse(read.validGateway());
        ServiceDescription service =
                read.description().orElseThrow().allServices().findFirst().orElseThrow();
        assertEquals(Optional.empty(), service.controlUrl());
        assertEquals(Optional.empty(), service.eventSubUrl());
        assertEquals(Optional.empty(), service.scpdUrl());
        assertEquals(1, device.requests().size());
        assertVictimsUntouched();
    }

    /** Routers name former addresses and those of their bridges; others name a victim. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://VICTIM/ctl",
                "HTTP://VICTIM/ctl",
                "http://LOOPBACK/ctl",
                "http://localhost:LOOPPORT/ctl",
                "http://2130706433:LOOPPORT/ctl",
                "http://[::ffff:127.0.0.1]:LOOPPORT/ctl",
                "http://SELFHOST.evil.example:LOOPPORT/ctl",
            })
    void serviceOfAnotherHost_isAskedAtTheDeviceAlone(String url) throws Exception {
        UpnpDevice read = described("", Answers.service(Answers.WAN, urls(url)));

        assertEquals(IgdStatus.INVALID_CONTROL, read.igdStatus(), read.statusReason());
        assertFalse(read.validGateway());
        ServiceDescription service =
                read.description().orElseThrow().allServices().findFirst().orElseThrow();
        for (Optional<URI> each :
                List.of(service.controlUrl(), service.eventSubUrl(), service.scpdUrl())) {
            assertEquals(device.address(), each.orElseThrow().getHost());
        }
        assertEquals(1, device.requests().size());
        assertVictimsUntouched();
    }

    private String urls(String url) {
        return "<controlURL>%1$s</controlURL><eventSubURL>%1$s</eventSubURL><SCPDURL>%1$s</SCPDURL>"
                .formatted(filledIn(url));
    }

    /** Which other clients read as another host. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//VICTIM/ctl",
                "///VICTIM/ctl",
                "\\\\VICTIM\\ctl",
                "http:VICTIM/ctl",
                "http:/VICTIM/ctl",
                "/http://VICTIM/ctl",
                "javascript:alert(1)",
                "data:text/xml,x",
                "@VICTIM/ctl",
                ":80@VICTIM/ctl",
                "http://SELF#@VICTIM/ctl",
                "http://SELF?@VICTIM/ctl",
                "/ctl%0d%0aX-Injected:%201",
                "/ctl\r\nX-Injected: 1\r\n",
            })
    void pathThatLooksLikeAnotherHost_staysOne(String url) throws Exception {
        device.on(HostileDevice.ELSEWHERE, (connection, request) -> {});
        UpnpDevice read = described("", Answers.wan(filledIn(url)));

        assertFalse(read.validGateway());
        assertTrue(device.requests().size() > 1, "it was not asked");
        for (String request : device.requests()) {
            assertFalse(request.lines().anyMatch(line -> line.startsWith("X-Injected")), request);
        }
        assertVictimsUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://VICTIM/",
                "http://LOOPBACK/",
                "http://user@SELF/",
                "https://SELF/",
                "file:///",
                "http://SELFHOST:6667/"
            })
    void urlBaseElsewhere_isPassedOver(String base) throws Exception {
        device.serving("/ctl", Answers.connected("203.0.113.9"));
        UpnpDevice read =
                described("<URLBase>" + filledIn(base) + "</URLBase>", Answers.wan("/ctl"));

        assertEquals(device.url("/ctl"), read.controlUrl().orElseThrow());
        assertTrue(read.validGateway(), read.statusReason());
        assertVictimsUntouched();
    }

    /** No router needs it, and what is not followed leads nobody astray. */
    @ParameterizedTest
    @ValueSource(strings = {"301", "302", "303", "307", "308"})
    void redirect_isNotFollowed_elsewhereOrAtHome(String status) throws Exception {
        String redirect = "HTTP/1.1 " + status + " Moved\r\nContent-Length: 0\r\nLocation: ";
        Answers.router(device)
                .saying("/away.xml", redirect + victim.url("/d.xml") + "\r\n\r\n")
                .saying("/home.xml", redirect + device.url("/router.xml") + "\r\n\r\n")
                .saying("/ctl-away", redirect + victim.url("/ctl") + "\r\n\r\n");

        for (String path : List.of("/away.xml", "/home.xml")) {
            UpnpDevice moved = upnp.describe(device.url(path));
            assertEquals(IgdStatus.HTTP_ERROR, moved.igdStatus());
        }
        UpnpDevice router = described("", Answers.wan("/ctl-away"));
        assertFalse(router.validGateway());
        assertEquals(IgdStatus.UNKNOWN_ERROR, router.igdStatus());
        assertFalse(device.requests().stream().anyMatch(it -> it.contains("/router.xml")));
        assertVictimsUntouched();
    }

    private UpnpDevice described(String urlBase, String services) throws Exception {
        device.serving("/d.xml", Answers.description("Hostile", urlBase, services));
        return upnp.describe(device.url("/d.xml"));
    }

    private void assertVictimsUntouched() throws Exception {
        victim.assertUntouched();
        loopback.assertUntouched();
    }

    private String filledIn(String url) {
        return url.replace("VICTIM", victim.address() + ":" + victim.port())
                .replace("LOOPBACK", "127.0.0.1:" + loopback.port())
                .replace("LOOPPORT", Integer.toString(loopback.port()))
                .replace("SELFHOST", device.address())
                .replace("SELF", device.address() + ":" + device.port());
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(0, resource);
        return resource;
    }
}
