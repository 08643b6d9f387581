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
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.hostile.HostileAnswers.Said;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A description costs no more than its size, and reaches for nothing outside it. */
@Timeout(30)
class HostileDescriptionTest {
    private static final String OTHER = "urn:schemas-upnp-org:service:Layer3Forwarding:1";

    /** As many as one host may have. */
    private static final int DOCUMENTS = 32;

    private final Upnp upnp = Upnp.create();
    private HostileDevice device;
    private HostileDevice victim;

    @BeforeEach
    void open() throws IOException {
        device = HostileDevice.somewhere();
        victim = HostileDevice.somewhere();
    }

    @AfterEach
    void close() {
        upnp.close();
        device.close();
        victim.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE root SYSTEM 'VICTIM'>",
                "<!DOCTYPE root PUBLIC '-//x//y' 'VICTIM'>",
                "<!DOCTYPE root [<!ENTITY x SYSTEM 'VICTIM'>]>",
                "<!DOCTYPE root [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE root [<!ENTITY % p SYSTEM 'VICTIM'> %p;]>",
                "<!DOCTYPE root [<!ENTITY % a '<!ENTITY x \"y\">'> %a;]>",
                "<!doctype root [<!ENTITY x SYSTEM 'VICTIM'>]>",
                "<?xml-stylesheet href='VICTIM'?><!DOCTYPE root SYSTEM 'VICTIM'>",
            })
    void documentType_isRefused_andReachesForNothing(String type) throws Exception {
        String dtd = type.replace("VICTIM", victim.url("/x.dtd").toString());
        UpnpDevice read = read(dtd + Answers.description("&x;", Answers.service(OTHER, "")));

        assertRefused("the document has a DTD", read);
        victim.assertUntouched();
    }

    @Test
    void entitiesThatMultiply_areRefused() throws Exception {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE root [<!ENTITY l0 'ha'>");
        for (int i = 1; i <= 30; i++) {
            laughs.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        String document = Answers.description("&l30;", "");

        assertRefused("the document has a DTD", read(laughs + "]>" + document));
        // Without the declarations there is nothing to expand.
        UpnpDevice named = read(document);
        assertEquals("&l30;", named.friendlyName());
    }

    @Test
    void inclusionsAndSchemas_areNotFetched() throws Exception {
        String url = victim.url("/x").toString();
        UpnpDevice read =
                read(
                        ("<?xml-stylesheet type='text/xsl' href='%1$s'?><root xmlns='%1$s'"
                                        + " xmlns:xi='http://www.w3.org/2001/XInclude'"
                                        + " xmlns:s='http://www.w3.org/2001/XMLSchema-instance'"
                                        + " s:schemaLocation='%1$s %1$s'><xi:include href='%1$s'/>"
                                        + "<device><friendlyName>x</friendlyName></device></root>")
                                .formatted(url));

        assertEquals("x", read.friendlyName());
        victim.assertUntouched();
    }

    @Test
    void nestingWithoutEnd_isRefused() throws Exception {
        assertRefused("too many elements", read("<a>".repeat(80_000)));
        assertRefused("too many elements", read("<a>".repeat(30_000) + "</a>".repeat(30_000)));
        String devices = "<device><deviceList>".repeat(10_000);
        assertRefused("too many elements", read("<root>" + devices));
    }

    @Test
    void tenThousandServices_areRefused_andAThousandHideNone() throws Exception {
        String other = Answers.service(OTHER, "<controlURL>/x</controlURL>");
        assertRefused("is longer than", read(Answers.description("X", other.repeat(10_000))));
        String tiny = "<service><a/><b/><c/></service>";
        assertRefused("too many elements", read(Answers.description("X", tiny.repeat(6000))));

        device.on("/ctl", (connection, request) -> {});
        String flood = other.repeat(600);
        UpnpDevice read = read(Answers.description("Hostile", flood + Answers.wan("/ctl") + flood));

        List<ServiceDescription> kept = read.description().orElseThrow().allServices().toList();
        assertEquals(65, kept.size());
        assertTrue(kept.stream().anyMatch(each -> each.serviceType().equals(Answers.WAN)));
    }

    @Test
    void tenThousandDevices_areRefused_orCostTheirSize() throws Exception {
        String full = "<device><deviceType>urn:x</deviceType></device>";
        assertRefused("is longer than", read(withDevices(full.repeat(10_000))));
        assertRefused(
                "too many elements", read(withDevices("<device><x/></device>".repeat(11_000))));

        UpnpDevice empty = read(withDevices("<device/>".repeat(10_000)));
        DeviceDescription root = empty.description().orElseThrow();
        assertEquals(10_001, root.tree().count());
    }

    @Test
    void attributesAndTextWithoutEnd_costTheirSize() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            many.append(" a").append(i).append("=''");
        }
        for (String attributes :
                List.of(
                        many.toString(),
                        " a=''".repeat(40_000),
                        " a='" + "x".repeat(64 * 1024) + "'",
                        " " + "a".repeat(64 * 1024) + "=''")) {
            UpnpDevice read =
                    read("<root" + attributes + "><device><UDN>uuid:1</UDN></device></root>");
            assertEquals("uuid:1", read.description().orElseThrow().udn());
        }
        String million = " a='1'".repeat(1_000_000);
        assertRefused("longer than 262144 bytes", read("<root" + million + "/>"));

        UpnpDevice named = read(Answers.description("x".repeat(100_000), ""));
        assertEquals(256, named.friendlyName().length());
    }

    @Test
    void servicesThatAllHang_delayNobody() throws Exception {
        HostileDevice router = Answers.router(victim);
        StringBuilder services = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            services.append(Answers.wan("/hang" + i));
        }
        device.serving("/d.xml", Answers.description("Hostile", services.toString()));

        List<UpnpDevice> found =
                HostileAnswers.search(
                        upnp,
                        Duration.ofMillis(3500),
                        List.of(new Said(device, "/d.xml"), new Said(router, "/router.xml")));

        assertEquals(2, found.size());
        assertEquals(IgdStatus.OK, found.get(0).igdStatus());
        assertFalse(found.get(1).validGateway());
        assertEquals(IgdStatus.UNKNOWN_ERROR, found.get(1).igdStatus());
        // Of the thousand only so many are asked; the first request is for the description.
        assertTrue(device.requests().size() <= 33, () -> "" + device.requests().size());
    }

    /**
     * Each document takes a hundred times as long to read as a router's. The router answers when
     * all of them have been sent, and is known before most of them are.
     */
    @Test
    void documentsThatTakeLongToRead_delayNoRouter() throws Exception {
        String heavy = "<root><device>" + "<a>".repeat(60) + "</b>".repeat(60_000);
        String services =
                IntStream.range(0, DOCUMENTS / 2)
                        .mapToObj(i -> Answers.wan("/heavy" + i))
                        .collect(Collectors.joining());
        CountDownLatch sent = new CountDownLatch(2 * DOCUMENTS);
        HostileDevice.Script slowToRead =
                (connection, request) -> {
                    device.write(connection, Answers.ok(heavy));
                    sent.countDown();
                };
        device.on(HostileDevice.ELSEWHERE, slowToRead);
        try (HostileDevice another = HostileDevice.somewhere();
                HostileDevice router = Answers.router(HostileDevice.somewhere())) {
            another.serving("/d.xml", Answers.description("Hostile", services))
                    .on(HostileDevice.ELSEWHERE, slowToRead);
            router.on(
                    "/late.xml",
                    (connection, request) -> {
                        sent.await();
                        router.write(
                                connection,
                                Answers.ok(Answers.description("Router", Answers.wan("/ctl"))));
                    });
            List<Said> said = new ArrayList<>();
            IntStream.range(0, DOCUMENTS)
                    .forEach(i -> said.add(new Said(device, "/" + i + ".xml")));
            said.add(new Said(another, "/d.xml"));
            said.add(new Said(router, "/late.xml"));

            int before = HostileAnswers.searchForGateway(said).size() - 1;

            assertTrue(before < DOCUMENTS / 2, () -> before + " were read before");
        }
    }

    private static String withDevices(String devices) {
        return "<root><device><UDN>uuid:1</UDN><deviceList>"
                + devices
                + "</deviceList></device></root>";
    }

    private UpnpDevice read(String document) throws Exception {
        device.serving("/d.xml", document);
        return upnp.describe(device.url("/d.xml"));
    }

    private static void assertRefused(String reason, UpnpDevice read) {
        assertEquals(IgdStatus.HTTP_EMPTY, read.igdStatus(), read.statusReason());
        assertTrue(read.statusReason().contains(reason), read.statusReason());
        assertTrue(read.statusReason().length() < 500, read.statusReason());
    }
}
