// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;

import java.io.IOException;
import java.util.List;

class WanServicesTest {
    private static final String UPNP = "urn:schemas-upnp-org:service:";
    private static final String OLD = "urn:dslforum-org:service:";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WANIPConnection:1 | It offers urn:schemas-upnp-org:service:WANIPConnection:1.",
                "WANPPPConnection:2 | It offers urn:schemas-upnp-org:service:WANPPPConnection:2.",
                "WANIPConnection: | It offers urn:schemas-upnp-org:service:WANIPConnection:.",
                "WANIPConnection | It offers urn:schemas-upnp-org:service:WANIPConnection.",
            })
    void connectionOfAnyVersion_makesAGateway(String type, String reason) throws IOException {
        assertInspected(IgdStatus.OK, true, reason, service(UPNP + type, "/ctl"));
    }

    @Test
    void connectionInAnyCase_makesAGateway() throws IOException {
        String type = "URN:Schemas-UPnP-Org:Service:WanIpConnection:1";

        assertInspected(IgdStatus.OK, true, "It offers " + type + ".", service(type, "/ctl"));
    }

    @Test
    void connectionOfAnyAuthority_makesAGateway() throws IOException {
        String type = "urn:schemas-microsoft-com:service:WANIPConnection:1";

        assertInspected(IgdStatus.OK, true, "It offers " + type + ".", service(type, "/ctl"));
    }

    @ParameterizedTest
    @CsvSource({
        "urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1",
        "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1",
        "urn:schemas-upnp-org:service:XWANIPConnection:1",
        "urn:schemas-upnp-org:service:WANIPConnectionX:1",
        "urn:schemas-upnp-org:device:WANIPConnection:1",
        "WANIPConnection:1",
    })
    void otherServices_makeNone(String type) throws IOException {
        assertInspected(
                IgdStatus.NO_IGD,
                false,
                "It offers neither WANIPConnection nor WANPPPConnection.",
                service(type, "/ctl"));
    }

    @Test
    void connectionWithoutAControlUrl_isOfNoUse() throws IOException {
        assertInspected(
                IgdStatus.NO_URLS,
                false,
                "Its " + UPNP + "WANIPConnection:1 has no control URL.",
                service(UPNP + "WANIPConnection:1", ""));
    }

    @Test
    void connectionOfAnotherScheme_isRefused() throws IOException {
        assertInspected(
                IgdStatus.INVALID_CONTROL,
                false,
                "The control URL https://192.168.1.1/ is refused: it is not an http:// URL.",
                service(UPNP + "WANIPConnection:1", "https://192.168.1.1/"));
    }

    @Test
    void refusedEventUrl_isNoRefusedControlUrl() throws IOException {
        String event = "<eventSubURL>https://198.51.100.7/e</eventSubURL></service>";
        String type = UPNP + "WANIPConnection:1";

        assertInspected(
                IgdStatus.OK,
                true,
                "It offers " + type + ".",
                service(type, "/ctl").replace("</service>", event));
        assertInspected(
                IgdStatus.NO_URLS,
                false,
                "Its " + type + " has no control URL.",
                service(type, "").replace("</service>", event));
    }

    @Test
    void oldServicesAlone_areALastResort() throws IOException {
        assertInspected(
                IgdStatus.UNKNOWN_DEVICE,
                true,
                "It offers only the old dslforum services, which are a last resort.",
                service(OLD + "WANPPPConnection:1", "/ctl"));
    }

    @Test
    void standardServices_comeBeforeOldOnes() throws IOException {
        Inspection inspection =
                inspect(
                        service(OLD + "WANIPConnection:1", "/old")
                                + service(UPNP + "WANIPConnection:1", "https://192.168.1.1/")
                                + service(UPNP + "WANPPPConnection:1", "/new"));

        assertEquals(IgdStatus.OK, inspection.igdStatus());
        assertEquals(
                List.of(UPNP + "WANPPPConnection:1"), types(WanServices.usable(inspection.root())));
    }

    @Test
    void list_holdsWhatConcernsTheInternet_inDocumentOrder() throws IOException {
        Inspection inspection =
                inspect(
                        service(UPNP + "Layer3Forwarding:1", "/l3f")
                                + service(UPNP + "WANIPv6FirewallControl:1", "/fw")
                                + service(UPNP + "WANPPPConnection:1", "")
                                + service(UPNP + "WANCommonInterfaceConfig:1", "/wcic")
                                + service(UPNP + "WANIPConnection:2", "/ip"));

        assertEquals(
                List.of(
                        UPNP + "WANIPv6FirewallControl:1",
                        UPNP + "WANPPPConnection:1",
                        UPNP + "WANIPConnection:2"),
                types(inspection.wanServices()));
        assertTrue(inspection.isGateway());
    }

    private static void assertInspected(
            IgdStatus status, boolean gateway, String reason, String services) throws IOException {
        Inspection inspection = inspect(services);
        assertEquals(status, inspection.igdStatus());
        assertEquals(gateway, inspection.isGateway());
        assertEquals(reason, inspection.reason());
    }

    private static Inspection inspect(String services) throws IOException {
        return WanServices.inspect(
                Descriptions.read(Descriptions.device("", Descriptions.device(services, ""))));
    }

    private static String service(String type, String controlUrl) {
        return Descriptions.service(type, controlUrl);
    }

    private static List<String> types(List<ServiceDescription> services) {
        return services.stream().map(ServiceDescription::serviceType).toList();
    }
}
