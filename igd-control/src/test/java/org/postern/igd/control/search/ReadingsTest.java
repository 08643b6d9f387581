// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpDevice;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Descriptions that are asked for twice, and services asked where they may be as well. */
@Timeout(30)
class ReadingsTest {
    private final List<StubDevice> stubs = new ArrayList<>();
    private final UpnpEngine engine = TestEngines.with(List::of);

    @AfterEach
    void close() {
        engine.close();
        stubs.forEach(StubDevice::close);
    }

    @Test
    void aBaseThatHangs_doesNotHideTheLocation() {
        StubDevice hanging = stub();
        StubDevice router = stub().withServices("/a").answering("/a", "Connected", "203.0.113.9");
        UpnpDevice device = describe(withBase(router, hanging));
        assertTrue(device.validGateway(), device.statusReason());
        assertEquals(router.location().resolve("/a"), device.controlUrl().orElseThrow());
        assertTrue(hanging.asked().contains("GetStatusInfo"));
    }

    @Test
    void aBaseThatIsRight_isUsed() {
        StubDevice control = stub().answering("/a", "Connected", "203.0.113.9");
        StubDevice router = stub().withServices("/a").refusing("/a", "GetStatusInfo", 401);
        router.refusing("/a", "GetExternalIPAddress", 401);
        UpnpDevice device = describe(withBase(router, control));
        assertTrue(device.validGateway(), device.statusReason());
        assertEquals(control.location().resolve("/a"), device.controlUrl().orElseThrow());
    }

    @Test
    void twoServicesOfOneUrl_areBothAsked() {
        StubDevice router =
                stub().withServices("/a", "/a")
                        .writing(xml -> xml.replaceFirst("WANIP", "WANPPP"))
                        .answering("/a", "Disconnected", "0.0.0.0");
        assertEquals(IgdStatus.DISCONNECTED, describe(router).igdStatus());
        assertEquals(2, Collections.frequency(router.asked(), "GetStatusInfo"));
    }

    @Test
    void aDescriptionThatStaysBlank_isAskedForTwiceAndNamed() {
        StubDevice router = stub().writing(xml -> "\r\n");
        UpnpDevice device = describe(router);
        assertFalse(device.validGateway());
        assertEquals(IgdStatus.HTTP_EMPTY, device.igdStatus());
        assertEquals(List.of("GET", "GET"), router.asked());
    }

    private StubDevice stub() {
        StubDevice stub = new StubDevice();
        stubs.add(stub);
        return stub;
    }

    private static StubDevice withBase(StubDevice router, StubDevice base) {
        URI url = base.location().resolve("/");
        return router.writing(
                xml -> xml.replaceFirst("<device>", "<URLBase>" + url + "</URLBase><device>"));
    }

    private UpnpDevice describe(StubDevice router) {
        try {
            return engine.describe(router.location()).join();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
