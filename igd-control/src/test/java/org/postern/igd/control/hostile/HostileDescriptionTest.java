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
import java.util.List;

/** A description costs no more than its size, and reaches for nothing outside it. */
@Timeout(30)
class HostileDescriptionTest {
    private static final String OTHER = "urn:schemas-upnp-org:service:Layer3Forwarding:1";

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
        assertRefused("too many elements", read("<a>".repeat(100_000)));
        assertRefused("too many elements", read("<a>".repeat(60_000) + "</a>".repeat(60_000)));
        String devices = "<device><deviceList>".repeat(20_000);
        assertRefused("too many elements", read("<root>" + devices));
    }

    @Test
    void tenThousandServices_areRefused_andThreeThousandHideNone() throws Exception {
        String small = Answers.service("x", "");
        assertRefused(
                "too many elements", read(Answers.description("Hostile", small.repeat(10_000))));

        device.on("/ctl", (connection, request) -> {});
        String flood = Answers.service(OTHER, "<controlURL>/x</controlURL>").repeat(1500);
        UpnpDevice read = read(Answers.description("Hostile", flood + Answers.wan("/ctl") + flood));

        List<ServiceDescription> kept = read.description().orElseThrow().allServices().toList();
        assertEquals(65, kept.size());
        assertTrue(kept.stream().anyMatch(each -> each.serviceType().equals(Answers.WAN)));
    }

    @Test
    void tenThousandDevices_areRefused_orCostTheirSize() throws Exception {
        String type = "<device><deviceType>urn:x</deviceType></device>";
        assertRefused("too many elements", read(withDevices(type.repeat(10_000))));

        UpnpDevice empty = read(withDevices("<device/>".repeat(10_000)));
        DeviceDescription root = empty.description().orElseThrow();
        assertEquals(10_001, root.tree().count());
    }

    @Test
    void attributesAndTextWithoutEnd_costTheirSize() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            many.append(" a").append(i).append("=''");
        }
        for (String attributes :
                List.of(
                        many.toString(),
                        " a=''".repeat(60_000),
                        " a='" + "x".repeat(64 * 1024) + "'",
                        " " + "a".repeat(64 * 1024) + "=''")) {
            UpnpDevice read =
                    read("<root" + attributes + "><device><UDN>uuid:1</UDN></device></root>");
            assertEquals("uuid:1", read.description().orElseThrow().udn());
        }
        String million = " a='1'".repeat(1_000_000);
        assertRefused("longer than 524288 bytes", read("<root" + million + "/>"));

        UpnpDevice named = read(Answers.description("x".repeat(200_000), ""));
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
                        Duration.ofMillis(1200),
                        List.of(new Said(device, "/d.xml"), new Said(router, "/router.xml")));

        assertEquals(2, found.size());
        assertEquals(IgdStatus.OK, found.get(0).igdStatus());
        assertFalse(found.get(1).validGateway());
        assertTrue(found.get(1).statusReason().contains("did not answer in time"));
        // Of the thousand only so many are asked; the first request is for the description.
        assertTrue(device.requests().size() <= 33, () -> "" + device.requests().size());
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
